import type { ChatError } from "./chat-error.js";
import { repeat } from "./connection/repeat.js";
import type { ChatConversation, ChatMessage, ConversationSnapshot } from "./conversation.js";
import { createConversationReceipts, type ReceiptsHost } from "./conversation-receipts.js";
import { createNotifier } from "./emitter.js";
import { draftEntry } from "./outbox/draft-entry.js";
import { isWaiting, type Outbox } from "./outbox/outbox.js";
import { createMessageViews, pendingView } from "./timeline/message-views.js";
import {
  emptyTimeline,
  isBehind,
  isKnown,
  type Timeline,
  unreadOf,
  withJoined,
  withOlder,
} from "./timeline/timeline.js";
import { createTypingRoster, type TypingRoster } from "./typing/typing-roster.js";
import { createTypingSender } from "./typing/typing-sender.js";

/** What a conversation needs of its client. */
export interface ConversationHost extends ReceiptsHost {
  /** Throws a `ChatError` while the user is unknown, and after `dispose`. */
  readonly outboxFor: (doing: string) => Outbox;
  readonly onChange: () => void;
  /** Something is missing that `sync` will tell. */
  readonly onBehind: (conversationId: string) => void;
  /** The server knows this conversation under another id. */
  readonly onMoved: (conversationId: string, movedTo: string) => void;
  readonly onMessage: (conversation: ChatConversation, message: ChatMessage) => void;
}

/** A conversation from its client's side. */
export interface LiveConversation extends ChatConversation {
  readonly timeline: Timeline;
  readonly typists: TypingRoster;
  /**
   * Takes over what was heard.
   *
   * @param historyUpTo the first time, unless the conversation is new: messages up to this `seq` are
   *   history, those after it are news
   */
  readonly merge: (
    change: (timeline: Timeline, me: string) => Timeline,
    historyUpTo: number,
  ) => void;
  /** Loads the newest page, now or when connected, unless it is there. */
  readonly load: () => void;
  /** A connection has begun. */
  readonly resume: () => void;
  /** What was missed before the connection has been fetched. */
  readonly caughtUp: () => void;
  /** The connection has ended. */
  readonly rest: () => void;
  /** The outbox has changed. */
  readonly refresh: () => void;
  /** Goes on under another id. */
  readonly moveTo: (conversationId: string) => void;
  /** Takes in another one: what was said there up to a time, without one all of it, is no news. */
  readonly adopt: (upTo?: string) => void;
  /** Forgets what was said, and why. */
  readonly forget: (reason: ChatError) => void;
  readonly end: () => void;
}

/** After every time. */
const ALL = "~";

export function createConversation(id: string, host: ConversationHost): LiveConversation {
  const { session } = host;
  const notifier = createNotifier();
  const messageViews = createMessageViews();
  let timeline = emptyTimeline;
  /** Messages up to this `seq` are history, or have been told as events; null before anything is known. */
  let announced: number | null = null;
  let error: ChatError | null = null;
  let movedTo: string | null = null;
  /** Messages from before this time were told of in another conversation. */
  let adopted = "";
  let wanted = false;
  let loading = false;
  let older: Promise<void> | null = null;
  let snapshot: ConversationSnapshot | null = null;

  const receipts = createConversationReceipts(id, () => timeline, host);
  const typists = createTypingRoster(refresh, host.clock);
  const sender = createTypingSender((event) => {
    host.request(event, { conversationId: id }).catch(() => {});
  }, host.clock);

  function refresh(): void {
    snapshot = null;
    notifier.notify();
    host.onChange();
  }

  function merge(change: (timeline: Timeline, me: string) => Timeline, historyUpTo: number): void {
    const next = change(timeline, session.me);
    if (next === timeline) {
      // What was committed may lie under the window.
      session.outbox?.forget(id, timeline.cursor);
      return;
    }
    announced ??= session.listed ? 0 : historyUpTo;
    // A server that went back in time counts anew, and knows of no receipt.
    if (next.restores > timeline.restores) {
      announced = next.cursor;
      receipts.reset();
    }
    timeline = next;
    refresh();
    announce(announced);
    if (adopted === ALL && isKnown(timeline) && !isBehind(timeline)) adopted = timeline.updatedAt;
    session.outbox?.forget(id, timeline.cursor);
    receipts.confirmDelivery();
    if (isBehind(timeline)) host.onBehind(id);
  }

  /** Tells the host of messages that are neither history nor its own sends. */
  function announce(after: number): void {
    const last = timeline.messages.findLastIndex(({ seq }) => seq <= after);
    announced = Math.max(after, timeline.cursor, timeline.messages.at(-1)?.seq ?? 0);
    for (const message of timeline.messages.slice(last + 1)) {
      typists.stopped(message.senderId);
      if (message.createdAt <= adopted) continue;
      if (message.senderId === session.me && session.outbox?.commit(message)) continue;
      const view = makeSnapshot().messages.findLast(({ seq }) => seq === message.seq);
      if (view) host.onMessage(conversation, view);
    }
  }

  function load(): void {
    wanted = true;
    const signal = session.online;
    if (!signal || timeline.loaded || loading) return;
    loading = true;
    error = null;
    refresh();
    repeat(() => host.request("join_conversation", { conversationId: id }), signal, host)
      .then(
        (joined) => {
          const { conversationId } = joined.conversation;
          if (conversationId !== id) host.onMoved(id, conversationId);
          else merge((known, me) => withJoined(known, joined, me), joined.conversation.rev);
        },
        (cause: ChatError) => {
          if (signal.aborted) return;
          error = cause;
          host.onError(cause);
        },
      )
      .finally(() => {
        loading = false;
        refresh();
      });
  }

  async function loadOlder(): Promise<void> {
    const [before] = timeline.messages;
    if (!before || timeline.floor === 0) return;
    const { cursor } = timeline;
    const { messageId } = before;
    const ask = () => host.request("load_messages", { conversationId: id, before: messageId });
    const signal = session.online;
    const page = await (signal ? repeat(ask, signal, host, true) : ask());
    merge((known) => withOlder(known, before, page, cursor), 0);
  }

  function makeSnapshot(): ConversationSnapshot {
    if (snapshot) return snapshot;
    const { me, outbox } = session;
    const pending = outbox?.items(id) ?? [];
    snapshot = {
      conversationId: id,
      movedTo,
      kind: id.startsWith("group_") ? "group" : "direct",
      phase: timeline.loaded ? "ready" : error ? "failed" : "loading",
      error,
      participants: timeline.participants,
      blockedByMe: timeline.blockedByMe,
      writable: timeline.writable,
      messages: messageViews(timeline, pending, me),
      hasOlder: timeline.floor > 0,
      loadingOlder: older !== null,
      typing: typists.users,
      unreadCount: unreadOf(timeline, me, receipts.readSeq()),
      pendingCount: pending.filter(isWaiting).length,
      draft: session.drafts.of(id),
    };
    return snapshot;
  }

  function setDraft(text: string): void {
    session.drafts.set(id, text);
    refresh();
  }

  const conversation: LiveConversation = {
    id,
    get draft() {
      return session.drafts.of(id);
    },
    setDraft,
    get snapshot() {
      return makeSnapshot();
    },
    get timeline() {
      return timeline;
    },
    typists,
    subscribe: notifier.subscribe,
    send(draft) {
      const outbox = host.outboxFor("send");
      const entry = draftEntry(draft, movedTo ?? id, session.limits, host.clock);
      outbox.add(entry);
      if (session.drafts.of(id).trim() === entry.messageText.trim()) setDraft("");
      sender.stop();
      const stored = { ...entry, order: 0, attempted: false, error: null };
      return pendingView({ entry: stored, committed: null }, session.me);
    },
    retry: (clientMessageId) => host.outboxFor("retry").retry(clientMessageId),
    discard: async (clientMessageId) => host.outboxFor("discard").discard(clientMessageId),
    markRead(upToMessageId) {
      const upTo =
        upToMessageId === undefined
          ? timeline.cursor
          : (timeline.messages.find(({ messageId }) => messageId === upToMessageId)?.seq ?? 0);
      if (receipts.moveRead(upTo)) refresh();
    },
    typing: sender.typing,
    stopTyping: sender.stop,
    loadOlder() {
      older ??= loadOlder().finally(() => {
        older = null;
        refresh();
      });
      refresh();
      return older;
    },
    merge,
    load,
    resume() {
      // What was still missing sync will tell, unless the server has gone back to before it.
      timeline = { ...timeline, head: timeline.cursor, held: [] };
      error = null;
      if (wanted) load();
    },
    caughtUp() {
      // An ack of what is not in the timeline then is of a history that the server went back from.
      if (!isBehind(timeline)) session.outbox?.forget(id, Infinity);
      receipts.caughtUp();
    },
    rest() {
      typists.clear();
      sender.stop();
    },
    refresh,
    moveTo(conversationId) {
      movedTo = conversationId;
      wanted = false;
      refresh();
    },
    adopt(upTo = ALL) {
      adopted = upTo;
    },
    forget(reason) {
      timeline = emptyTimeline;
      receipts.reset();
      announced = null;
      error = reason;
      refresh();
    },
    end: notifier.clear,
  };
  return conversation;
}
