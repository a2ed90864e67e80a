import { createHash } from "node:crypto";
import type { Message } from "@photo-chat/sdk/protocol";
import type { Statements } from "../store/statements.js";
import { ChatError } from "./chat-error.js";
import type { Availabilities } from "./availabilities.js";
import { createBoundedMap } from "./bounded-map.js";
import type { FailureLog } from "./change-feed.js";
import type { Commits } from "./commits.js";
import { isBanned } from "./sign-in.js";

const REMEMBERED = 50_000;

/** Called with each message that a person has committed. */
export type FirstAnswers = (message: Message) => void;

/**
 * Answers a customer who writes while the photographer is away with the text that the photographer
 * left, once for each conversation and time away: the message's clientMessageId stands for both. Not
 * for who is banned or erased. It follows the customer's commit and never holds up its ack; a crash in
 * between leaves it out.
 */
export function createFirstAnswers(
  { users }: Statements,
  availabilities: Availabilities,
  commits: Commits,
  logger: FailureLog,
): FirstAnswers {
  const given = createBoundedMap<string, true>(REMEMBERED);

  const answer = async ({ senderId, receiverId, conversationId }: Message): Promise<void> => {
    const known = receiverId === null ? null : await availabilities.of(receiverId);
    if (!known || receiverId === null) return;
    const { answer: messageText, since } = known.setting;
    const { away, backAt } = known.now;
    if (!away || messageText === null) return;
    const clientMessageId = answerId(conversationId, backAt ?? Date.parse(since));
    if (given.get(clientMessageId)) return;
    given.set(clientMessageId, true);
    try {
      const pair = await users.byIds({ ids: [senderId, receiverId] });
      const [sender, receiver] = [senderId, receiverId].map((userId) =>
        pair.find(({ id }) => id === userId),
      );
      if (sender?.role !== "customer" || receiver?.role !== "photographer") return;
      // An erased one has no text any more, whatever this process remembers.
      if (isBanned(receiver) || receiver.availability === null) {
        given.delete(clientMessageId);
        return;
      }
      await commits.append(receiverId, { conversationId, messageText, clientMessageId });
    } catch (error) {
      given.delete(clientMessageId);
      // One of them has blocked the other since.
      if (error instanceof ChatError && error.code === "forbidden") return;
      throw error;
    }
  };

  return (message) => {
    answer(message).catch((err: unknown) => logger.error({ err }, "no automatic answer was given"));
  };
}

function answerId(conversationId: string, period: number): string {
  const hash = createHash("sha256").update(conversationId).digest("base64url");
  return `away_${period}_${hash}`;
}
