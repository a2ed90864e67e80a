import { ChatError } from "./chat-error.js";
import type {
  ChatClient,
  ChatClientEvents,
  ChatClientOptions,
  ChatSnapshot,
  ConnectionSnapshot,
} from "./client.js";
import { createConnection } from "./connection/connection.js";
import type { MachineState } from "./connection/machine.js";
import type { ServerEvents } from "./connection/transport.js";
import {
  type ConversationHost,
  createConversation,
  type LiveConversation,
} from "./create-conversation.js";
import { createEmitter, createNotifier } from "./emitter.js";
import { createIdentity } from "./identity.js";
import { createOutbox, type Outbox } from "./outbox/outbox.js";
import type { Platform } from "./platform.js";
import {
  conversationIdOf,
  DEFAULT_SERVER_LIMITS,
  type ServerLimits,
  USER_ID_LENGTH,
  type User,
} from "./protocol/index.js";
import { createCatchUp } from "./sync/catch-up.js";
import { userIdOf } from "./user-id-of.js";

type EventHandlers = { [Name in keyof ServerEvents]?: (event: ServerEvents[Name]) => void };

const disposedError = (doing: string): ChatError =>
  new ChatError("disposed", `unable to ${doing}; the client has been disposed of`);

/** Puts a client together from its parts. */
export function assembleChatClient(options: ChatClientOptions, platform: Platform): ChatClient {
  const { clock, random } = platform;
  const url = new URL(options.url, globalThis.location?.href);
  const notifier = createNotifier();
  const emitter = createEmitter<ChatClientEvents>();
  const conversations = new Map<string, LiveConversation>();
  let user: User | null = null;
  let limits: ServerLimits = DEFAULT_SERVER_LIMITS;
  let outbox: Outbox | null = null;
  let online: AbortSignal | null = null;
  let catchingUp = false;
  let disposed = false;
  let snapshot: ChatSnapshot | null = null;
  let toldUnread = 0;

  const identity = createIdentity((userId) => {
    const scope = `${url.href} ${userId}`;
    outbox = createOutbox({
      clock,
      random,
      openStore: () => platform.openStore(scope),
      openTabs: (onNews) => platform.openTabs(scope, onNews),
      send: ({ conversationId, clientMessageId, messageText, messageType, attachmentUrl }) =>
        connection.request("send_message", {
          conversationId,
          clientMessageId,
          messageText,
          messageType,
          attachmentUrl,
        }),
      onChange(conversationId) {
        conversations.get(conversationId)?.refresh();
        changed();
      },
      onCommitted(message) {
        const conversation = conversationOf(message.conversationId);
        conversation.event({ rev: message.rev, message });
        emitter.emit("sent", { conversation, message });
      },
      onError: failed,
    });
    for (const conversation of conversations.values()) conversation.refresh();
  });

  const connection = createConnection({
    clock,
    random,
    getToken: options.getToken,
    openTransport: platform.transport(url),
    environment: platform.environment,
    onToken(token) {
      const userId = userIdOf(token);
      if (userId) identity.learn(userId);
    },
    onState(state) {
      catchingUp = state.name === "online";
      if (state.name === "stopped") identity.fail(state.reason);
      if (state.name === "idle") {
        identity.fail(new ChatError("offline", "unable to connect; disconnect() was called"));
      }
      connectionChanged();
    },
    onOnline(session, signal) {
      identity.learn(session.user.userId);
      user = session.user;
      limits = session.limits;
      online = signal;
      signal.addEventListener("abort", () => {
        online = null;
        for (const conversation of conversations.values()) conversation.rest();
      });
      changed();
      outbox?.drain(signal);
      for (const conversation of conversations.values()) conversation.resume();
      attend(
        catchUp.start(signal).then(() => {
          if (signal.aborted) return;
          catchingUp = false;
          connectionChanged();
        }),
        signal,
      );
    },
    onEvent(name, event) {
      const handle = handlers[name] as ((event: ServerEvents[typeof name]) => void) | undefined;
      handle?.(event);
    },
  });

  const catchUp = createCatchUp({
    clock,
    random,
    request: connection.request,
    conversations,
    conversationOf,
  });

  const host: ConversationHost = {
    clock,
    random,
    request: connection.request,
    get limits() {
      return limits;
    },
    get online() {
      return online;
    },
    get me() {
      return identity.userId;
    },
    outbox(doing) {
      if (disposed) throw disposedError(doing);
      if (outbox) return outbox;
      throw new ChatError("offline", `unable to ${doing}; the user is not known yet`);
    },
    pending: (conversationId) => outbox?.items(conversationId) ?? [],
    forget: (conversationId, rev) => outbox?.forget(conversationId, rev),
    commit: (message) => outbox?.commit(message) ?? false,
    onChange: changed,
    onBehind(conversationId) {
      if (online) attend(catchUp.want(conversationId, online), online);
    },
    onMessage: (conversation, message) => emitter.emit("message", { conversation, message }),
    onError: failed,
  };

  const handlers: EventHandlers = {
    heads({ conversations: heads }) {
      for (const [id, rev] of Object.entries(heads)) {
        // While the list is being fetched, an unknown one is not news but history.
        if (conversations.has(id) || !catchingUp) conversationOf(id).heard(rev);
      }
    },
    new_message({ message }) {
      const conversation = conversationOf(message.conversationId);
      conversation.typists.stopped(message.senderId);
      conversation.event({ rev: message.rev, message });
    },
    message_delivered({ conversationId, rev, userId, deliveredSeq }) {
      conversationOf(conversationId).event({ rev, pointer: { userId, deliveredSeq, readSeq: 0 } });
    },
    message_read({ conversationId, rev, userId, readSeq }) {
      const pointer = { userId, deliveredSeq: readSeq, readSeq };
      conversationOf(conversationId).event({ rev, pointer });
    },
    user_typing({ conversationId, userId, userName }) {
      conversations.get(conversationId)?.typists.started({ userId, userName });
    },
    user_stopped_typing({ conversationId, userId }) {
      conversations.get(conversationId)?.typists.stopped(userId);
    },
    user_online({ userId }) {
      for (const one of conversations.values()) one.presence(userId, { online: true });
    },
    user_offline({ userId, lastSeenAt }) {
      for (const one of conversations.values()) one.presence(userId, { online: false, lastSeenAt });
    },
    error({ code, message, event }) {
      failed(new ChatError(code, `unable to ${event ?? "go on"}; ${message}`));
    },
  };

  function conversationOf(id: string): LiveConversation {
    const known = conversations.get(id);
    if (known) return known;
    const made = createConversation(id, host);
    conversations.set(id, made);
    return made;
  }

  function failed(error: ChatError): void {
    changed();
    emitter.emit("error", error);
  }

  /** Reports how background work failed, unless its connection ended first. */
  function attend(work: Promise<void>, signal: AbortSignal): void {
    work.catch((error: ChatError) => {
      if (!signal.aborted) failed(error);
    });
  }

  function changed(): void {
    snapshot = null;
    notifier.notify();
  }

  let connectionSnapshot = connectionSnapshotOf(connection.state, catchingUp);
  function connectionChanged(): void {
    connectionSnapshot = connectionSnapshotOf(connection.state, catchingUp);
    changed();
    emitter.emit("connection", connectionSnapshot);
  }

  function makeSnapshot(): ChatSnapshot {
    if (snapshot) return snapshot;
    const listed = [...conversations.values()]
      .filter(({ timeline }) => timeline.updatedAt)
      .sort((a, b) => (a.timeline.updatedAt < b.timeline.updatedAt ? 1 : -1))
      .map((conversation) => conversation.snapshot);
    snapshot = {
      connection: connectionSnapshot,
      user,
      conversations: listed,
      unreadCount: listed.reduce((sum, { unreadCount }) => sum + unreadCount, 0),
      pendingCount: outbox?.pendingCount() ?? 0,
      limits,
      durable: outbox?.durable ?? true,
    };
    return snapshot;
  }

  notifier.subscribe(() => {
    const { unreadCount } = makeSnapshot();
    if (unreadCount === toldUnread) return;
    toldUnread = unreadCount;
    emitter.emit("unread", { unreadCount });
  });

  function opened(conversationId: string): LiveConversation {
    const conversation = conversationOf(conversationId);
    conversation.load();
    return conversation;
  }

  return {
    get snapshot() {
      return makeSnapshot();
    },
    subscribe: notifier.subscribe,
    on: emitter.on,
    connect() {
      if (!disposed) connection.connect();
    },
    disconnect: connection.disconnect,
    async open(userId) {
      if (disposed) throw disposedError("open");
      if (!userId || userId.length > USER_ID_LENGTH) {
        throw new ChatError(
          "invalid",
          `unable to open; a user id has 1 to ${USER_ID_LENGTH} characters`,
        );
      }
      const { name } = connection.state;
      if (name === "idle" || name === "stopped") connection.connect();
      await identity.known();
      return opened(conversationIdOf(identity.userId, userId));
    },
    conversation: opened,
    dispose() {
      if (disposed) return;
      disposed = true;
      identity.fail(disposedError("open"));
      connection.disconnect();
      outbox?.close();
      for (const conversation of conversations.values()) conversation.end();
      notifier.clear();
      emitter.clear();
    },
  };
}

function connectionSnapshotOf(state: MachineState, catchingUp: boolean): ConnectionSnapshot {
  return {
    state: state.name,
    reason: "reason" in state ? state.reason : null,
    retryAt: "retryAt" in state ? state.retryAt : null,
    catchingUp,
  };
}
