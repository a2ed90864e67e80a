import { databaseUnavailable } from "../store/database-error.js";

/** Calls under way at a time, of which those that take long do not count. */
const AT_A_TIME = 2;
/** How long a rest is, in lengths of the call before it. */
const REST = 2;
/** Calls that wait, beyond which more are refused. */
const WAITING = 1_000;
/** A call that takes longer, in milliseconds, waits for somebody: others start beside it. */
const LONG_MS = 50;

/** Makes a call when its turn has come, or rejects with a `ChatError`; else as the call does. */
export type InTurn = <Result>(call: () => Promise<Result>) => Promise<Result>;

/**
 * For what takes much of this process or of the database: calls in the order they came, a few at a
 * time, with a rest after each in proportion to how long it took. Whoever asks for more gets at most
 * a share, and the messages of others have the rest; what comes alone does not wait.
 *
 * @param now milliseconds that never run backwards
 */
export function createTurns(now: () => number): InTurn {
  const waiting: (() => void)[] = [];
  let busy = 0;

  const startNext = (): void => {
    if (busy < AT_A_TIME) waiting.shift()?.();
  };

  /** Returns what is called at its end. */
  const begin = (): (() => void) => {
    const since = now();
    let isOver = false;
    busy += 1;
    const makeRoom = (): void => {
      if (isOver) return;
      isOver = true;
      busy -= 1;
      startNext();
    };
    const tooLong = setTimeout(makeRoom, LONG_MS);
    return () => {
      clearTimeout(tooLong);
      if (!isOver) setTimeout(makeRoom, REST * (now() - since));
    };
  };

  return (call) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= WAITING) {
        reject(databaseUnavailable());
        return;
      }
      waiting.push(() => {
        const end = begin();
        // What is made of the result counts too: an answer is encoded and written until then.
        void call()
          .then(resolve, reject)
          .finally(() => setImmediate(setImmediate, end));
      });
      startNext();
    });
}
