import { ChatError } from "../chat/chat-error.js";
import type { Limits } from "../config.js";
import { createRateLimiter, type RateLimiter } from "./rate-limiter.js";

export type RateName = "messages" | "reads" | "signals" | "guests";

/** Takes one of what a key (a user, or an address for `guests`) may do; throws `rate_limited`. */
export type RateLimits = (name: RateName, key: string) => void;

export function createRateLimits(limits: Limits, now: () => number): RateLimits {
  const limiters: Record<RateName, RateLimiter> = {
    messages: createRateLimiter(limits.messages, now),
    reads: createRateLimiter(limits.reads, now),
    signals: createRateLimiter(limits.signals, now),
    guests: createRateLimiter(limits.guests, now),
  };
  return (name, key) => {
    const retryAfterMs = limiters[name].take(key);
    if (retryAfterMs > 0) {
      throw new ChatError("rate_limited", "Too many requests; slow down.", { retryAfterMs });
    }
  };
}
