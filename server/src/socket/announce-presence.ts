import type { UserAvailabilityEvent } from "@photo-chat/sdk/protocol";
import type { Logger } from "pino";
import type { Chat } from "../chat/chat.js";
import { type ChatServerIo, toUsers } from "./chat-socket.js";
import type { Presence, PresenceListener } from "./presence.js";

/** Tells the people who share a conversation with a photographer that they are away or back. */
export function announceAvailability(
  chat: Chat,
  io: ChatServerIo,
  logger: Logger,
): (event: UserAvailabilityEvent) => void {
  return (event) => {
    const { userId } = event;
    chat.contactsOf(userId).then(
      (contacts) => toUsers(io, [...contacts, userId]).emit("user_availability", event),
      (err) => logger.warn({ userId, err }, "availability not announced"),
    );
  };
}

/**
 * Tells the people who share a conversation with a user that it came or went. What has changed again
 * while the contacts were looked up is not told.
 */
export function announcePresence(
  chat: Chat,
  io: ChatServerIo,
  presence: Presence,
  logger: Logger,
): PresenceListener {
  const announce = (
    userId: string,
    online: boolean,
    tell: (contacts: readonly string[]) => void,
  ): void => {
    chat.contactsOf(userId).then(
      (contacts) => {
        if (presence.isOnline(userId) === online) tell(contacts);
      },
      (err) => logger.warn({ userId, err }, "presence not announced"),
    );
  };

  return {
    online(userId) {
      announce(userId, true, (contacts) => toUsers(io, contacts).emit("user_online", { userId }));
    },
    offline(userId, at) {
      chat
        .touchLastSeen(userId, at)
        .catch((err) => logger.warn({ userId, err }, "last seen not stored"));
      const lastSeenAt = at.toISOString();
      announce(userId, false, (contacts) =>
        toUsers(io, contacts).emit("user_offline", { userId, lastSeenAt }),
      );
    },
  };
}
