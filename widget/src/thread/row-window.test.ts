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
    expect(window.range(rowsOf(0, 100))).toEqual([45, 100]);
    expect(window.range(rowsOf(-50, 100))).toEqual([95, 150]);
  });

  it("says when there is nothing more on a side", () => {
    const window = new RowWindow();
    const rows = rowsOf(0, 55);
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

  it("keeps no more than is needed, and fifty", () => {
    const window = new RowWindow();
    const rows = rowsOf(0, 1000);
    window.growUp(rows, "997");
    expect(window.range(rows)).toEqual([945, 998]);
    window.growUp(rows, "949");
    expect(window.range(rows)).toEqual([940, 990]);
    window.growDown(rows, "942");
    expect(window.range(rows)).toEqual([942, 995]);
    window.growDown(rows, "990");
    expect(window.range(rows)).toEqual([950, 1000]);
  });

  it("keeps all when what is needed is not among its rows", () => {
    const window = new RowWindow();
    const rows = rowsOf(0, 1000);
    window.show(rows, "500");
    expect(window.range(rows)).toEqual([495, 545]);
    for (const key of ["100", "900", "of another list", undefined]) window.growUp(rows, key);
    expect(window.range(rows)).toEqual([475, 545]);
    for (const key of ["100", "900", "of another list", undefined]) window.growDown(rows, key);
    expect(window.range(rows)).toEqual([475, 565]);
  });

  it("starts over at the newest when its rows are gone", () => {
    const window = new RowWindow();
    window.growUp(rowsOf(0, 100));
    expect(window.range(rowsOf(500, 600))).toEqual([50, 100]);
  });

  it("never holds more than 150 rows, nor any outside the list", () => {
    const action = fc.constantFrom("up", "down", "older", "newer", "follow");
    const needed = fc.integer({ min: -60, max: 60 });
    fc.assert(
      fc.property(fc.array(fc.tuple(action, needed), { maxLength: 60 }), (actions) => {
        const window = new RowWindow();
        let [from, to] = [0, 40];
        for (const [action, needed] of actions) {
          if (action === "older") from -= 50;
          if (action === "newer") to += 20;
          const rows = rowsOf(from, to);
          if (action === "up") window.growUp(rows, String(needed));
          if (action === "down") window.growDown(rows, String(needed));
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
