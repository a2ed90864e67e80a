import { ChatError } from "./chat-error.js";

/** Who the client's user is: known from the first token, and the same for the client's life. */
export interface Identity {
  /** Empty while unknown. */
  readonly userId: string;
  /** Throws a `ChatError` when it is someone else. */
  learn(userId: string): void;
  /** Resolves once it is known. */
  known(): Promise<void>;
  /** Rejects those that wait. */
  fail(reason: ChatError): void;
}

export function createIdentity(onLearn: (userId: string) => void): Identity {
  let known = "";
  let waiting: { resolve(): void; reject(reason: ChatError): void }[] = [];

  function take(): typeof waiting {
    const taken = waiting;
    waiting = [];
    return taken;
  }

  return {
    get userId() {
      return known;
    },
    learn(userId) {
      if (known === userId) return;
      if (known) {
        const reason = "the token is another user's, who needs a client of their own";
        throw new ChatError("auth_invalid", `unable to connect; ${reason}`);
      }
      known = userId;
      onLearn(userId);
      for (const { resolve } of take()) resolve();
    },
    known() {
      if (known) return Promise.resolve();
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    fail(reason) {
      for (const { reject } of take()) reject(reason);
    },
  };
}
