import { ChatError } from "../chat-error.js";
import type { Clock } from "../clock.js";
import type { OpenTransport, ServerEvents, TransportListener } from "../connection/transport.js";
import {
  conversationIdOf,
  DEFAULT_SERVER_LIMITS,
  type Message,
  type RequestName,
  type Requests,
  usersOf,
} from "../protocol/index.js";
import type { Change } from "../timeline/timeline.js";
import { userOf } from "./fake-transport.js";
import { createModelConversation, type ModelConversation } from "./model-conversation.js";

export interface ModelServer {
  readonly transport: OpenTransport;
  readonly conversations: ReadonlyMap<string, ModelConversation>;
  /** Live connections. */
  readonly connections: number;
  /** Each request that came, in order. */
  readonly requests: {
    readonly userId: string;
    readonly name: RequestName;
    readonly payload: unknown;
  }[];
  /** Whether new connections are accepted. */
  reachable: boolean;
  /** What becomes of the next events that tell of a change: lost, twice, or as they are when there is no word on them. */
  readonly eventFaults: ("lost" | "twice" | "ok")[];
  /**
   * What becomes of the next requests: not heard, heard but not answered, refused, over a limit for
   * 3 s, answered with what was true a while ago, or as they should.
   */
  readonly requestFaults: ("unheard" | "unanswered" | "busy" | "limited" | "slow" | "ok")[];
  /** An action of a user who is somewhere else. */
  send(senderId: string, receiverId: string, text?: string): Message;
  read(userId: string, otherId: string, seq: number): void;
  typing(userId: string, otherId: string): void;
  /** Tells a user that a conversation goes on under another id. */
  move(userId: string, conversationId: string, movedTo: string): void;
  /** Deletes a conversation for everybody in it. */
  remove(conversationId: string): void;
  /** Tells everyone where their conversations are, as the server does every 30 s. */
  heads(): void;
  /** Ends every connection. */
  dropAll(): void;
}

interface Connection {
  readonly userId: string;
  readonly listener: TransportListener;
  readonly unanswered: Set<(error: ChatError) => void>;
}

/** A JWT that nobody has signed. */
export const tokenOf = (userId: string): string => `head.${btoa(JSON.stringify({ sub: userId }))}.`;

const gone = () => new ChatError("offline", "unable to go on; the connection was lost");

const LATENCY_MS = 5;

/** The server in memory, with a network that misbehaves on demand. */
export function createModelServer(
  clock: Clock,
  { pageSize = 5, syncChanges = 10, listSize = 2 } = {},
): ModelServer {
  const later = (callback: () => void): void => void clock.after(LATENCY_MS, callback);
  const conversations = new Map<string, ModelConversation>();
  const connections = new Set<Connection>();
  const requests: ModelServer["requests"] = [];
  const eventFaults: ModelServer["eventFaults"] = [];
  const requestFaults: ModelServer["requestFaults"] = [];
  /** Events that wait until the ack is on its way. */
  let held: (() => void)[] | null = null;
  const server: ModelServer = {
    conversations,
    requests,
    eventFaults,
    requestFaults,
    reachable: true,
    get connections() {
      return connections.size;
    },
    transport: open,
    send(senderId, receiverId, text) {
      const conversation = conversationOf(conversationIdOf(senderId, receiverId));
      return append(conversation, senderId, text === undefined ? {} : { messageText: text });
    },
    read: (userId, otherId, seq) =>
      point(conversationOf(conversationIdOf(userId, otherId)), userId, "read", seq),
    typing: (userId, otherId) =>
      emit([otherId], "user_typing", {
        conversationId: conversationIdOf(userId, otherId),
        userId,
        userName: userId,
      }),
    move: (userId, conversationId, movedTo) =>
      emit([userId], "conversation_moved", { conversationId, movedTo }),
    remove(conversationId) {
      conversations.delete(conversationId);
      emit(usersOf(conversationId) ?? [], "conversation_deleted", { conversationId });
    },
    heads() {
      for (const { userId } of connections) {
        const own = [...conversations.values()].filter((one) => isMember(one, userId));
        emit([userId], "heads", {
          conversations: Object.fromEntries(own.map((one) => [one.conversationId, one.rev])),
          unreadCount: 0,
        });
      }
    },
    dropAll() {
      for (const connection of [...connections]) drop(connection);
    },
  };

  function drop(connection: Connection): void {
    close(connection);
    connection.listener.lost(gone());
  }

  function close(connection: Connection): void {
    if (!connections.delete(connection)) return;
    for (const reject of connection.unanswered) reject(gone());
    presence(connection.userId, false);
  }

  const isMember = ({ participants }: ModelConversation, userId: string): boolean =>
    participants.some((one) => one.userId === userId);

  function conversationOf(conversationId: string): ModelConversation {
    const known = conversations.get(conversationId);
    if (known) return known;
    const userIds = usersOf(conversationId);
    if (!userIds) throw new ChatError("forbidden", "unable to join; not yours");
    const made = createModelConversation({ conversationId, userIds, pageSize, syncChanges });
    conversations.set(conversationId, made);
    return made;
  }

  function presence(userId: string, online: boolean): void {
    for (const conversation of conversations.values()) {
      if (!isMember(conversation, userId)) continue;
      const lastSeenAt = new Date(clock.now()).toISOString();
      conversation.setOnline(userId, online, online ? undefined : lastSeenAt);
      const others = conversation.participants
        .map((one) => one.userId)
        .filter((id) => id !== userId);
      if (online) emit(others, "user_online", { userId });
      else emit(others, "user_offline", { userId, lastSeenAt });
    }
  }

  function emit<Name extends keyof ServerEvents>(
    userIds: readonly string[],
    name: Name,
    event: ServerEvents[Name],
  ): void {
    for (const connection of [...connections]) {
      if (!userIds.includes(connection.userId)) continue;
      const told = structuredClone(event);
      const tell = () => {
        if (connections.has(connection)) connection.listener.event(name, told);
      };
      const fault = "rev" in event || "message" in event ? eventFaults.shift() : "ok";
      if (fault === "lost") continue;
      later(tell);
      if (fault === "twice") later(tell);
    }
  }

  function append(
    conversation: ModelConversation,
    senderId: string,
    payload: Partial<Requests["send_message"]["payload"]>,
  ): Message {
    const { message, duplicate } = conversation.append(senderId, payload);
    const { conversationId, participants } = conversation;
    if (!duplicate) {
      emit(
        participants.map(({ userId }) => userId),
        "new_message",
        { conversationId, message },
      );
    }
    return message;
  }

  function point(
    conversation: ModelConversation,
    userId: string,
    kind: "delivered" | "read",
    seq: number,
  ): void {
    const change: Change | null = conversation.point(userId, kind, seq);
    if (!change) return;
    const { conversationId, participants } = conversation;
    const all = participants.map((one) => one.userId);
    const event = { conversationId, userId, upToMessageId: `m${seq}`, rev: change.rev };
    if (kind === "read") emit(all, "message_read", { ...event, readSeq: seq, readAt: "" });
    else emit(all, "message_delivered", { ...event, deliveredSeq: seq });
  }

  function answer(userId: string, name: RequestName, payload: object): object {
    const { conversationId, upToMessageId, before } = payload as Record<string, string | undefined>;
    if (name === "list_conversations") {
      const { search, limit = pageSize } = payload as Requests["list_conversations"]["payload"];
      const own = [...conversations.values()].filter(
        (one) =>
          isMember(one, userId) &&
          (!search || one.messages.some((message) => fits(message, search))),
      );
      const rows = own.map((one) => ({
        ...one.row(userId),
        ...(search && { match: one.messages.findLast((message) => fits(message, search)) ?? null }),
      }));
      rows.sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
      const start = rows.findIndex((row) => row.conversationId === before) + 1;
      const end = start + Math.min(limit, listSize);
      return { conversations: rows.slice(start, end), hasMore: end < rows.length };
    }
    if (name === "sync") {
      const { conversations: cursors } = payload as Requests["sync"]["payload"];
      const changes = Object.entries(cursors).flatMap(([id, cursor]) => {
        const conversation = conversations.get(id);
        const news =
          conversation && isMember(conversation, userId) && conversation.sync(userId, cursor);
        return news ? [[id, news] as const] : [];
      });
      return { conversations: Object.fromEntries(changes) };
    }
    const conversation = conversationOf(conversationId ?? "");
    if (!isMember(conversation, userId)) throw new ChatError("forbidden", "unable to; not yours");
    const { messages } = conversation;
    const upTo = messages.find(({ messageId }) => messageId === upToMessageId) ?? messages.at(-1);
    switch (name) {
      case "join_conversation":
        return { conversation: conversation.row(userId), ...conversation.page(pageSize) };
      case "load_messages":
        return conversation.page(pageSize, before);
      case "send_message":
        return { message: append(conversation, userId, payload) };
      case "mark_read":
      case "message_read":
        point(conversation, userId, "read", upTo?.seq ?? 0);
        return { unreadCount: conversation.row(userId).unreadCount };
      case "mark_delivered":
        point(conversation, userId, "delivered", upTo?.seq ?? 0);
        return {};
      case "leave_conversation":
      case "typing":
      case "stop_typing":
      case "block_user":
      case "unblock_user":
      case "report_user":
        return {};
    }
  }

  function open(token: string, listener: TransportListener): ReturnType<OpenTransport> {
    const { sub } = JSON.parse(atob(token.split(".")[1] ?? "")) as { sub: string };
    const connection: Connection = { userId: sub, listener, unanswered: new Set() };
    let closed = false;
    later(() => {
      if (closed) return;
      if (!server.reachable) {
        listener.lost(gone());
        return;
      }
      connections.add(connection);
      presence(sub, true);
      listener.opened({ user: userOf(sub), limits: DEFAULT_SERVER_LIMITS });
    });
    return {
      request: <Name extends RequestName>(name: Name, payload: Requests[Name]["payload"]) =>
        new Promise<Requests[Name]["result"]>((resolve, reject) => {
          if (!connections.has(connection)) {
            reject(gone());
            return;
          }
          connection.unanswered.add(reject);
          later(() => {
            if (!connections.has(connection)) return;
            const fault = requestFaults.shift() ?? "ok";
            if (fault === "unheard" || fault === "busy") {
              const code = fault === "busy" ? "unavailable" : "timeout";
              reject(new ChatError(code, `unable to ${name}; ${fault}`));
              return;
            }
            requests.push({ userId: sub, name, payload });
            if (fault === "limited") {
              const options = { retryAfterMs: 3_000 };
              later(() => reject(new ChatError("rate_limited", `unable to ${name}`, options)));
              return;
            }
            const reply = (settle: () => void) =>
              fault === "unanswered"
                ? reject(new ChatError("timeout", "unable to; no answer"))
                : later(fault === "slow" ? () => later(() => later(settle)) : settle);
            try {
              // An ack and the event that it stands for may come in either order.
              const early = requests.length % 2 === 0 && name === "send_message";
              if (early) held = [];
              const result = structuredClone(answer(sub, name, payload));
              reply(() => resolve(result));
            } catch (cause) {
              const error = cause as ChatError;
              reply(() => reject(error));
            } finally {
              for (const emitHeld of held ?? []) emitHeld();
              held = null;
            }
          });
        }),
      close() {
        closed = true;
        close(connection);
      },
    };
  }

  return server;
}

function fits({ messageText }: Message, search: string): boolean {
  return messageText.includes(search);
}
