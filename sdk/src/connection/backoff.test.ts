import fc from "fast-check";
import { expect, it } from "vitest";
import { backoff } from "./backoff.js";

it("draws from nothing up to a bound that doubles from 0.5 s to 20 s", () => {
  expect([0, 1, 2, 5, 6, 5_000].map((attempt) => backoff(attempt, 1))).toEqual([
    500, 1_000, 2_000, 16_000, 20_000, 20_000,
  ]);
  fc.assert(
    fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      expect(backoff(attempt, random)).toBeCloseTo(random * backoff(attempt, 1));
    }),
  );
});
