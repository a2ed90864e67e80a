import type { ConversationSnapshot, Participant } from "@photo-chat/sdk";

/** Whom one talks to in a conversation. */
export function peerOf(
  { participants }: ConversationSnapshot,
  me: string | undefined,
): Participant | undefined {
  return participants.find(({ userId }) => userId !== me);
}
