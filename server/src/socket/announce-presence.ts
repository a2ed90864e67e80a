import type { UserAvailabilityEvent } from "@photo-chat/sdk/protocol";
import type { Logger } from "pino";
import type { Chat } from "../chat/chat.js";
import { type ChatServerIo, toUsers } from "./chat-socket.js";
import type { Presence, PresenceListener } from "./presence.js";
import type { ContactTeller } from "./tell-contacts.js";

/** Tells the people who share a conversation with a photographer that they are away or back. */
export function announceAvailability(
  contacts: ContactTeller,
  io: ChatServerIo,
): (event: UserAvailabilityEvent) => void {
  return (event) => {
    const { userId } = event;
    contacts.tell({
      ...{ kind: "availability", userId, holds: () => true },
      tell: (others) => toUsers(io, [...others, userId]).emit("user_availability", event),
    });
  };
}

/**
 * Tells the people who share a conversation with a user that it came or went. What has changed again
 * meanwhile is not told.
 */
export function announcePresence(
  contacts: ContactTeller,
  chat: Pick<Chat, "touchLastSeen">,
  io: ChatServerIo,
  presence: Presence,
  logger: Pick<Logger, "warn">,
): PresenceListener {
  return {
    online(userId) {
      contacts.tell({
        ...{ kind: "presence", userId, holds: () => presence.isOnline(userId) },
        tell: (others) => toUsers(io, others).emit("user_online", { userId }),
      });
    },
    offline(userId, at) {
      chat
        .touchLastSeen(userId, at)
        .catch((err) => logger.warn({ userId, err }, "last seen not stored"));
      const lastSeenAt = at.toISOString();
      contacts.tell({
        ...{ kind: "presence", userId, holds: () => !presence.isOnline(userId) },
        tell: (others) => toUsers(io, others).emit("user_offline", { userId, lastSeenAt }),
      });
    },
  };
}
