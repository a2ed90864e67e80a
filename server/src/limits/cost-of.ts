import type { Message } from "@photo-chat/sdk/protocol";

/** What of an answer is covered by the one that was taken for it, in characters. */
const COVERED = 16_384;
/** What a message adds beside its text, about. */
const MESSAGE = 500;

/**
 * What messages that are read cost beyond the one that is taken for any answer: one more for each
 * 16,384 characters. A page of ordinary messages costs one or two, one of long messages five.
 */
export function costOf(messages: readonly (Message | null)[]): number {
  const characters = messages.reduce(
    (sum, message) => sum + (message ? message.messageText.length + MESSAGE : 0),
    0,
  );
  return Math.floor(characters / COVERED);
}
