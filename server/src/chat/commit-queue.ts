import { databaseUnavailable, scopeOf } from "../store/database-error.js";

/** Commits under way at a time, of which all but the newest take long; each has its own conversations. */
const LANES = 4;
/** A commit that takes longer, in milliseconds, waits for somebody: others start beside it. */
const LONG_MS = 50;
/** How long an item that may yield lets others by, in milliseconds: below what people notice. */
const YIELDING_MS = 100;
/** Items of one commit. */
const BATCH = 500;
/** Items that wait, beyond which more are refused. */
const WAITING = 5_000;
/** How long an item may wait before it is refused, in milliseconds. */
const PATIENCE_MS = 5_000;

/** Commits a batch in one statement: all of it or nothing. One result per item, in their order. */
export type Commit<Item, Result> = (items: readonly Item[]) => Promise<readonly Result[]>;

/** Tells of a batch that is committed, before its items are answered. */
export type Tell<Item, Result> = (items: readonly Item[], results: readonly Result[]) => void;

/** Adds an item; resolves with its result, rejects with a `ChatError`. */
export type Enqueue<Item, Result> = (conversationId: string, item: Item) => Promise<Result>;

/**
 * Write batching without a timer: a lone item leaves at once, and what arrives while a commit is
 * under way leaves together with the next one, which costs the least of everybody's time. A
 * conversation is in one commit at a time, whatever its kind, so its items are committed, and told
 * and answered, in the order they came; only what may yield lets others by. The next commit leaves
 * before the last one is told: the database works while this process writes to connections.
 */
export interface CommitQueue {
  /**
   * Adds a kind of commit, of which the items share the queue with those of the others.
   *
   * @param mayYield says of an item that it lets those by that may not, also later ones of its
   *   conversation: under load for at most 100 ms
   */
  kind<Item, Result>(
    commit: Commit<Item, Result>,
    tell: Tell<Item, Result>,
    mayYield?: (item: Item) => boolean,
  ): Enqueue<Item, Result>;
}

interface Entry {
  readonly conversationId: string;
  readonly since: number;
  readonly mayYield: boolean;
  /** Commits what has enlisted of its kind. Never rejects; resolves with what tells and answers. */
  readonly commit: () => Promise<() => void>;
  /** Goes along with the next call of `commit`. */
  enlist(): void;
  reject(error: unknown): void;
}

export function createCommitQueue(now: () => number): CommitQueue {
  const busy = new Set<string>();
  /** When each commit under way was started. */
  const lanes = new Set<{ readonly since: number }>();
  let waiting: Entry[] = [];
  /** What tells and answers the batches that are committed, in their order. */
  const committed: (() => void)[] = [];

  const settle = (): void => {
    for (const tellAndAnswer of committed.splice(0)) tellAndAnswer();
  };

  /**
   * The longest waiting kind's items that nothing earlier of their conversation waits before.
   *
   * @param yieldingSince what may yield and has come after it is left, unless its kind's turn has come
   */
  const takeBatch = (yieldingSince: number): Entry[] => {
    const batch: Entry[] = [];
    const left: Entry[] = [];
    const blocked = new Set(busy);
    const tooOld = now() - PATIENCE_MS;
    for (const entry of waiting) {
      const commit = batch[0]?.commit ?? entry.commit;
      if (entry.since < tooOld) {
        entry.reject(databaseUnavailable());
      } else if (
        entry.mayYield &&
        entry.since > yieldingSince &&
        entry.commit !== batch[0]?.commit
      ) {
        left.push(entry);
      } else if (
        batch.length < BATCH &&
        entry.commit === commit &&
        !blocked.has(entry.conversationId)
      ) {
        batch.push(entry);
      } else {
        blocked.add(entry.conversationId);
        left.push(entry);
      }
    }
    waiting = left;
    return batch;
  };

  /** Whether there was something to start. */
  const startNext = (): boolean => {
    const latest = now() - LONG_MS;
    if (lanes.size >= LANES || [...lanes].some(({ since }) => since > latest)) return false;
    const urgent = takeBatch(now() - YIELDING_MS);
    const batch = urgent.length > 0 ? urgent : takeBatch(now());
    const [first] = batch;
    if (!first) return false;
    const lane = { since: now() };
    lanes.add(lane);
    for (const entry of batch) {
      busy.add(entry.conversationId);
      entry.enlist();
    }
    const timer = setTimeout(startNext, LONG_MS);
    void first.commit().then((tellAndAnswer) => {
      clearTimeout(timer);
      lanes.delete(lane);
      for (const { conversationId } of batch) busy.delete(conversationId);
      committed.push(tellAndAnswer);
      // Once what was started has been written to the database's connection.
      if (startNext()) setImmediate(settle);
      else settle();
    });
    return true;
  };

  return {
    kind<Item, Result>(
      commitItems: Commit<Item, Result>,
      tell: Tell<Item, Result>,
      mayYield: (item: Item) => boolean = () => false,
    ): Enqueue<Item, Result> {
      interface Job extends Entry {
        readonly item: Item;
        resolve(result: Result): void;
      }
      const enlisted: Job[] = [];

      const commit = async (batch: readonly Job[]): Promise<() => void> => {
        const items = batch.map(({ item }) => item);
        try {
          const results = await commitItems(items);
          return () => {
            tell(items, results);
            for (const [index, result] of results.entries()) batch[index]?.resolve(result);
          };
        } catch (error) {
          const parts = partsOf(batch, scopeOf(error));
          if (parts.length <= 1) {
            return () => {
              for (const job of batch) job.reject(error);
            };
          }
          // Each at once: the next one may have to wait for a lock.
          for (const part of parts) {
            const tellAndAnswer = await commit(part);
            committed.push(tellAndAnswer);
            settle();
          }
          return () => {};
        }
      };

      const commitEnlisted = (): Promise<() => void> => commit(enlisted.splice(0));

      return (conversationId, item) =>
        new Promise((resolve, reject) => {
          if (waiting.length >= WAITING) {
            reject(databaseUnavailable());
            return;
          }
          const job: Job = {
            conversationId,
            since: now(),
            mayYield: mayYield(item),
            item,
            commit: commitEnlisted,
            enlist: () => enlisted.push(job),
            resolve,
            reject,
          };
          waiting.push(job);
          if (!busy.has(conversationId)) startNext();
        });
    },
  };
}

/** What of a failed batch to try apart, so that one item's fault is not the others'. */
function partsOf<Job extends Entry>(
  batch: readonly Job[],
  scope: ReturnType<typeof scopeOf>,
): Job[][] {
  const keys = batch.map(({ conversationId }, index) =>
    scope === "item" ? String(index) : scope === "conversation" ? conversationId : "",
  );
  return [...new Set(keys)].map((key) => batch.filter((_, index) => keys[index] === key));
}
