import type { Logger } from "pino";
import type { Change, Chat } from "../chat/chat.js";
import type { Metrics } from "../metrics.js";
import { type ChatServerIo, toUsers } from "./chat-socket.js";
import type { HandedDeliveries } from "./handed-deliveries.js";
import type { Presence } from "./presence.js";

/** Hands a committed change to every connection of every participant, once each. */
export function createFanOut(
  chat: Pick<Chat, "view">,
  io: ChatServerIo,
  presence: Presence,
  deliveries: HandedDeliveries,
  metrics: Metrics,
  logger: Logger,
): (change: Change) => void {
  const isHanded = (userId: string): boolean => {
    for (const socket of presence.socketsOf(userId)) {
      if (!socket.data.confirmsDelivery) return true;
    }
    return false;
  };

  const tellView = async (userId: string, conversationId: string): Promise<void> => {
    if (!presence.isOnline(userId)) return;
    const conversation = await chat.view(userId, conversationId);
    toUsers(io, [userId]).emit("conversation_changed", { conversation });
  };

  return (change) => {
    const { conversationId, rev, participantIds } = change;
    switch (change.kind) {
      case "message": {
        const { message } = change;
        const { senderId } = message;
        const others = participantIds.filter((userId) => userId !== senderId);
        // Who waits for it comes first: each connection's write takes its time.
        toUsers(io, [...others, senderId]).emit("new_message", { conversationId, message });
        metrics.messages.inc();
        for (const userId of others) {
          if (isHanded(userId)) deliveries.handed(userId, [message]);
        }
        return;
      }
      case "delivered": {
        const { userId, upToMessageId, deliveredSeq } = change;
        toUsers(io, participantIds).emit("message_delivered", {
          ...{ conversationId, userId, upToMessageId, deliveredSeq, rev },
        });
        return;
      }
      case "read": {
        const { userId, upToMessageId, readSeq, readAt } = change;
        toUsers(io, participantIds).emit("message_read", {
          ...{ conversationId, userId, upToMessageId, readSeq, readAt, rev },
        });
        return;
      }
      case "deleted": {
        toUsers(io, participantIds).emit("conversation_deleted", { conversationId });
        return;
      }
      // Each sees it with their own eyes.
      case "conversation": {
        for (const userId of participantIds) {
          tellView(userId, conversationId).catch((err: unknown) =>
            logger.warn({ userId, err }, "change not told"),
          );
        }
      }
    }
  };
}
