import fc from "fast-check";
import { expect, it } from "vitest";
import { backoff } from "./backoff.js";

it("draws from nothing up to a bound that doubles from 0.5 s to 4 s", () => {
  expect([0, 1, 2, 3, 4, 5_000].map((attempt) => backoff(attempt, 1))).toEqual([
    500, 1_000, 2_000, 4_000, 4_000, 4_000,
  ]);
  fc.assert(
    fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      expect(backoff(attempt, random)).toBeCloseTo(random * backoff(attempt, 1));
    }),
  );
});
