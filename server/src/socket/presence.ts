import type { PresenceSource } from "../chat/chat.js";
import type { SocketData } from "./chat-socket.js";

export interface PresenceListener {
  online(userId: string): void;
  /** `lastSeenAt` is when the last connection closed, not when the grace time was over. */
  offline(userId: string, lastSeenAt: Date): void;
}

interface Attendee {
  readonly data: Pick<SocketData, "user" | "confirmsDelivery">;
}

interface Attendance {
  sockets: Set<Attendee>;
  /** Runs while there is no socket. */
  grace: NodeJS.Timeout | null;
}

/** Who is connected, with which sockets. */
export interface Presence extends PresenceSource {
  /** Counts a socket in; returns what counts it out. */
  add(socket: Attendee): () => void;
  socketsOf(userId: string): ReadonlySet<Attendee>;
  userIds(): string[];
  /** Tells of every change from now on; returns what stops it. */
  watch(listener: PresenceListener): () => void;
  /** Ends all grace times without telling anybody. */
  stop(): void;
}

const none: ReadonlySet<Attendee> = new Set();

/**
 * A user is online with the first socket, at once, and offline when none has come back for `graceMs`
 * after the last one: a page change shows nothing.
 */
export function createPresence(graceMs: number): Presence {
  const users = new Map<string, Attendance>();
  const listeners = new Set<PresenceListener>();
  let stopped = false;

  const leave = (userId: string, attendance: Attendance): void => {
    if (stopped) return;
    const lastSeenAt = new Date();
    attendance.grace = setTimeout(() => {
      users.delete(userId);
      for (const listener of listeners) listener.offline(userId, lastSeenAt);
    }, graceMs);
  };

  return {
    isOnline: (userId) => users.has(userId),
    socketsOf: (userId) => users.get(userId)?.sockets ?? none,
    userIds: () => [...users.keys()],
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add(socket) {
      const { userId } = socket.data.user;
      const known = users.get(userId);
      const attendance = known ?? { sockets: new Set(), grace: null };
      attendance.sockets.add(socket);
      clearTimeout(attendance.grace ?? undefined);
      attendance.grace = null;
      if (!known) {
        users.set(userId, attendance);
        for (const listener of listeners) listener.online(userId);
      }
      return () => {
        if (attendance.sockets.delete(socket) && attendance.sockets.size === 0) {
          leave(userId, attendance);
        }
      };
    },
    stop() {
      stopped = true;
      for (const { grace } of users.values()) clearTimeout(grace ?? undefined);
    },
  };
}
