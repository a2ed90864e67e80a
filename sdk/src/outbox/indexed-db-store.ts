import { type DBSchema, openDB } from "idb";
import type { OutboxEntry, OutboxStore } from "./outbox-store.js";

interface Schema extends DBSchema {
  outbox: {
    key: number;
    value: Omit<OutboxEntry, "order"> & { order?: number; scope: string };
    indexes: { scope: string };
  };
}

/**
 * One database per origin, `photo-chat`. The key generator counts over all tabs, so keys are the
 * order of writing. Transactions are `relaxed`: an entry that is stored survives the end of the
 * browser, however it ends, but not a power failure in the same moment.
 *
 * @param scope which server's and which user's outbox
 */
export async function openIndexedDbStore(scope: string): Promise<OutboxStore> {
  const db = await openDB<Schema>("photo-chat", 1, {
    upgrade(created) {
      const store = created.createObjectStore("outbox", { keyPath: "order", autoIncrement: true });
      store.createIndex("scope", "scope");
    },
    blocking: () => db.close(),
  });
  const transaction = () => db.transaction("outbox", "readwrite", { durability: "relaxed" });

  return {
    durable: true,
    all: async () => (await db.getAllFromIndex("outbox", "scope", scope)) as OutboxEntry[],
    async add(entry) {
      const { store, done } = transaction();
      const [order] = await Promise.all([store.add({ ...entry, scope }), done]);
      return { ...entry, order };
    },
    async update(order, change) {
      const { store, done } = transaction();
      const entry = (await store.get(order)) as OutboxEntry | undefined;
      const next = entry ? change(entry) : null;
      if (next) await store.put({ ...next, scope });
      else if (entry) await store.delete(order);
      await done;
      return next;
    },
    close: () => db.close(),
  };
}
