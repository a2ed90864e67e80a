import type { RawClient } from "../support/raw-client.js";

/** What a client has heard that sends all the while. */
export interface Answers {
  readonly acks: number;
  /** How often each code was the answer. */
  readonly refusals: Readonly<Record<string, number>>;
  /** Refusals that do not say when to come back. */
  readonly withoutTime: number;
}

/** Sends a message every now and then, and waits for no answer before the next. */
export function keepSending(client: RawClient, conversationId: string, everyMs: number) {
  let acks = 0;
  let withoutTime = 0;
  const refusals: Record<string, number> = {};
  const timer = setInterval(() => {
    client.request("send_message", { conversationId, messageText: "hm" }).then(
      ({ ok, error }) => {
        if (ok) {
          acks++;
          return;
        }
        refusals[error.code] = (refusals[error.code] ?? 0) + 1;
        if (!((error.retryAfterMs ?? 0) > 0)) withoutTime++;
      },
      // Not answered in time, which promises nothing.
      () => {},
    );
  }, everyMs);
  return {
    answers: (): Answers => ({ acks, withoutTime, refusals: { ...refusals } }),
    stop: () => clearInterval(timer),
  };
}

export function answersIn({ acks, refusals }: Answers): number {
  return Object.values(refusals).reduce((sum, count) => sum + count, acks);
}
