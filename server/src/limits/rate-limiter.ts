import type { Rate } from "../config.js";

const SWEEP_AT = 10_000;
/** Of a millisecond: less than this is a rounding error. */
const EPSILON = 1e-6;

export interface RateLimiter {
  /** Takes one token of this key. Answers 0, or how long to wait for the next one, in milliseconds. */
  take(key: string): number;
}

/**
 * Token buckets, one for each key: `burst` at once, refilled evenly. Kept as the generic cell rate
 * algorithm does (https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm): one time for each key,
 * at which its bucket is full again. Synchronous, so that what arrives in order is admitted in order.
 */
export function createRateLimiter({ perSecond, burst }: Rate, now: () => number): RateLimiter {
  const interval = 1_000 / perSecond;
  const fullAt = new Map<string, number>();
  let sweepAt = SWEEP_AT;

  /** A full bucket is the same as none. */
  const sweep = (at: number): void => {
    for (const [key, time] of fullAt) if (time <= at) fullAt.delete(key);
    sweepAt = Math.max(SWEEP_AT, fullAt.size * 2);
  };

  return {
    take(key) {
      const at = now();
      if (fullAt.size >= sweepAt) sweep(at);
      const next = Math.max(at, fullAt.get(key) ?? at) + interval;
      const wait = next - at - burst * interval;
      if (wait > EPSILON) return Math.ceil(wait - EPSILON);
      fullAt.set(key, next);
      return 0;
    },
  };
}
