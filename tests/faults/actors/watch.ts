import type { ChatClient, ChatMessage, ConversationSnapshot, Message } from "@photo-chat/sdk";
import type { FinalView } from "../evidence.js";
import type { Journal, SeenMessage } from "../journal.js";

export const seen = (message: Message): SeenMessage => {
  const { conversationId, messageId, clientMessageId, senderId, seq, messageText: text } = message;
  return { conversationId, messageId, clientMessageId, senderId, seq, text };
};

function viewed(message: ChatMessage) {
  const { conversationId, messageId, clientMessageId, senderId, seq, status } = message;
  const { messageText: text } = message;
  return { conversationId, messageId, clientMessageId, senderId, seq, text, status };
}

/** Writes down every change that a client shows. */
export function watch(client: ChatClient, journal: Journal): void {
  const snapshots = new Map<string, ConversationSnapshot>();
  const messages = new Map<string, ChatMessage>();
  const pointers = new Map<string, string>();

  function look(snapshot: ConversationSnapshot): void {
    const { conversationId } = snapshot;
    if (snapshots.get(conversationId) === snapshot) return;
    snapshots.set(conversationId, snapshot);
    for (const message of snapshot.messages) {
      if (messages.get(message.key) === message) continue;
      messages.set(message.key, message);
      journal.write({ type: "shown", ...viewed(message) });
    }
    for (const { userId, deliveredSeq, readSeq } of snapshot.participants) {
      const key = `${conversationId} ${userId}`;
      const place = `${deliveredSeq} ${readSeq}`;
      if (pointers.get(key) === place) continue;
      pointers.set(key, place);
      journal.write({ type: "pointed", conversationId, userId, deliveredSeq, readSeq });
      journal.write({ type: "told", event: "participant", subject: userId });
    }
  }

  client.subscribe(() => {
    for (const snapshot of client.snapshot.conversations) look(snapshot);
  });
  client.on("message", ({ message: { messageId, seq, ...rest } }) => {
    if (messageId === null || seq === null) return;
    const { conversationId, clientMessageId, senderId, messageText: text } = rest;
    const message = { conversationId, clientMessageId, senderId, text, messageId, seq };
    journal.write({ type: "heard", message });
  });
  client.on("sent", ({ message }) => {
    journal.write({ type: "acked", message: seen(message), duplicate: false });
  });
  client.on("connection", ({ state, reason }) => {
    journal.write({ type: "connection", state, reason: reason?.code ?? null });
  });
  client.on("error", ({ code, retryAfterMs = null, message: request }) => {
    journal.write({ type: "refused", request, code, retryAfterMs });
  });
}

export const finalView = (snapshot: ConversationSnapshot): FinalView => ({
  conversationId: snapshot.conversationId,
  messages: snapshot.messages.map(viewed),
  participants: snapshot.participants.map(({ userId, deliveredSeq, readSeq, online }) => ({
    ...{ userId, deliveredSeq, readSeq, online },
  })),
  unreadCount: snapshot.unreadCount,
  typing: snapshot.typing.map(({ userId }) => userId),
});
