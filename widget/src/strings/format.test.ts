import { describe, expect, it } from "vitest";
import { Format, startOfDay } from "./format.js";

const now = new Date(2025, 5, 15, 12, 0);
const before = (ms: number): Date => new Date(now.getTime() - ms);
const [second, minute, hour] = [1000, 60_000, 3_600_000];

describe("Format", () => {
  const format = new Format("en-GB");

  it.each([
    [new Date(2025, 5, 15, 0, 0), "Today"],
    [new Date(2025, 5, 14, 23, 59), "Yesterday"],
    [new Date(2025, 5, 13), "Friday 13 June"],
    [new Date(2024, 5, 13), "Thursday 13 June 2024"],
    [new Date(2025, 5, 16), "Monday 16 June"],
  ])("the day of %s is %s", (date, text) => {
    expect(format.day(date, now).replace(",", "")).toBe(text);
  });

  it.each([
    [59 * second, null],
    [-hour, null],
    [5 * minute, "5 minutes ago"],
    [3 * hour, "3 hours ago"],
    [25 * hour, "yesterday"],
    [80 * hour, "3 days ago"],
  ])("%i ms before is %s", (past, text) => {
    expect(format.ago(before(past), now)).toBe(text);
  });

  it("speaks other languages", () => {
    const german = new Format("de");
    expect(german.day(before(24 * hour), now)).toBe("Gestern");
    expect(german.ago(before(hour), now)).toBe("vor 1 Stunde");
    expect(german.number(1234.5)).toBe("1.234,5");
  });
});

it("the start of a day is a midnight, also after a day of 23 or 25 hours", () => {
  for (let day = 0; day < 366; day += 1) {
    const noon = new Date(2025, 0, 1 + day, 12);
    const next = new Date(startOfDay(noon, 1));
    expect([next.getHours(), next.getMinutes()]).toEqual([0, 0]);
    expect(next.getTime()).toBeGreaterThan(noon.getTime());
  }
});
