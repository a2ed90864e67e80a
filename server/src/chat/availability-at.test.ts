import type { Availability, OpenHours } from "@photo-chat/sdk/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAvailabilityAt } from "./availability-at.js";

const availabilityAt = createAvailabilityAt();

function hours(
  timeZone: string,
  ...spans: [day: number, from: string, to: string][]
): Availability {
  return {
    mode: "hours",
    timeZone,
    hours: spans.map(([day, from, to]) => ({ day, from, to })),
    answer: null,
  };
}

function at(availability: Availability | null, time: string) {
  const { away, backAt } = availabilityAt(availability, Date.parse(time));
  return { away, backAt: backAt === null ? null : new Date(backAt).toISOString() };
}

const weekdays = [1, 2, 3, 4, 5].map((day): [number, string, string] => [day, "09:00", "17:30"]);

describe("availability", () => {
  it("is what the mode says, without hours", () => {
    const setting = { timeZone: "Europe/Berlin", hours: [], answer: null };
    expect(at(null, "2026-01-01T00:00:00Z")).toEqual({ away: false, backAt: null });
    expect(at({ ...setting, mode: "online" }, "2026-01-01T00:00:00Z").away).toBe(false);
    expect(at({ ...setting, mode: "away" }, "2026-01-01T00:00:00Z")).toEqual({
      away: true,
      backAt: null,
    });
    expect(at({ ...setting, mode: "hours" }, "2026-01-01T00:00:00Z")).toEqual({
      away: true,
      backAt: null,
    });
  });

  it.each([
    ["before the first minute", "2026-01-07T07:59:59.999Z", "2026-01-07T08:00:00.000Z"],
    ["from the first minute", "2026-01-07T08:00:00Z", null],
    ["up to the last", "2026-01-07T16:29:59.999Z", null],
    ["after it", "2026-01-07T16:30:00Z", "2026-01-08T08:00:00.000Z"],
    ["over a weekend", "2026-01-09T20:00:00Z", "2026-01-12T08:00:00.000Z"],
    ["over the start of summer time", "2026-03-27T20:00:00Z", "2026-03-30T07:00:00.000Z"],
    ["over its end", "2026-10-23T20:00:00Z", "2026-10-26T08:00:00.000Z"],
  ])("follows the clock in Berlin: %s", (_, time, backAt) => {
    expect(at(hours("Europe/Berlin", ...weekdays), time)).toEqual({
      away: backAt !== null,
      backAt,
    });
  });

  it.each([
    [
      "an hour that does not exist",
      [0, "02:30", "12:00"],
      "2026-03-29T00:30:00Z",
      "2026-03-29T01:00:00.000Z",
    ],
    [
      "an hour that comes twice",
      [0, "02:30", "12:00"],
      "2026-10-25T00:00:00Z",
      "2026-10-25T00:30:00.000Z",
    ],
    [
      "one that comes again",
      [0, "02:30", "12:00"],
      "2026-10-25T01:05:00Z",
      "2026-10-25T01:30:00.000Z",
    ],
    ["midnight", [1, "00:00", "24:00"], "2026-01-11T22:59:00Z", "2026-01-11T23:00:00.000Z"],
  ] as const)("knows %s", (_, span, time, backAt) => {
    expect(at(hours("Europe/Berlin", [...span]), time)).toEqual({ away: true, backAt });
  });

  it.each([
    ["Asia/Kathmandu", "2026-01-07T03:15:00.000Z"],
    ["Pacific/Kiritimati", "2026-01-07T19:00:00.000Z"],
    ["America/St_Johns", "2026-01-07T12:30:00.000Z"],
    ["Pacific/Pago_Pago", "2026-01-07T20:00:00.000Z"],
  ])("knows %s", (timeZone, opens) => {
    const setting = hours(timeZone, ...weekdays);
    const before = new Date(Date.parse(opens) - 1).toISOString();
    expect(at(setting, before)).toEqual({ away: true, backAt: opens });
    expect(at(setting, opens).away).toBe(false);
  });

  it("never changes before it said it would, and is back when it said so", () => {
    const span = fc
      .tuple(
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 0, max: 95 }),
        fc.integer({ min: 1, max: 96 }),
      )
      .filter(([, from, to]) => from < to)
      .map(([day, from, to]): OpenHours => ({ day, from: timeOf(from), to: timeOf(to) }));
    fc.assert(
      fc.property(
        fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"),
        fc.array(span, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: Date.parse("2026-01-01"), max: Date.parse("2027-01-01") }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (timeZone, spans, instant, part) => {
          const setting = { ...hours(timeZone), hours: spans };
          const now = availabilityAt(setting, instant);
          const { changesAt, backAt } = now;
          if (changesAt === null) throw new Error("some span comes round");
          expect(changesAt).toBeGreaterThan(instant);
          if (backAt !== null) expect(availabilityAt(setting, backAt).away).toBe(false);
          const between = Math.floor(instant + (changesAt - instant) * Math.min(part, 0.999_999));
          // Where a clock is put back within a span, it may close for the hour that comes again.
          const isSteady =
            new Date(instant).getUTCMonth() === new Date(changesAt).getUTCMonth() &&
            ![9, 10, 3].includes(new Date(instant).getUTCMonth());
          if (isSteady) expect(availabilityAt(setting, between).away).toBe(now.away);
        },
      ),
    );
  });
});

function timeOf(quarter: number): string {
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${pad(Math.floor(quarter / 4))}:${pad((quarter % 4) * 15)}`;
}
