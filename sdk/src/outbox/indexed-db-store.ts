import { DATABASE, OUTBOX, SCOPE } from "../storage-names.js";
import type { OutboxEntry, OutboxStore } from "./outbox-store.js";

/**
 * The key generator counts over all tabs, so keys are the order of writing. Transactions are
 * `relaxed`: an entry that is stored survives the end of the browser, however it ends, but not a power
 * failure in the same moment. What fails rejects with the event that tells of it.
 *
 * @param scope which server's and which user's outbox
 */
export async function openIndexedDbStore(scope: string): Promise<OutboxStore> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => {
    opening.result
      .createObjectStore(OUTBOX, { keyPath: "order", autoIncrement: true })
      .createIndex(SCOPE, SCOPE);
  };
  const db = await answerOf(opening);
  // Another tab brings a newer version.
  db.onversionchange = () => db.close();

  /** Resolves once the transaction is complete, with what `run` has given by then. */
  function within<Result>(
    run: (store: IDBObjectStore, give: (result: Result) => void) => void,
  ): Promise<Result> {
    return new Promise((resolve, reject) => {
      const transaction = db.transaction(OUTBOX, "readwrite", { durability: "relaxed" });
      transaction.onabort = reject;
      run(transaction.objectStore(OUTBOX), (result) => {
        transaction.oncomplete = () => resolve(result);
      });
    });
  }

  return {
    durable: true,
    all: async () =>
      answerOf(db.transaction(OUTBOX).objectStore(OUTBOX).index(SCOPE).getAll(scope)),
    add: (entry) =>
      within((store, give) => {
        const adding = store.add({ ...entry, scope });
        adding.onsuccess = () => give({ ...entry, order: Number(adding.result) });
      }),
    update: (order, change) =>
      within((store, give) => {
        const getting = store.get(order) as IDBRequest<OutboxEntry | undefined>;
        getting.onsuccess = () => {
          const entry = getting.result;
          const next = entry ? change(entry) : null;
          if (next) store.put({ ...next, scope });
          else if (entry) store.delete(order);
          give(next);
        };
      }),
    close: () => db.close(),
  };
}

function answerOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = reject;
  });
}
