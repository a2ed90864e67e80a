import { ChatError } from "./chat-error.js";
import type { Connection } from "./connection/connection.js";
import { type Pacing, repeat } from "./connection/repeat.js";
import type { ChatConversation, ChatMessage, ConversationSnapshot } from "./conversation.js";
import { draftEntry } from "./outbox/draft-entry.js";
import { isWaiting, type Outbox } from "./outbox/outbox.js";
import { createNotifier } from "./emitter.js";
import type { Conversation, ConversationChanges, Message, ServerLimits } from "./protocol/index.js";
import { createMessageViews, pendingView } from "./timeline/message-views.js";
import { type Presence, withPresence } from "./timeline/participants.js";
import { createReceipt, type Receipt } from "./timeline/receipt.js";
import * as merge from "./timeline/timeline.js";
import { createTypingRoster } from "./typing/typing-roster.js";
import { createTypingSender } from "./typing/typing-sender.js";

/** What a conversation needs of its client. */
export interface ConversationHost extends Pacing {
  readonly limits: ServerLimits;
  /** Aborts when the connection ends; null while there is none. */
  readonly online: AbortSignal | null;
  readonly request: Connection["request"];
  /** The user's id; empty while unknown. */
  readonly me: string;
  /** Throws a `ChatError` while the user is unknown, and after `dispose`. */
  outbox(doing: string): Outbox;
  pending: Outbox["items"];
  readonly forget: Outbox["forget"];
  readonly commit: Outbox["commit"];
  onChange(): void;
  /** Something is missing that `sync` will tell. */
  onBehind(conversationId: string): void;
  onMessage(conversation: ChatConversation, message: ChatMessage): void;
  onError(error: ChatError): void;
}

/** A conversation from its client's side. */
export interface LiveConversation extends ChatConversation {
  readonly timeline: merge.Timeline;
  readonly typists: ReturnType<typeof createTypingRoster>;
  /** Loads the newest page, now or when connected, unless it is there. */
  load(): void;
  /** To be called on every connection. */
  resume(): void;
  /** The connection has ended. */
  rest(): void;
  /** The outbox has changed. */
  refresh(): void;
  event(change: merge.Change): void;
  heard(rev: number): void;
  listed(row: Conversation, initial: boolean): void;
  synced(changes: ConversationChanges, from: number): void;
  presence(userId: string, presence: Presence): void;
  end(): void;
}

export function createConversation(id: string, host: ConversationHost): LiveConversation {
  const notifier = createNotifier();
  const messageViews = createMessageViews();
  const delivered = createReceipt();
  const read = createReceipt();
  let timeline = merge.emptyTimeline;
  /** Messages up to this `seq` are history, or have been told as events; null before anything is known. */
  let announced: number | null = null;
  let error: ChatError | null = null;
  let wanted = false;
  let loading = false;
  let older: Promise<void> | null = null;
  let snapshot: ConversationSnapshot | null = null;

  const typists = createTypingRoster(refresh, host.clock);
  const sender = createTypingSender((event) => {
    host.request(event, { conversationId: id }).catch(() => {});
  }, host.clock);

  function refresh(): void {
    snapshot = null;
    notifier.notify();
    host.onChange();
  }

  function apply(next: merge.Timeline): void {
    if (next === timeline) return;
    timeline = next;
    refresh();
    announce();
    host.forget(id, timeline.cursor);
    confirmDelivery();
    if (merge.isBehind(timeline)) host.onBehind(id);
  }

  /** Tells the host of messages that are neither history nor its own sends. */
  function announce(): void {
    const { cursor, messages } = timeline;
    const after = announced ?? cursor;
    announced = cursor;
    for (const message of messages.filter(({ seq }) => seq > after)) {
      typists.stopped(message.senderId);
      if (message.senderId === host.me && host.commit(message)) continue;
      const view = makeSnapshot().messages.find(({ seq }) => seq === message.seq);
      if (view) host.onMessage(conversation, view);
    }
  }

  const newestOfOthers = (upTo: number): Message | undefined =>
    timeline.messages.findLast(({ senderId, seq }) => senderId !== host.me && seq <= upTo);

  function confirmDelivery(): void {
    const newest = newestOfOthers(timeline.cursor);
    const own = timeline.participants.find(({ userId }) => userId === host.me);
    if (newest && newest.seq > (own?.deliveredSeq ?? 0)) delivered.move(newest);
    flush(delivered, "mark_delivered");
  }

  function flush(receipt: Receipt, event: "mark_delivered" | "mark_read"): void {
    const signal = host.online;
    if (!signal) return;
    receipt
      .flush((upToMessageId) =>
        repeat(() => host.request(event, { conversationId: id, upToMessageId }), signal, host),
      )
      .catch((cause: ChatError) => {
        if (!signal.aborted) host.onError(cause);
      });
  }

  function load(): void {
    wanted = true;
    const signal = host.online;
    if (!signal || timeline.loaded || loading) return;
    loading = true;
    error = null;
    refresh();
    repeat(() => host.request("join_conversation", { conversationId: id }), signal, host)
      .then(
        (joined) => {
          announced ??= joined.conversation.rev;
          apply(merge.withJoined(timeline, joined, host.me));
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
    const { messageId } = before;
    const page = await host.request("load_messages", { conversationId: id, before: messageId });
    apply(merge.withOlder(timeline, before, page));
  }

  const readSeq = (): number => Math.max(read.seq, merge.readSeqOf(timeline, host.me));

  function makeSnapshot(): ConversationSnapshot {
    const pending = host.pending(id);
    snapshot ??= {
      conversationId: id,
      kind: id.startsWith("group_") ? "group" : "direct",
      phase: timeline.loaded ? "ready" : error ? "failed" : "loading",
      error,
      participants: timeline.participants,
      messages: messageViews(timeline, pending, host.me),
      hasOlder: timeline.floor > 0,
      loadingOlder: older !== null,
      typing: typists.users,
      unreadCount: merge.unreadOf(timeline, host.me, readSeq()),
      pendingCount: pending.filter(isWaiting).length,
    };
    return snapshot;
  }

  const conversation: LiveConversation = {
    id,
    get snapshot() {
      return makeSnapshot();
    },
    get timeline() {
      return timeline;
    },
    typists,
    subscribe: notifier.subscribe,
    send(draft) {
      const outbox = host.outbox("send");
      const entry = draftEntry(draft, id, host);
      outbox.add(entry);
      sender.stop();
      const stored = { ...entry, order: 0, attempted: false, error: null };
      return pendingView({ entry: stored, committed: null }, host.me);
    },
    retry: (clientMessageId) => host.outbox("retry").retry(clientMessageId),
    discard: async (clientMessageId) => host.outbox("discard").discard(clientMessageId),
    markRead(upToMessageId) {
      const upTo =
        upToMessageId === undefined
          ? timeline.cursor
          : (timeline.messages.find(({ messageId }) => messageId === upToMessageId)?.seq ?? 0);
      const target = newestOfOthers(upTo);
      if (!target || target.seq <= readSeq()) return;
      read.move(target);
      refresh();
      flush(read, "mark_read");
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
    load,
    resume() {
      if (wanted) load();
      confirmDelivery();
      flush(read, "mark_read");
    },
    rest() {
      typists.clear();
      sender.stop();
    },
    refresh,
    event(change) {
      announced ??= change.rev - 1;
      apply(merge.withChange(timeline, change, host.me));
    },
    heard(rev) {
      announced ??= 0;
      apply(merge.withHead(timeline, rev));
    },
    listed(row, initial) {
      announced ??= initial ? row.rev : 0;
      apply(merge.withListed(timeline, row, host.me));
    },
    synced(changes, from) {
      apply(merge.withSync(timeline, changes, from, host.me));
    },
    presence(userId, presence) {
      const participants = withPresence(timeline.participants, userId, presence);
      if (participants !== timeline.participants) apply({ ...timeline, participants });
    },
    end: notifier.clear,
  };
  return conversation;
}
