import { describe, expect, it } from "vitest";
import { ListWindow } from "./list-window.js";

const windowAt = (count: number, scrollTop: number, height = 760) => {
  const list = new ListWindow();
  list.reset(count, scrollTop, height);
  return list;
};

describe("the window of a list", () => {
  it("holds what is seen and some more, however long the list is", () => {
    for (const scrollTop of [0, 7_600, 380_000, 759_240]) {
      const { start, end } = windowAt(10_000, scrollTop);
      expect(start).toBeLessThanOrEqual(scrollTop / 76);
      expect(end).toBeGreaterThanOrEqual(Math.min(10_000, (scrollTop + 760) / 76));
      expect(end - start).toBeLessThanOrEqual(100);
    }
  });

  it("never holds more than a hundred rows", () => {
    expect(windowAt(10_000, 0, 50_000).end).toBe(100);
  });

  it("is all of a short list", () => {
    expect(windowAt(3, 0)).toMatchObject({ start: 0, end: 3 });
    expect(windowAt(0, 0)).toMatchObject({ start: 0, end: 0 });
  });

  it("moves only when what is seen comes near its edge", () => {
    const list = windowAt(1_000, 7_600);
    expect(list.move(1_000, 7_700, 760)).toBe(false);
    expect(list.move(1_000, 7_600 + 76 * 12, 760)).toBe(true);
    expect(list.start).toBeGreaterThan(88);
  });

  it("says how far to scroll for a row to be seen", () => {
    const list = windowAt(100, 760);
    expect(list.reveal(5, 760, 760)).toBe(380);
    expect(list.reveal(12, 760, 760)).toBe(null);
    expect(list.reveal(30, 760, 760)).toBe(31 * 76 - 760);
  });
});
