import type { Rate } from "../config.js";

interface Bucket {
  tokens: number;
  at: number;
}

const SWEEP_AT = 10_000;

export interface RateLimiter {
  /** Takes one token of this key. Answers 0, or how long to wait for the next one, in milliseconds. */
  take(key: string): number;
}

/**
 * Token buckets (https://en.wikipedia.org/wiki/Token_bucket), one for each key: `burst` at once,
 * refilled evenly. Synchronous, so that what arrives in order is admitted in order. A full bucket is
 * the same as none: they are swept whenever their number has doubled.
 */
export function createRateLimiter({ perSecond, burst }: Rate, now: () => number): RateLimiter {
  const perMs = perSecond / 1_000;
  const buckets = new Map<string, Bucket>();
  let sweepAt = SWEEP_AT;

  const level = (bucket: Bucket, at: number): number =>
    Math.min(burst, bucket.tokens + Math.max(0, at - bucket.at) * perMs);

  const sweep = (at: number): void => {
    for (const [key, bucket] of buckets) if (level(bucket, at) >= burst) buckets.delete(key);
    sweepAt = Math.max(SWEEP_AT, buckets.size * 2);
  };

  return {
    take(key) {
      const at = now();
      const bucket = buckets.get(key) ?? { tokens: burst, at };
      const tokens = level(bucket, at);
      if (tokens < 1) return Math.ceil((1 - tokens) / perMs);
      bucket.tokens = tokens - 1;
      bucket.at = at;
      if (!buckets.has(key)) {
        if (buckets.size >= sweepAt) sweep(at);
        buckets.set(key, bucket);
      }
      return 0;
    },
  };
}
