import { setImmediate } from "node:timers/promises";
import type { Platform } from "../../../sdk/src/platform.js";
import type { OutboxEntry, OutboxStore } from "../../../sdk/src/outbox/outbox-store.js";
import type { TabNews, Tabs } from "../../../sdk/src/outbox/tabs.js";
import type { StoredOutbox } from "../evidence.js";
import type { Journal } from "../journal.js";

/** What outlives a page: one user's outbox, the lock that tabs pass on, the channel between them. */
export interface Browser {
  readonly name: string;
  /** A tab's way to it. What has not been written when `kill` is called never is. */
  tab(journal: Journal): Pick<Platform, "openStore" | "openTabs"> & { kill(): void };
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

      const openTabs = (_: string, onNews: (news: TabNews) => void): Tabs => {
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

      return { openStore: async () => store, openTabs, kill: () => void (killed = true) };
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
