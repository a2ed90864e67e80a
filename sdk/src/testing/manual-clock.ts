import type { Clock } from "../clock.js";

export interface ManualClock extends Clock {
  /** Timers that wait. */
  readonly timers: number;
  /** Lets time pass, and everything that it starts run until it waits again. */
  advance(ms: number): Promise<void>;
}

/** Lets promises that are settled, and the macrotasks of the runtime that are due, run. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function createManualClock(start = 1_700_000_000_000): ManualClock {
  let now = start;
  let nextId = 0;
  const timers = new Map<number, { at: number; callback: () => void }>();
  return {
    now: () => now,
    after(ms, callback) {
      nextId += 1;
      const id = nextId;
      timers.set(id, { at: now + Math.max(0, ms), callback });
      return () => timers.delete(id);
    },
    get timers() {
      return timers.size;
    },
    async advance(ms) {
      const end = now + ms;
      await settled();
      for (;;) {
        const [due] = [...timers]
          .filter(([, { at }]) => at <= end)
          .sort(([, a], [, b]) => a.at - b.at);
        if (!due) break;
        const [id, { at, callback }] = due;
        timers.delete(id);
        now = at;
        callback();
        await settled();
      }
      now = end;
    },
  };
}
