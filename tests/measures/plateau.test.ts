import { expect, it } from "vitest";
import { growthOf } from "./plateau.js";

it("compares the last third with the middle one, whatever came before", () => {
  expect(growthOf([1, 900, 2, 10, 8, 10, 10, 20, 10])).toBe(1);
  expect(growthOf([10, 10, 10, 10, 10, 10, 12, 12, 11])).toBe(1.2);
  expect(growthOf([9, 9, 8, 8, 4, 4])).toBe(0.5);
});

it("gives what is left over to the middle", () => {
  expect(growthOf([1, 2, 3, 4, 6])).toBe(2);
});

it("knows nothing of too few", () => {
  expect(growthOf([1, 2])).toBeNaN();
});
