import { ChatError } from "../chat-error.js";
import { type Pacing, repeat } from "../connection/repeat.js";
import type { Message, SendResult } from "../protocol/index.js";
import type { OutboxEntry, OutboxStore } from "./outbox-store.js";
import { createSafeStore } from "./safe-store.js";
import type { TabNews, Tabs } from "./tabs.js";

/** At most this many messages wait at a time, over all conversations. */
const OUTBOX_MAX = 1_000;

/** A message in the outbox, as this tab knows it. Immutable. */
export interface OutboxItem {
  readonly entry: OutboxEntry;
  /** Set once the server has it, until the timeline has it too. */
  readonly committed: Message | null;
}

export type NewEntry = Omit<OutboxEntry, "order" | "attempted" | "error">;

export interface OutboxOptions extends Pacing {
  readonly openStore: () => Promise<OutboxStore>;
  readonly openTabs: (onNews: (news: TabNews) => void) => Tabs;
  readonly send: (entry: OutboxEntry) => Promise<SendResult>;
  readonly onChange: (conversationId: string) => void;
  /** Once for each message of the outbox. */
  readonly onCommitted: (message: Message) => void;
  readonly onError: (error: ChatError) => void;
  /** The user has logged out in another tab. */
  readonly onLogout: () => void;
}

export interface Outbox {
  /** False once it is in memory only. */
  readonly durable: boolean;
  /** In the order written. */
  readonly items: (conversationId: string) => readonly OutboxItem[];
  /** How many wait to be sent, over all conversations. */
  readonly pendingCount: () => number;
  /** Stores a message; it becomes an item, and is sent, once it is stored. Throws when the outbox is full. */
  readonly add: (entry: NewEntry) => void;
  readonly retry: (clientMessageId: string) => void;
  readonly discard: (clientMessageId: string) => Promise<boolean>;
  /** The server has this message. Returns whether it is one of the outbox's. */
  readonly commit: (message: Message) => boolean;
  /** The conversation's timeline has everything up to this `rev`. */
  readonly forget: (conversationId: string, rev: number) => void;
  /** A conversation goes on under another id: what waits is sent there, in the order written. */
  readonly move: (from: string, to: string) => void;
  /** Sends what waits, in order for each conversation, until the signal ends. */
  readonly drain: (signal: AbortSignal) => void;
  /** Forgets every message, in this browser too; the connection has ended before. */
  readonly wipe: () => Promise<void>;
  readonly tell: Tabs["tell"];
  readonly close: () => void;
}

export const isWaiting = ({ entry, committed }: OutboxItem): boolean => !committed && !entry.error;

export function createOutbox(options: OutboxOptions): Outbox {
  const { onChange } = options;
  /** By clientMessageId, in the order written. */
  let items = new Map<string, OutboxItem>();
  /** Counts the changes of `items`, so that an overtaken read of the store is seen. */
  let version = 0;
  let storing = 0;
  /** Every stored entry up to this `order` has been read, once this tab sends. */
  let newest = 0;
  const wait = (): void => {};
  /** Starts to send a conversation's messages, once this tab may. */
  let kick: (conversationId: string) => void = wait;
  let lead = (): void => {};

  const store = createSafeStore({
    open: options.openStore,
    clock: options.clock,
    onFail(error) {
      // What is in this tab's memory no other tab can send.
      lead();
      options.onError(error);
    },
  });
  const tabs = options.openTabs((news) => {
    if (news.type === "committed") commit(news.message);
    else if (news.type === "logged_out") options.onLogout();
    else void reload();
  });

  function set(item: OutboxItem): void {
    version += 1;
    newest = Math.max(newest, item.entry.order);
    items.set(item.entry.clientMessageId, item);
    onChange(item.entry.conversationId);
    kick(item.entry.conversationId);
  }

  function remove({ entry }: OutboxItem): void {
    version += 1;
    if (items.delete(entry.clientMessageId)) onChange(entry.conversationId);
  }

  /** Takes over what is stored: after the start, and when another tab has changed it. */
  async function reload(): Promise<void> {
    let read: number;
    let entries: OutboxEntry[];
    do {
      read = version;
      entries = await store.all();
    } while (read !== version);
    newest = Math.max(newest, ...entries.map(({ order }) => order));
    const before = items;
    items = new Map([...before].filter(([, { committed }]) => committed));
    for (const entry of entries) {
      if (!items.has(entry.clientMessageId))
        items.set(entry.clientMessageId, { entry, committed: null });
    }
    for (const { entry } of [...before.values(), ...items.values()]) onChange(entry.conversationId);
    kickAll();
  }

  function kickAll(): void {
    for (const { entry } of items.values()) kick(entry.conversationId);
  }

  /** Changes a stored entry, here and in the other tabs. Resolves with null when it is gone. */
  async function update(
    item: OutboxItem,
    change: (entry: OutboxEntry) => OutboxEntry | null,
  ): Promise<OutboxEntry | null> {
    const entry = await store.update(item.entry.order, change);
    if (items.get(item.entry.clientMessageId)?.committed === null) {
      if (entry) set({ entry, committed: null });
      else remove(item);
    }
    tabs.tell({ type: "changed" });
    return entry;
  }

  function commit(message: Message): boolean {
    const item = items.get(message.clientMessageId);
    if (!item) {
      // A read under way may still have it.
      version += 1;
      return false;
    }
    if (!item.committed) {
      set({ ...item, committed: message });
      void store
        .update(item.entry.order, () => null)
        .then(() => tabs.tell({ type: "committed", message }));
      options.onCommitted(message);
    }
    return true;
  }

  async function transmit(item: OutboxItem, signal: AbortSignal): Promise<void> {
    // From here on it can't be taken back, in whichever tab; and if it was, it is gone.
    const entry = await store.update(item.entry.order, (one) => ({ ...one, attempted: true }));
    if (!entry) {
      remove(item);
      return;
    }
    try {
      const { message } = await repeat(() => options.send(entry), signal, options);
      commit(message);
    } catch (cause) {
      if (signal.aborted) return;
      const { code, message } =
        cause instanceof ChatError
          ? cause
          : new ChatError("internal", "unable to send; the answer can't be understood", { cause });
      await update(item, (one) => ({ ...one, attempted: false, error: { code, message } }));
    }
  }

  /** One at a time: with two under way, the second could be committed where the first was refused. */
  async function drainConversation(
    conversationId: string,
    signal: AbortSignal,
    busy: Set<string>,
  ): Promise<void> {
    if (busy.has(conversationId)) return;
    busy.add(conversationId);
    while (!signal.aborted) {
      const item = itemsOf(conversationId).find(isWaiting);
      if (!item) break;
      await transmit(item, signal);
    }
    busy.delete(conversationId);
  }

  const itemsOf = (conversationId: string): OutboxItem[] =>
    [...items.values()].filter(({ entry }) => entry.conversationId === conversationId);

  void reload();

  return {
    get durable() {
      return store.durable;
    },
    items: itemsOf,
    pendingCount: () => [...items.values()].filter(isWaiting).length,
    add(entry) {
      if (items.size + storing >= OUTBOX_MAX) {
        throw new ChatError("rate_limited", `unable to send; ${OUTBOX_MAX} messages wait already`);
      }
      storing += 1;
      void store.add({ ...entry, attempted: false, error: null }).then((stored) => {
        storing -= 1;
        // What another tab has stored in between goes first, whether its news has come or not.
        if (kick === wait || stored.order <= newest + 1) set({ entry: stored, committed: null });
        // And one that sends may have sent it already.
        void reload();
        tabs.tell({ type: "changed" });
      });
    },
    retry(clientMessageId) {
      const item = items.get(clientMessageId);
      if (item?.entry.error) void update(item, (entry) => ({ ...entry, error: null }));
    },
    async discard(clientMessageId) {
      const item = items.get(clientMessageId);
      if (!item || item.committed) return false;
      // Gone it may be because another tab has sent it.
      let taken = false;
      await update(item, (entry) => {
        taken = !entry.attempted;
        return taken ? null : entry;
      });
      return taken;
    },
    commit,
    forget(conversationId, rev) {
      for (const item of items.values()) {
        const { committed } = item;
        if (committed?.conversationId === conversationId && committed.rev <= rev) remove(item);
      }
    },
    move(from, to) {
      for (const item of itemsOf(from)) {
        if (item.committed) remove(item);
        else void update(item, (entry) => ({ ...entry, conversationId: to }));
      }
    },
    drain(signal) {
      const busy = new Set<string>();
      // A page that was frozen has heard nothing of the other tabs.
      void reload();
      lead = () =>
        // Nothing new goes before what is stored already.
        void reload().then(() => {
          if (signal.aborted) return;
          kick = (conversationId) => void drainConversation(conversationId, signal, busy);
          kickAll();
          // The tab that led before may have died with something to tell.
          tabs.tell({ type: "changed" });
        });
      if (store.durable) tabs.lead(signal, lead);
      else lead();
    },
    async wipe() {
      for (const { order } of await store.all()) await store.update(order, () => null);
      for (const item of items.values()) remove(item);
      tabs.tell({ type: "changed" });
    },
    tell: tabs.tell,
    close() {
      tabs.close();
      store.close();
    },
  };
}
