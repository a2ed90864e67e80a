import type { Message } from "@photo-chat/sdk/protocol";
import type { Chat } from "../chat/chat.js";

/**
 * Marks as delivered what was handed to the connections of clients that do not confirm it
 * themselves. One write at a time for each user and conversation; what is handed over meanwhile is
 * covered by the next one, up to the newest.
 */
export interface HandedDeliveries {
  handed(userId: string, messages: readonly Message[]): void;
}

export function createHandedDeliveries(
  chat: Chat,
  failed: (error: unknown) => void,
): HandedDeliveries {
  /** By user and conversation while a write is under way: the newest message handed over since. */
  const waiting = new Map<string, Message | null>();

  const write = async (key: string, userId: string, first: Message): Promise<void> => {
    for (let next: Message | null = first; next; next = waiting.get(key) ?? null) {
      waiting.set(key, null);
      const { conversationId, messageId } = next;
      await chat.markDelivered(userId, { conversationId, upToMessageId: messageId }).catch(failed);
    }
    waiting.delete(key);
  };

  return {
    handed(userId, messages) {
      const newest = messages.findLast((message) => message.senderId !== userId);
      if (!newest) return;
      const key = JSON.stringify([userId, newest.conversationId]);
      const queued = waiting.get(key);
      if (queued === undefined) {
        void write(key, userId, newest);
      } else if (!queued || queued.seq < newest.seq) {
        waiting.set(key, newest);
      }
    },
  };
}
