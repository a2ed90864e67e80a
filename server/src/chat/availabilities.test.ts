import type { UserAvailabilityEvent } from "@photo-chat/sdk/protocol";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createAvailabilityAt } from "./availability-at.js";
import { createAvailabilities } from "./availabilities.js";

const setting = {
  mode: "hours" as const,
  timeZone: "Europe/Berlin",
  hours: [{ day: 3, from: "09:00", to: "17:30" }],
  answer: null,
  since: "2026-01-01T00:00:00.000Z",
};
const logger = { error: () => {} };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("tells of the start and the end of hours when they come, and of no more once stopped", async () => {
  vi.setSystemTime("2026-01-07T07:59:00Z");
  const rows = [{ id: "pia", availability: setting }];
  const availabilities = createAvailabilities(async () => rows, createAvailabilityAt(), logger);
  const told: UserAvailabilityEvent[] = [];
  availabilities.subscribe((event) => told.push(event));
  const stop = availabilities.watch();

  await vi.advanceTimersByTimeAsync(59_999);
  expect(told).toEqual([]);
  await vi.advanceTimersByTimeAsync(2);
  expect(told).toEqual([{ userId: "pia", away: false, backAt: null }]);
  await vi.advanceTimersByTimeAsync(8.5 * 3_600_000);
  expect(told.slice(1)).toEqual([
    { userId: "pia", away: true, backAt: "2026-01-14T08:00:00.000Z" },
  ]);
  stop();
  await vi.advanceTimersByTimeAsync(8 * 86_400_000);
  expect(told).toHaveLength(2);
});

it("tells of a change of the settings, and follows the new hours", async () => {
  vi.setSystemTime("2026-01-07T10:00:00Z");
  const availabilities = createAvailabilities(async () => [], createAvailabilityAt(), logger);
  const told: UserAvailabilityEvent[] = [];
  availabilities.subscribe((event) => told.push(event));
  availabilities.watch();
  await availabilities.set("pia", setting);
  expect(told).toEqual([]);
  await availabilities.set("pia", { ...setting, mode: "away" });
  await availabilities.set("pia", { ...setting, mode: "away" });
  expect(told).toEqual([{ userId: "pia", away: true, backAt: null }]);
  await availabilities.set("pia", {
    ...setting,
    hours: [{ day: 3, from: "11:30", to: "12:00" }],
  });
  expect(told.slice(1)).toEqual([
    { userId: "pia", away: true, backAt: "2026-01-07T10:30:00.000Z" },
  ]);
  await vi.advanceTimersByTimeAsync(30 * 60_000 + 1);
  expect(told.slice(2)).toEqual([{ userId: "pia", away: false, backAt: null }]);
});

it("asks again when the database was away", async () => {
  vi.setSystemTime("2026-01-07T07:00:00Z");
  let calls = 0;
  const load = async () => {
    calls += 1;
    if (calls === 1) throw new Error("away");
    return [{ id: "pia", availability: setting }];
  };
  const availabilities = createAvailabilities(load, createAvailabilityAt(), logger);
  const told: UserAvailabilityEvent[] = [];
  availabilities.subscribe((event) => told.push(event));
  availabilities.watch();
  await vi.advanceTimersByTimeAsync(3_600_001);
  expect(told).toEqual([{ userId: "pia", away: false, backAt: null }]);
});

it("knows better than a row that was read before a change", async () => {
  vi.setSystemTime("2026-01-07T10:00:00Z");
  const availabilities = createAvailabilities(async () => [], createAvailabilityAt(), logger);
  const since = (changedAt: string, mode: "away" | "hours") => ({ ...setting, mode, changedAt });
  const before = since("2026-01-07T09:00:00.000Z", "hours");
  const told = since("2026-01-07T09:00:01.000Z", "away");
  const elsewhere = since("2026-01-07T09:00:02.000Z", "hours");
  const isAway = (userId: string, stored: typeof told | null) =>
    availabilities.now(userId, stored).away;
  expect(isAway("pia", before)).toBe(false);
  await availabilities.set("pia", told);
  expect(isAway("pia", before)).toBe(true);
  expect(isAway("pia", null)).toBe(true);
  expect(isAway("pia", elsewhere)).toBe(false);
  expect(isAway("otto", null)).toBe(false);
  await availabilities.forget("pia");
  expect(isAway("pia", null)).toBe(false);
});

it("looks at hours once for all rows, and again when they have begun or ended", async () => {
  vi.setSystemTime("2026-01-07T07:59:00Z");
  const availabilityAt = vi.fn(createAvailabilityAt());
  const stored = { ...setting, changedAt: "2026-01-01T00:00:00.000Z" };
  const availabilities = createAvailabilities(async () => [], availabilityAt, logger);
  await availabilities.set("pia", stored);
  const backAt = Date.parse("2026-01-07T08:00:00Z");
  for (let row = 0; row < 100; row++) {
    expect(availabilities.now("pia", { ...stored })).toMatchObject({ away: true, backAt });
  }
  expect(availabilityAt).toHaveBeenCalledTimes(1);
  vi.setSystemTime(backAt);
  expect(availabilities.now("pia", stored).away).toBe(false);
});
