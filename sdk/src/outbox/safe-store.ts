import { ChatError } from "../chat-error.js";
import type { Clock } from "../clock.js";
import { createMemoryStore } from "./memory-store.js";
import type { OutboxEntry, OutboxStore } from "./outbox-store.js";

/** Some browsers open or write an IndexedDB without ever answering. */
const DEADLINE_MS = 5_000;
/** More than any browser's store has counted to. */
const FIRST_ORDER = 1e9;

export interface SafeStoreOptions {
  readonly open: () => Promise<OutboxStore>;
  clock: Clock;
  /** Called once, when the outbox is in memory from now on. */
  readonly onFail: (error: ChatError) => void;
}

/**
 * A store that goes on in memory when the browser's fails, with what that has answered until then,
 * and says so. What was under way is done in memory, in the order of the calls, whatever the
 * browser's store still makes of it.
 */
export function createSafeStore({ open, clock, onFail }: SafeStoreOptions): OutboxStore {
  const opened = open();
  const underWay = new Set<() => void>();
  let known = new Map<number, OutboxEntry>();
  let memory: OutboxStore | null = null;

  function fail(cause: unknown): void {
    if (memory) return;
    memory = createMemoryStore(new Map(known), FIRST_ORDER);
    for (const goOn of underWay) goOn();
    const reason = "what waits is lost with the page";
    onFail(new ChatError("storage_failed", `unable to store messages; ${reason}`, { cause }));
  }

  const call = <Result>(
    operation: (store: OutboxStore) => Promise<Result>,
    learn: (result: Result) => void,
  ): Promise<Result> =>
    new Promise((resolve) => {
      const goOn = (): void => {
        if (memory) resolve(operation(memory));
      };
      goOn();
      if (memory) return;
      underWay.add(goOn);
      const cancel = clock.after(DEADLINE_MS, () => fail(new Error("the store did not answer")));
      opened
        .then(operation)
        .then((result) => {
          learn(result);
          resolve(result);
        }, fail)
        .finally(() => {
          cancel();
          underWay.delete(goOn);
        });
    });

  return {
    get durable() {
      return !memory;
    },
    all: () =>
      call(
        (store) => store.all(),
        (entries) => (known = new Map(entries.map((entry) => [entry.order, entry]))),
      ),
    add: (entry) =>
      call(
        (store) => store.add(entry),
        (added) => known.set(added.order, added),
      ),
    update: (order, change) =>
      call(
        (store) => store.update(order, change),
        (updated) => (updated ? known.set(order, updated) : known.delete(order)),
      ),
    close: () =>
      void opened.then(
        (store) => store.close(),
        () => {},
      ),
  };
}
