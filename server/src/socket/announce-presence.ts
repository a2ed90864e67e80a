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

/** How soon it is tried again when the database could not say whom to tell, in milliseconds. */
const RETRY_MS = 1_000;

export interface PresenceAnnouncer extends PresenceListener {
  /** Whoever has not been told until then is not. */
  stop(): void;
}

/**
 * Tells the people who share a conversation with a user that it came or went, as soon as the
 * database knows who they are. What has changed again meanwhile is not told.
 */
export function announcePresence(
  chat: Chat,
  io: ChatServerIo,
  presence: Presence,
  logger: Logger,
): PresenceAnnouncer {
  const retries = new Map<string, NodeJS.Timeout>();
  let stopped = false;

  const announce = (
    userId: string,
    online: boolean,
    tell: (contacts: readonly string[]) => void,
  ): void => {
    clearTimeout(retries.get(userId));
    retries.delete(userId);
    chat.contactsOf(userId).then(
      (contacts) => {
        if (presence.isOnline(userId) === online) tell(contacts);
      },
      (err) => {
        logger.warn({ userId, err }, "presence not announced");
        if (stopped || presence.isOnline(userId) !== online) return;
        clearTimeout(retries.get(userId));
        retries.set(userId, setTimeout(announce, RETRY_MS, userId, online, tell));
      },
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
    stop() {
      stopped = true;
      for (const retry of retries.values()) clearTimeout(retry);
    },
  };
}
