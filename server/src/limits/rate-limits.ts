import { BurstyRateLimiter, RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { ChatError } from "../chat/chat-error.js";
import type { Limits, Rate } from "../config.js";

/** How long it takes until a burst that was used up is there again, in seconds. */
const BURST_SECONDS = 60;

export type RateName = "messages" | "reads" | "signals" | "guests" | "mails";

/** To one address, in so many seconds. */
const MAILS = { points: 3, duration: 15 * 60 };

/**
 * Takes one of what a key (a user, an address for `guests`, an e-mail address for `mails`) may do.
 * Rejects with `rate_limited` and the time until the next one.
 */
export type RateLimits = (name: RateName, key: string) => Promise<void>;

/** `perSecond` in each second, and of what goes beyond it as much as makes `burst` once a minute. */
function bursty({ perSecond, burst }: Rate): BurstyRateLimiter {
  return new BurstyRateLimiter(
    new RateLimiterMemory({ points: perSecond, duration: 1 }),
    new RateLimiterMemory({ points: Math.max(0, burst - perSecond), duration: BURST_SECONDS }),
  );
}

export function createRateLimits(limits: Limits): RateLimits {
  const limiters = {
    messages: bursty(limits.messages),
    reads: bursty(limits.reads),
    signals: bursty(limits.signals),
    guests: new RateLimiterMemory({ points: limits.guestsPerMinute, duration: 60 }),
    mails: new RateLimiterMemory(MAILS),
  };
  return async (name, key) => {
    try {
      await limiters[name].consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new ChatError("rate_limited", "Too many requests; slow down.", {
        retryAfterMs: Math.max(1, refusal.msBeforeNext),
      });
    }
  };
}
