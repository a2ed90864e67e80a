import type { OutboxEntry, OutboxStore } from "./outbox-store.js";

/**
 * An outbox that is lost with the page: for Node, and for browsers that refuse IndexedDB.
 *
 * @param stored by `order`
 * @param lastOrder new entries come after this one
 */
export function createMemoryStore(
  stored = new Map<number, OutboxEntry>(),
  lastOrder = 0,
): OutboxStore {
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
