import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RowWindow } from "./row-window.js";

const rowsOf = (from: number, to: number): { key: string }[] =>
  Array.from({ length: to - from }, (_, i) => ({ key: String(from + i) }));

describe("RowWindow", () => {
  it("follows the newest row", () => {
    const window = new RowWindow();
    expect(window.range(rowsOf(0, 10))).toEqual([0, 10]);
    expect(window.range(rowsOf(0, 500))).toEqual([450, 500]);
    expect(window.range(rowsOf(0, 501))).toEqual([451, 501]);
  });

  it("stays on its rows when others come in front", () => {
    const window = new RowWindow();
    window.growUp(rowsOf(0, 100));
    expect(window.range(rowsOf(0, 100))).toEqual([40, 100]);
    expect(window.range(rowsOf(-50, 100))).toEqual([90, 150]);
  });

  it("says when there is nothing more on a side", () => {
    const window = new RowWindow();
    const rows = rowsOf(0, 60);
    expect(window.growUp(rows)).toBe(true);
    expect(window.growUp(rows)).toBe(false);
    expect(window.growDown(rows)).toBe(false);
  });

  it("lets go of the far end, and finds back", () => {
    const window = new RowWindow();
    const rows = rowsOf(0, 1000);
    while (window.growUp(rows));
    expect(window.range(rows)).toEqual([0, 150]);
    while (window.growDown(rows));
    expect(window.range(rows)).toEqual([850, 1000]);
    window.follow();
    expect(window.range(rows)).toEqual([950, 1000]);
  });

  it("keeps no more than is enough", () => {
    const window = new RowWindow();
    const rows = rowsOf(0, 1000);
    while (window.growUp(rows, 80));
    expect(window.range(rows)).toEqual([0, 80]);
    while (window.growDown(rows, 80));
    expect(window.range(rows)).toEqual([920, 1000]);
    while (window.growUp(rows, 500));
    expect(window.range(rows)).toEqual([0, 150]);
  });

  it("starts over at the newest when its rows are gone", () => {
    const window = new RowWindow();
    window.growUp(rowsOf(0, 100));
    expect(window.range(rowsOf(500, 600))).toEqual([50, 100]);
  });

  it("never holds more than 150 rows, nor any outside the list", () => {
    const action = fc.constantFrom("up", "down", "older", "newer", "follow");
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const window = new RowWindow();
        let [from, to] = [0, 40];
        for (const action of actions) {
          if (action === "older") from -= 50;
          if (action === "newer") to += 20;
          const rows = rowsOf(from, to);
          if (action === "up") window.growUp(rows);
          if (action === "down") window.growDown(rows);
          if (action === "follow") window.follow();
          const [start, end] = window.range(rows);
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(rows.length);
          expect(end - start).toBeGreaterThan(0);
          expect(end - start).toBeLessThanOrEqual(150);
        }
      }),
    );
  });
});
