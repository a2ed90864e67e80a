import type { OutboxEntry, OutboxStore } from "./outbox-store.js";

/** An outbox that is lost with the page: for Node, and for browsers that refuse IndexedDB. */
export function createMemoryStore(entries: readonly OutboxEntry[] = []): OutboxStore {
  const stored = new Map(entries.map((entry) => [entry.order, entry]));
  let lastOrder = Math.max(0, ...stored.keys());
  return {
    durable: false,
    async all() {
      return [...stored.values()];
    },
    async add(entry) {
      lastOrder += 1;
      const added = { ...entry, order: lastOrder };
      stored.set(lastOrder, added);
      return added;
    },
    async update(order, change) {
      const entry = stored.get(order);
      const next = entry ? change(entry) : null;
      if (next) stored.set(order, next);
      else stored.delete(order);
      return next;
    },
    close() {},
  };
}
