import { databaseUnavailable } from "../store/database-error.js";

/** Calls under way at a time, of which those that take long do not count. */
const AT_A_TIME = 2;
/** A call that takes longer, in milliseconds, waits for somebody: others start beside it. */
const LONG_MS = 50;
/** Calls that wait, beyond which more are refused. */
const WAITING = 1_000;

/** Makes a call when its turn has come, or rejects with a `ChatError`; else as the call does. */
export type InTurn = <Result>(call: () => Promise<Result>) => Promise<Result>;

/**
 * For calls that read much: in the order they came, a few at a time, and while others wait, after
 * each as long a rest as it took. Whoever asks for many pages takes at most a share of the database
 * and of this process from those who write meanwhile.
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
      clearTimeout(tooLong);
      busy -= 1;
      startNext();
    };
    const tooLong = setTimeout(makeRoom, LONG_MS);
    return () => {
      if (waiting.length === 0) makeRoom();
      else setTimeout(makeRoom, now() - since);
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
        void call().then(resolve, reject).finally(end);
      });
      startNext();
    });
}
