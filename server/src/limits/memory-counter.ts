import { type IRateLimiterOptions, RateLimiterMemory } from "rate-limiter-flexible";
import type { OpenCounter } from "./rate-limits.js";

/**
 * Counts in this process's memory. A key is forgotten when its time is over; of those that come at a
 * time so many are counted apart, and the rest, which only a flood of addresses can make, as one.
 */
export function memoryCounters(mostKeys = 50_000): OpenCounter {
  return (options) => new MemoryCounter(options, mostKeys);
}

class MemoryCounter extends RateLimiterMemory {
  /** Keys that began in this span of time, and in the one before it; a span is one duration. */
  #begun = 0;
  #begunBefore = 0;
  #spanEnds = 0;
  readonly #mostKeys: number;

  constructor(options: IRateLimiterOptions, mostKeys: number) {
    super(options);
    this.#mostKeys = mostKeys;
  }

  override async consume(key: string): ReturnType<RateLimiterMemory["consume"]> {
    const now = Date.now();
    if (now >= this.#spanEnds) {
      this.#begunBefore = now < this.#spanEnds + this.msDuration ? this.#begun : 0;
      this.#begun = 0;
      this.#spanEnds = now + this.msDuration;
    }
    const isFull = this.#begun + this.#begunBefore >= this.#mostKeys;
    const counted = isFull && !(await this.get(key)) ? "" : key;
    const taken = await super.consume(counted);
    if (taken.isFirstInDuration) this.#begun += 1;
    return taken;
  }
}
