import { ChatError } from "./chat-error.js";

/** Who the client's user is: known from the first token on, and the same for the client's life. */
export interface Identity {
  /** Throws a `ChatError` when it is someone else. */
  readonly learn: (userId: string) => void;
  /** Resolves with the user's id once it is known. */
  readonly known: () => Promise<string>;
  /** Rejects those that wait. */
  readonly fail: (reason: ChatError) => void;
}

export function createIdentity(onLearn: (userId: string) => void): Identity {
  let known: string | null = null;
  let waiting: { resolve: (userId: string) => void; reject: (reason: ChatError) => void }[] = [];
  return {
    learn(userId) {
      if (known === userId) return;
      if (known !== null) {
        const reason = "another user needs another client";
        throw new ChatError("auth_invalid", `unable to connect; ${reason}`);
      }
      known = userId;
      onLearn(userId);
      for (const { resolve } of waiting) resolve(userId);
      waiting = [];
    },
    async known() {
      return known ?? new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    fail(reason) {
      for (const { reject } of waiting) reject(reason);
      waiting = [];
    },
  };
}
