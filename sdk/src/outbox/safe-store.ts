import { ChatError } from "../chat-error.js";
import type { Clock } from "../clock.js";
import { createMemoryStore } from "./memory-store.js";
import type { OutboxEntry, OutboxStore } from "./outbox-store.js";

/** Some browsers open or write an IndexedDB without ever answering. */
const DEADLINE_MS = 5_000;

export interface SafeStoreOptions {
  readonly open: () => Promise<OutboxStore>;
  clock: Clock;
  /** What to go on with when the store fails. */
  readonly entries: () => readonly OutboxEntry[];
  /** Called once, when the outbox is in memory from now on. */
  readonly onFail: (error: ChatError) => void;
}

/** A store that goes on in memory when the browser's fails, and says so. */
export function createSafeStore({ open, clock, entries, onFail }: SafeStoreOptions): OutboxStore {
  let durable = true;

  function within<Result>(answer: Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const cancel = clock.after(DEADLINE_MS, () => reject(new Error("the store does not answer")));
      answer.then(resolve, reject).finally(cancel);
    });
  }

  function degrade(cause: unknown): OutboxStore {
    durable = false;
    const reason = "messages that wait are lost with the page";
    onFail(new ChatError("storage_failed", `unable to store the outbox; ${reason}`, { cause }));
    return createMemoryStore(entries());
  }

  let current = within(open()).catch(degrade);

  async function call<Result>(operation: (store: OutboxStore) => Promise<Result>): Promise<Result> {
    const used = current;
    const store = await used;
    try {
      return await within(operation(store));
    } catch (cause) {
      if (current === used) current = Promise.resolve(degrade(cause));
      return operation(await current);
    }
  }

  return {
    get durable() {
      return durable;
    },
    all: () => call((store) => store.all()),
    add: (entry) => call((store) => store.add(entry)),
    update: (order, change) => call((store) => store.update(order, change)),
    close: () => void current.then((store) => store.close()),
  };
}
