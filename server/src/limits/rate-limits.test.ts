import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { newGuestId } from "../chat/guest-id.js";
import { parseConfig } from "../config.js";
import { memoryCounters } from "./memory-counter.js";
import { createRateLimits, type RateName, type RateScope } from "./rate-limits.js";
import { rateNames, type RateSetting, rateSettings } from "./rate-settings.js";

const MOST_KEYS = 100;
const SECOND = 1_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp(env: Record<string, string> = {}) {
  const refused: string[] = [];
  const { limits } = parseConfig(env);
  const { take, ...others } = createRateLimits({
    limits,
    openCounter: memoryCounters(MOST_KEYS),
    onRefusal: (limit, scope) => refused.push(`${limit} ${scope}`),
  });
  /** How many of these go through. */
  const count = async (tries: number, name: RateName, key = "anna", address?: string) => {
    const results = await Promise.allSettled(
      Array.from({ length: tries }, () => take(name, key, address)),
    );
    return results.filter(({ status }) => status === "fulfilled").length;
  };
  return { limits, take, ...others, count, refused };
}

interface Row {
  name: RateName;
  scope: RateScope;
}

/** Each rate, for each of those whom it counts: none can be added without its rows. */
const rows: Row[] = rateNames.flatMap((name) => {
  const { counts }: RateSetting = rateSettings[name];
  const scopes: RateScope[] = counts === "user" ? ["user", "guest", "guests_of_address"] : [counts];
  return scopes.map((scope) => ({ name, scope }));
});

describe.each(rows)("the limit on $name of one $scope", ({ name, scope }) => {
  const { most, burst, seconds }: RateSetting = rateSettings[name];
  const small = {
    [most.name]: "4",
    ...(burst && { [burst.name]: "10" }),
    LIMIT_GUEST_PERCENT: "50",
    LIMIT_GUESTS_PER_ADDRESS: "1",
  };
  const half = scope === "guest" ? 2 : 1;
  const steady = 4 / half;
  const atOnce = burst ? 10 / half : steady;
  const begin = () => {
    const server = setUp(small);
    const guest = newGuestId();
    // Guests together: each time somebody else, of the same address.
    const someone = () => (scope === "guests_of_address" ? newGuestId() : guest);
    const keyOf = () => (scope === "user" || !scope.startsWith("guest") ? "one" : someone());
    const address = scope === "guests_of_address" ? "192.0.2.1" : undefined;
    const take = () => server.take(name, keyOf(), address);
    const count = async (tries: number): Promise<number> => {
      const each = await Promise.allSettled(Array.from({ length: tries }, () => take()));
      return each.filter(({ status }) => status === "fulfilled").length;
    };
    return { ...server, takeAny: server.take, take, count, keyOf, address };
  };

  it("lets through what its variables say, at once and then steadily", async () => {
    const { count, refused } = begin();
    expect(await count(30)).toBe(atOnce);
    expect(new Set(refused)).toEqual(new Set([`${name} ${scope}`]));
    for (let round = 0; round < 2; round++) {
      vi.advanceTimersByTime(seconds * SECOND);
      expect(await count(30)).toBe(burst && seconds === 1 ? steady : atOnce);
    }
    vi.advanceTimersByTime(Math.ceil(atOnce / steady) * seconds * SECOND);
    expect(await count(30)).toBe(atOnce);
  });

  it("says when to come back, and lets through who comes then and not before", async () => {
    const { take, count } = begin();
    await count(30);
    vi.advanceTimersByTime(300);
    const retryAfterMs = seconds * SECOND - 300;
    await expect(take()).rejects.toMatchObject({ code: "rate_limited", retryAfterMs });
    vi.advanceTimersByTime(retryAfterMs - 1);
    expect(await count(1)).toBe(0);
    vi.advanceTimersByTime(1);
    expect(await count(1)).toBe(1);
  });

  it("is not used up by what only looks", async () => {
    const { check, count, keyOf, address } = begin();
    for (let look = 0; look < 30; look++) await check(name, keyOf(), address);
    expect(await count(30)).toBe(atOnce);
    await expect(check(name, keyOf(), address)).rejects.toMatchObject({
      code: "rate_limited",
      retryAfterMs: seconds * SECOND,
    });
  });

  it("is used up by what turned out to be much", async () => {
    const { charge, count, keyOf, address } = begin();
    await count(1);
    await charge(name, atOnce - 2, keyOf(), address);
    expect(await count(30)).toBe(1);
  });

  it("has again what is given back, and never more than there was", async () => {
    const { giveBack, count, keyOf, address } = begin();
    for (let time = 0; time < 5; time++) await giveBack(name, keyOf(), address);
    expect(await count(30)).toBe(atOnce);
    await giveBack(name, keyOf(), address);
    expect(await count(30)).toBe(1);
  });

  it("counts nobody else's, and nothing else", async () => {
    const server = begin();
    await server.count(30);
    const other = scope.startsWith("guest") ? newGuestId() : "other";
    const otherAddress = scope === "guests_of_address" ? "192.0.2.2" : undefined;
    await server.takeAny(name, other, otherAddress);
    expect(server.refused).toHaveLength(30 - atOnce);
    for (const another of rateNames.filter((one) => one !== name)) {
      await server.takeAny(another, server.keyOf(), server.address);
    }
  });

  it("has a default", () => {
    const { most: value, burst: more } = setUp().limits.rates[name];
    expect([value, more]).toEqual([most.value, burst?.value ?? 0]);
  });
});

describe("rate limits", () => {
  it("of a guest leave the guest's own burst to others at the address", async () => {
    const { count } = setUp({
      LIMIT_MESSAGES_PER_SECOND: "1",
      LIMIT_MESSAGE_BURST: "10",
      LIMIT_GUESTS_PER_ADDRESS: "1",
    });
    const [flooding, other] = [newGuestId(), newGuestId()];
    expect(await count(1_000, "messages", flooding, "192.0.2.1")).toBe(5);
    expect(await count(5, "messages", other, "192.0.2.1")).toBe(5);
  });

  it("hold a bounded number of keys, beyond which new ones share one", async () => {
    const { take, count } = setUp({
      LIMIT_ATTEMPTS_PER_SECOND: "3",
      LIMIT_ATTEMPT_BURST: "1",
    });
    await take("attempts", "early");
    for (let key = 0; key < 1_000; key++) await take("attempts", `address ${key}`).catch(() => {});
    expect(await count(9, "attempts", "late")).toBe(0);
    expect(await count(9, "attempts", "early")).toBe(2);
    expect(vi.getTimerCount()).toBeLessThanOrEqual(MOST_KEYS + 1);
    vi.advanceTimersByTime(2 * SECOND);
    expect(vi.getTimerCount()).toBe(0);
    expect(await count(9, "attempts", "late")).toBe(3);
  });
});
