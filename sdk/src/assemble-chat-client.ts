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
import { createConversation, type LiveConversation } from "./create-conversation.js";
import { createDrafts } from "./drafts/drafts.js";
import { createEmitter, createNotifier } from "./emitter.js";
import { createIdentity } from "./identity.js";
import { createOutbox } from "./outbox/outbox.js";
import type { Platform } from "./platform.js";
import { conversationIdOf, DEFAULT_SERVER_LIMITS, USER_ID_LENGTH } from "./protocol/index.js";
import { createSearch } from "./search.js";
import { mergeChange, serverEventHandlers } from "./server-events.js";
import { scopeOf, serverUrl } from "./server-url.js";
import type { Session } from "./session.js";
import { createCatchUp } from "./sync/catch-up.js";
import { userIdOf } from "./user-id-of.js";

/** Puts a client together from its parts. */
export function assembleChatClient(options: ChatClientOptions, platform: Platform): ChatClient {
  const { clock, random } = platform;
  const url = serverUrl(options.url);
  const notifier = createNotifier();
  const emitter = createEmitter<ChatClientEvents>();
  const conversations = new Map<string, LiveConversation>();
  const session: Session = {
    me: "",
    user: null,
    limits: DEFAULT_SERVER_LIMITS,
    outbox: null,
    drafts: createDrafts(clock, (id) => conversations.get(id)?.refresh()),
    listed: false,
    online: null,
    heldUntil: 0,
  };
  let catchingUp = false;
  let disposed = false;
  let snapshot: ChatSnapshot | null = null;
  let toldUnread = 0;

  const identity = createIdentity((userId) => {
    const scope = scopeOf(url, userId);
    session.me = userId;
    session.outbox = createOutbox({
      clock,
      random,
      openStore: () => platform.openStore(scope),
      openTabs: (onNews) => platform.openTabs(scope, onNews),
      send: ({ conversationId, clientMessageId, messageText, messageType, attachmentUrl, about }) =>
        connection
          .request("send_message", {
            conversationId,
            clientMessageId,
            messageText,
            messageType,
            attachmentUrl,
            about,
          })
          .catch((error: ChatError) => {
            if (error.code === "rate_limited") {
              session.heldUntil = clock.now() + (error.retryAfterMs ?? 0);
              changed();
            }
            throw error;
          }),
      onChange(conversationId) {
        const conversation = conversations.get(conversationId);
        conversation?.refresh();
        const movedTo = conversation?.snapshot.movedTo;
        if (movedTo) session.outbox?.move(conversationId, movedTo);
        changed();
      },
      onCommitted(message) {
        const conversation = conversationOf(message.conversationId);
        // What another tab tells may be of a history that went back: sync will say.
        if (session.online) mergeChange(conversation, { rev: message.rev, message });
        emitter.emit("sent", { conversation, message });
      },
      onError: failed,
      onLogout: () => void leave(),
    });
    session.drafts.open(scope);
    for (const conversation of conversations.values()) conversation.refresh();
  });

  function learn(token: string): void {
    const userId = userIdOf(token);
    if (userId) identity.learn(userId);
  }

  const connection = createConnection({
    clock,
    random,
    getToken: options.getToken,
    openTransport: platform.transport(url),
    environment: platform.environment,
    onToken: learn,
    onState(state) {
      catchingUp = state.name === "online";
      if (state.name === "stopped") identity.fail(state.reason);
      if (state.name === "idle") {
        identity.fail(new ChatError("offline", "unable to connect; the client was disconnected"));
      }
      connectionChanged();
    },
    onOnline({ user, limits }, signal) {
      identity.learn(user.userId);
      Object.assign(session, { user, limits, online: signal });
      signal.addEventListener("abort", () => {
        session.online = null;
        for (const conversation of conversations.values()) conversation.rest();
      });
      changed();
      session.outbox?.drain(signal);
      for (const conversation of conversations.values()) conversation.resume();
      catchUp.start(signal, () => {
        catchingUp = false;
        for (const conversation of conversations.values()) conversation.caughtUp();
        connectionChanged();
      });
    },
    onEvent(name, event) {
      (handlers[name] as ((event: unknown) => void) | undefined)?.(event);
    },
  });

  const catchUp = createCatchUp({
    clock,
    random,
    session,
    request: connection.request,
    conversations,
    conversationOf,
    onMoved: moved,
    onGone: gone,
    onError: failed,
  });

  const handlers = serverEventHandlers({
    conversations,
    conversationOf,
    session,
    onMoved: moved,
    onGone: gone,
    onError({ code, message, event }) {
      failed(new ChatError(code, `unable to ${event ?? "go on"}; ${message}`));
    },
  });

  function conversationOf(id: string): LiveConversation {
    const known = conversations.get(id);
    if (known) return known;
    const made = createConversation(id, {
      clock,
      random,
      session,
      request: connection.request,
      outboxFor(doing) {
        if (disposed) throw disposedError(doing);
        if (session.outbox) return session.outbox;
        throw new ChatError("offline", `unable to ${doing}; the user is not known yet`);
      },
      onChange: changed,
      onBehind(conversationId) {
        if (session.online) catchUp.want(conversationId, session.online);
      },
      onMoved: moved,
      onMessage: (conversation, message) => emitter.emit("message", { conversation, message }),
      onError: failed,
    });
    conversations.set(id, made);
    return made;
  }

  function opened(conversationId: string): LiveConversation {
    const conversation = conversationOf(conversationId);
    conversation.load();
    return conversation;
  }

  function moved(conversationId: string, movedTo: string): void {
    const { drafts, outbox, online } = session;
    const from = conversations.get(conversationId);
    if (from?.snapshot.movedTo) return;
    const to = conversationOf(movedTo);
    to.adopt(from?.timeline.updatedAt || undefined);
    from?.moveTo(movedTo);
    drafts.add(movedTo, drafts.of(conversationId));
    drafts.set(conversationId, "");
    outbox?.move(conversationId, movedTo);
    if (online) catchUp.want(movedTo, online);
  }

  function gone(conversationId: string): void {
    const reason = new ChatError("not_found", "unable to go on; the conversation was deleted");
    conversations.get(conversationId)?.forget(reason);
  }

  async function leave(): Promise<void> {
    const reason = new ChatError("logged_out", "unable to go on; the user has logged out");
    connection.stop(reason);
    Object.assign(session, { user: null, listed: false });
    session.drafts.wipe();
    for (const conversation of conversations.values()) conversation.forget(reason);
    await session.outbox?.wipe();
  }

  const disposedError = (doing: string): ChatError =>
    new ChatError("disposed", `unable to ${doing}; the client has been disposed of`);

  function failed(error: ChatError): void {
    changed();
    emitter.emit("error", error);
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
    const { user, limits, outbox } = session;
    const listed = [...conversations.values()]
      .filter(({ timeline, snapshot: { movedTo } }) => timeline.updatedAt && !movedTo)
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
      heldUntil: session.heldUntil,
    };
    return snapshot;
  }

  notifier.subscribe(() => {
    const { unreadCount } = makeSnapshot();
    if (unreadCount === toldUnread) return;
    toldUnread = unreadCount;
    emitter.emit("unread", { unreadCount });
  });

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
    async logout() {
      if (disposed) throw disposedError("log out");
      try {
        if (!session.outbox) learn(await options.getToken());
      } catch {
        // Nobody can say any more who it was.
      }
      session.outbox?.tell({ type: "logged_out" });
      await leave();
      if (session.outbox?.durable) return;
      const { forget } = await import("./forget-all.js");
      await forget(url, session.me);
    },
    async open(userId) {
      if (disposed) throw disposedError("open");
      if (!userId || userId.length > USER_ID_LENGTH) {
        const reason = `a user id has 1 to ${USER_ID_LENGTH} characters`;
        throw new ChatError("invalid", `unable to open; ${reason}`);
      }
      const { name } = connection.state;
      if (name === "idle" || name === "stopped") connection.connect();
      return opened(conversationIdOf(await identity.known(), userId));
    },
    search: createSearch(connection.request, conversationOf, session),
    async block(userId) {
      await connection.request("block_user", { userId });
    },
    async unblock(userId) {
      await connection.request("unblock_user", { userId });
    },
    async report(report) {
      await connection.request("report_user", report);
    },
    conversation: opened,
    dispose() {
      if (disposed) return;
      disposed = true;
      identity.fail(disposedError("open"));
      connection.disconnect();
      session.outbox?.close();
      session.drafts.close();
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
