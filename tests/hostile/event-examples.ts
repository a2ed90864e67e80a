import type { RequestName } from "@photo-chat/sdk/protocol";
import type { Place } from "./use-place.js";

/**
 * For each event a payload that the server accepts. A new event needs a row here and nothing else:
 * its hostile variants are made from its schema in `server/src/payloads.ts`. Name every field in the
 * example; one that is not named is tried at its top only.
 */
export const eventExamples: Record<RequestName, (place: Place) => object> = {
  join_conversation: ({ conversationId }) => ({ conversationId }),
  leave_conversation: ({ conversationId }) => ({ conversationId }),
  send_message: ({ conversationId }) => ({
    conversationId,
    messageText: "hello",
    messageType: "image",
    attachmentUrl: "https://studio.example/proof.jpg",
    about: { id: "7", title: "Dunes", src: "/dunes.jpg" },
    clientMessageId: crypto.randomUUID(),
  }),
  typing: ({ conversationId }) => ({ conversationId }),
  stop_typing: ({ conversationId }) => ({ conversationId }),
  mark_read: upTo,
  message_read: upTo,
  mark_delivered: upTo,
  sync: ({ conversationId }) => ({ conversations: { [conversationId]: 0 } }),
  list_conversations: ({ conversationId }) => ({ limit: 5, before: conversationId, search: "a" }),
  load_messages: ({ conversationId, messageId }) => ({
    conversationId,
    limit: 5,
    before: messageId,
  }),
  block_user: ({ photographer }) => ({ userId: photographer.userId }),
  unblock_user: ({ photographer }) => ({ userId: photographer.userId }),
  report_user: ({ photographer, conversationId, messageId }) => ({
    userId: photographer.userId,
    conversationId,
    messageId,
    reason: "abuse",
    note: "rude",
  }),
};

function upTo({ conversationId, messageId }: Place): object {
  return { conversationId, upToMessageId: messageId };
}
