import { databaseUnavailable } from "../store/database-error.js";

/** Characters of a result for which the rest after it is once more as long as its call. */
const SHARE = 16_384;
/** Calls that wait, beyond which more are refused. */
const WAITING = 1_000;
/** A call that takes longer, in milliseconds, waits for somebody: others start beside it. */
const LONG_MS = 50;

/**
 * Makes a call when its turn has come, or rejects with a `ChatError`; else as the call does.
 *
 * @param sizeOf the characters of its result
 */
export type InTurn = <Result>(
  call: () => Promise<Result>,
  sizeOf: (result: Result) => number,
) => Promise<Result>;

/**
 * For what takes much of this process or of the database: calls in the order they came, one at a
 * time, with a rest after each that is as long as it took, and longer after a large result. Whoever
 * asks for more gets at most a share, and the messages of others have the rest; what comes alone
 * does not wait.
 *
 * @param now milliseconds that never run backwards
 */
export function createTurns(now: () => number): InTurn {
  const waiting: (() => void)[] = [];
  let isBusy = false;

  const startNext = (): void => {
    if (!isBusy) waiting.shift()?.();
  };

  /** Returns what is called at its end. */
  const begin = (): ((size: number) => void) => {
    const since = now();
    let isOver = false;
    isBusy = true;
    const makeRoom = (): void => {
      if (isOver) return;
      isOver = true;
      isBusy = false;
      startNext();
    };
    const tooLong = setTimeout(makeRoom, LONG_MS);
    return (size) => {
      clearTimeout(tooLong);
      if (!isOver) setTimeout(makeRoom, (1 + size / SHARE) * (now() - since));
    };
  };

  return (call, sizeOf) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= WAITING) {
        reject(databaseUnavailable());
        return;
      }
      waiting.push(() => {
        const end = begin();
        // What is made of the result counts too: an answer is encoded and written until then.
        const rest = (size: number): unknown => setImmediate(setImmediate, () => end(size));
        void call().then(
          (result) => {
            resolve(result);
            rest(sizeOf(result));
          },
          (error) => {
            reject(error as Error);
            rest(0);
          },
        );
      });
      startNext();
    });
}
