import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parseConfig } from "../config.js";
import { createRateLimits, type RateName } from "./rate-limits.js";

const { limits } = parseConfig({
  LIMIT_MESSAGES_PER_SECOND: "2",
  LIMIT_MESSAGE_BURST: "5",
  LIMIT_GUESTS_PER_MINUTE: "3",
});

describe("rate limits", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const setUp = () => {
    const take = createRateLimits(limits);
    /** How many of these go through. */
    const count = async (tries: number, name: RateName = "messages", key = "anna") => {
      const results = await Promise.allSettled(
        Array.from({ length: tries }, () => take(name, key)),
      );
      return results.filter(({ status }) => status === "fulfilled").length;
    };
    return { take, count };
  };

  it("let a burst through at once, then so many each second", async () => {
    const { count } = setUp();
    expect(await count(20)).toBe(5);
    for (let second = 0; second < 10; second++) {
      vi.advanceTimersByTime(1_000);
      expect(await count(20)).toBe(2);
    }
  });

  it("give the burst back after a minute", async () => {
    const { count } = setUp();
    await count(20);
    vi.advanceTimersByTime(60_000);
    expect(await count(20)).toBe(5);
  });

  it("say when the next one goes through", async () => {
    const { take, count } = setUp();
    await count(5);
    vi.advanceTimersByTime(300);
    await expect(take("messages", "anna")).rejects.toMatchObject({
      code: "rate_limited",
      retryAfterMs: 700,
    });
    vi.advanceTimersByTime(700);
    await expect(take("messages", "anna")).resolves.toBeUndefined();
  });

  it("count each key and each kind for itself", async () => {
    const { count } = setUp();
    await count(20);
    expect(await count(5, "messages", "ben")).toBe(5);
    expect(await count(5, "reads")).toBe(5);
  });

  it("let so many guests of an address through in a minute", async () => {
    const { count } = setUp();
    expect(await count(10, "guests", "192.0.2.1")).toBe(3);
    vi.advanceTimersByTime(59_000);
    expect(await count(10, "guests", "192.0.2.1")).toBe(0);
    vi.advanceTimersByTime(1_000);
    expect(await count(10, "guests", "192.0.2.1")).toBe(3);
  });
});
