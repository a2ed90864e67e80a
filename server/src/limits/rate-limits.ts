import {
  BurstyRateLimiter,
  type IRateLimiterOptions,
  type RateLimiterAbstract,
  RateLimiterRes,
} from "rate-limiter-flexible";
import { ChatError } from "../chat/chat-error.js";
import { isGuestId } from "../chat/guest-id.js";
import type { Limits, Rate } from "./limits.js";
import { type RateName, rateNames, type RateSetting, rateSettings } from "./rate-settings.js";

export type { RateName } from "./rate-settings.js";

/** How long it takes until a burst that was used up is there again, in seconds. */
const BURST_SECONDS = 60;

/** Whose doings were too many. */
export type RateScope = RateSetting["counts"] | "guest" | "guests_of_address";

/** Where counts are kept: in memory, or where several nodes share them. */
export type OpenCounter = (
  options: Required<Pick<IRateLimiterOptions, "keyPrefix" | "points" | "duration">>,
) => RateLimiterAbstract;

/**
 * Takes one of what somebody may do. Rejects with `rate_limited` and the time until the next one.
 *
 * @param key the user's id; for a rate that counts addresses or mailboxes, that
 * @param address where a user is, which counts for guests
 */
export type RateLimits = (name: RateName, key: string, address?: string) => Promise<void>;

export interface RateLimiting {
  take: RateLimits;
  /** Rejects when `take` would, and takes nothing. */
  check: RateLimits;
}

export interface RateLimitingOptions {
  limits: Limits;
  openCounter: OpenCounter;
  onRefusal: (limit: RateName, scope: RateScope) => void;
}

/** Both resolve with how long to wait, in milliseconds; 0 for not at all. */
interface Limiter {
  take(key: string): Promise<number>;
  wait(key: string): Promise<number>;
}

/** The only place where limiters are made. */
export function createRateLimits(options: RateLimitingOptions): RateLimiting {
  const { limits, openCounter, onRefusal } = options;

  const limiter = (name: RateName, scope: RateScope, share = 1): Limiter => {
    const { most, seconds, burst } = limits.rates[name];
    const rate = { seconds, most: Math.ceil(most * share), burst: Math.ceil(burst * share) };
    return createLimiter(`${name}:${scope}`, rate, openCounter);
  };
  const limitersOf = (name: RateName) => {
    const { counts }: RateSetting = rateSettings[name];
    const own = { [counts]: limiter(name, counts) };
    if (counts !== "user") return own;
    return {
      ...own,
      guest: limiter(name, "guest", limits.guestPercent / 100),
      guests_of_address: limiter(name, "guests_of_address", limits.guestsPerAddress),
    };
  };
  const limiters = Object.fromEntries(rateNames.map((name) => [name, limitersOf(name)])) as Record<
    RateName,
    Partial<Record<RateScope, Limiter>>
  >;

  /** A guest's own rate first: one who asks too much must not use up that of the others. */
  const countedFor = (name: RateName, key: string, address?: string): [RateScope, string][] => {
    const { counts }: RateSetting = rateSettings[name];
    if (counts !== "user" || !isGuestId(key)) return [[counts, key]];
    return address === undefined
      ? [["guest", key]]
      : [
          ["guest", key],
          ["guests_of_address", address],
        ];
  };

  const each =
    (how: keyof Limiter): RateLimits =>
    async (name, key, address) => {
      for (const [scope, counted] of countedFor(name, key, address)) {
        const retryAfterMs = (await limiters[name][scope]?.[how](counted)) ?? 0;
        if (retryAfterMs === 0) continue;
        onRefusal(name, scope);
        throw new ChatError("rate_limited", "Too many requests; slow down.", { retryAfterMs });
      }
    };

  return { take: each("take"), check: each("wait") };
}

/** `most` in each `seconds`, and of what goes beyond it as much as makes `burst` once a minute. */
function createLimiter(name: string, { most, seconds, burst }: Rate, open: OpenCounter): Limiter {
  const steady = open({ keyPrefix: name, points: most, duration: seconds });
  const extra =
    burst > most
      ? open({ keyPrefix: `${name}:burst`, points: burst - most, duration: BURST_SECONDS })
      : null;
  const both = extra ? new BurstyRateLimiter(steady, extra) : steady;
  const left = async (counter: RateLimiterAbstract, key: string): Promise<number> => {
    const taken = await counter.get(key);
    return taken && taken.consumedPoints >= counter.points ? Math.max(0, taken.msBeforeNext) : 0;
  };

  return {
    async take(key) {
      try {
        await both.consume(key);
        return 0;
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        return Math.max(1, refusal.msBeforeNext);
      }
    },
    async wait(key) {
      const waits = [left(steady, key), ...(extra ? [left(extra, key)] : [])];
      return Math.min(...(await Promise.all(waits)));
    },
  };
}
