import { setImmediate } from "node:timers/promises";
import type { Platform } from "../../../sdk/src/platform.js";
import type { OutboxEntry, OutboxStore } from "../../../sdk/src/outbox/outbox-store.js";
import type { TabNews, Tabs } from "../../../sdk/src/outbox/tabs.js";
import type { StoredOutbox } from "../evidence.js";
import type { Journal } from "../journal.js";

/** A tab's way to its browser. */
export interface BrowserTab extends Pick<Platform, "openStore" | "openTabs"> {
  /** It hears nothing of other tabs, and never will of what they tell meanwhile. */
  frozen: boolean;
  /** What has not been written by then never is. */
  kill(): void;
}

/** What outlives a page: one user's outbox, the lock that tabs pass on, the channel between them. */
export interface Browser {
  readonly name: string;
  tab(journal: Journal): BrowserTab;
  stored(): StoredOutbox;
}

export function createBrowser(name: string): Browser {
  const entries = new Map<number, OutboxEntry>();
  const channel = new Set<(news: TabNews) => void>();
  let lastOrder = 0;
  let transactions: Promise<unknown> = Promise.resolve();
  let lock: Promise<void> = Promise.resolve();

  return {
    name,
    tab(journal) {
      let killed = false;

      /** One after the other, and each a moment later, as a disk is. */
      function within<Result>(transaction: () => Result): Promise<Result> {
        return new Promise((resolve) => {
          transactions = transactions.then(async () => {
            await setImmediate();
            if (!killed) resolve(transaction());
          });
        });
      }

      const store: OutboxStore = {
        durable: true,
        all: () => within(() => [...entries.values()]),
        add: (entry) =>
          within(() => {
            lastOrder += 1;
            const added = { ...entry, order: lastOrder };
            entries.set(lastOrder, added);
            const { conversationId, clientMessageId, order } = added;
            journal.write({ type: "stored", conversationId, clientMessageId, order });
            return added;
          }),
        update: (order, change) =>
          within(() => {
            const entry = entries.get(order);
            const next = entry ? change(entry) : null;
            if (next) entries.set(order, next);
            else entries.delete(order);
            return next;
          }),
        close() {},
      };

      const openTabs = (_: string, tell: (news: TabNews) => void): Tabs => {
        const onNews = (news: TabNews): void => {
          if (!tab.frozen) tell(news);
        };
        channel.add(onNews);
        return {
          lead(signal, lead) {
            const before = lock;
            lock = before.then(
              () =>
                new Promise<void>((release) => {
                  if (signal.aborted) {
                    release();
                    return;
                  }
                  signal.addEventListener("abort", () => release(), { once: true });
                  lead();
                }),
            );
          },
          tell(news) {
            for (const other of channel) {
              if (other !== onNews)
                void setImmediate().then(() => channel.has(other) && other(news));
            }
          },
          close: () => void channel.delete(onNews),
        };
      };

      const tab: BrowserTab = {
        frozen: false,
        openStore: async () => store,
        openTabs,
        kill: () => void (killed = true),
      };
      return tab;
    },
    stored: () => ({
      browser: name,
      entries: [...entries.values()].map(({ clientMessageId, error }) => ({
        clientMessageId,
        failed: error !== null,
      })),
    }),
  };
}
