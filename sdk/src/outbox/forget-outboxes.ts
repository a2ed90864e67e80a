import { DATABASE, OUTBOX, SCOPE } from "../storage-names.js";

/** Forgets what waits in all scopes that begin so, in the database of `openIndexedDbStore`; makes none where there is none. */
export async function forgetOutboxes(beginning: string): Promise<void> {
  if (typeof indexedDB === "undefined") return;
  const there = await indexedDB.databases();
  if (!there.some(({ name }) => name === DATABASE)) return;
  await new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open(DATABASE);
    opening.onerror = () => reject(opening.error ?? new Error("the database gave no answer"));
    opening.onsuccess = () => {
      const db = opening.result;
      const transaction = db.transaction(OUTBOX, "readwrite");
      transaction.oncomplete = () => {
        db.close();
        resolve();
      };
      transaction.onabort = () => reject(transaction.error ?? new Error("the store gave up"));
      const store = transaction.objectStore(OUTBOX);
      const theirs = IDBKeyRange.bound(beginning, `${beginning}\uffff`);
      const finding = store.index(SCOPE).getAllKeys(theirs);
      finding.onsuccess = () => {
        for (const key of finding.result) store.delete(key);
      };
    };
  });
}
