import { expect, it } from "vitest";
import { neverFigure, timesFigure } from "./figure.js";

const of = { invariant: "I7", what: "an answer" };

it("tells the median and the worst of times, and whether the worst is within the bar", () => {
  expect(timesFigure(of, [4, 3.25, 2_000], 2_000)).toEqual({
    ...of,
    bar: "≤ 2.0 s",
    measured: "4.0 ms / 2.0 s of 3",
    within: true,
  });
  expect(timesFigure(of, [30, 2_001], 2_000).within).toBe(false);
});

it("misses the bar with a time that never came, and without any", () => {
  expect(timesFigure(of, [50, Infinity], 1e9)).toMatchObject({
    measured: "50 ms / never of 2",
    within: false,
  });
  expect(timesFigure(of, [], 2_000).within).toBe(false);
});

it("takes nothing for never only where something was tried", () => {
  expect(neverFigure(of, 0, 20)).toMatchObject({ measured: "0 of 20", within: true });
  expect(neverFigure(of, 1, 20).within).toBe(false);
  expect(neverFigure(of, 0, 0).within).toBe(false);
});
