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
  /** Takes so many more for what turned out to be much, and never rejects. */
  charge: (name: RateName, cost: number, key: string, address?: string) => Promise<void>;
  /** Puts back one that was taken. */
  giveBack: (name: RateName, key: string, address?: string) => Promise<void>;
}

export interface RateLimitingOptions {
  limits: Limits;
  openCounter: OpenCounter;
  onRefusal: (limit: RateName, scope: RateScope) => void;
}

interface Limiter {
  /** Resolves with how long to wait, in milliseconds; 0 for not at all. So does `wait`. */
  take(key: string): Promise<number>;
  wait(key: string): Promise<number>;
  charge(key: string, cost: number): Promise<void>;
  giveBack(key: string): Promise<void>;
}

/** The only place where the limiters of rates are made. */
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
    (how: "take" | "wait"): RateLimits =>
    async (name, key, address) => {
      for (const [scope, counted] of countedFor(name, key, address)) {
        const retryAfterMs = (await limiters[name][scope]?.[how](counted)) ?? 0;
        if (retryAfterMs === 0) continue;
        onRefusal(name, scope);
        throw new ChatError("rate_limited", "Too many requests; slow down.", { retryAfterMs });
      }
    };

  return {
    take: each("take"),
    check: each("wait"),
    async charge(name, cost, key, address) {
      if (cost === 0) return;
      for (const [scope, counted] of countedFor(name, key, address)) {
        await limiters[name][scope]?.charge(counted, cost);
      }
    },
    async giveBack(name, key, address) {
      for (const [scope, counted] of countedFor(name, key, address)) {
        await limiters[name][scope]?.giveBack(counted);
      }
    },
  };
}

/**
 * `most` in each `seconds`, and of what goes beyond it as much as makes `burst`; that is there again
 * after the time in which a bucket of this size is refilled at this rate.
 */
function createLimiter(name: string, { most, seconds, burst }: Rate, open: OpenCounter): Limiter {
  const refill = Math.ceil(burst / most) * seconds;
  const steady = open({ keyPrefix: name, points: most, duration: seconds });
  const extra =
    burst > most
      ? open({ keyPrefix: `${name}:burst`, points: burst - most, duration: refill })
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
    async charge(key, cost) {
      const { consumedPoints } = await steady.penalty(key, cost);
      const beyond = Math.min(cost, consumedPoints - steady.points);
      if (beyond > 0) await extra?.penalty(key, beyond);
    },
    async giveBack(key) {
      const counter = extra ?? steady;
      const { consumedPoints = 0 } = (await counter.get(key)) ?? {};
      // What was refused was counted, too.
      const beyond = consumedPoints - counter.points;
      if (consumedPoints > 0) await counter.reward(key, Math.max(0, beyond) + 1);
    },
  };
}
