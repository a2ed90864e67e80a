import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Input } from "./input.js";
import { slowDown } from "./slow-down.js";

let held = 0;
const input: Input = {
  hold() {
    held += 1;
    return () => (held -= 1);
  },
  whenFree: () => {},
};
const often = (times: number, act: () => void) => {
  for (let time = 0; time < times; time++) act();
};

beforeEach(() => {
  held = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("lets a connection be refused now and then", () => {
  often(999, slowDown(input));
  expect(held).toBe(0);
});

it("hears nothing for half a second after each thousand refusals", () => {
  const refused = slowDown(input);
  often(1_000, refused);
  expect(held).toBe(1);
  vi.advanceTimersByTime(500);
  expect(held).toBe(0);
  often(1_000, refused);
  expect(held).toBe(1);
});

it("makes what had been read already cost as much", () => {
  const refused = slowDown(input);
  often(3_500, refused);
  vi.advanceTimersByTime(1_499);
  expect(held).toBe(1);
  vi.advanceTimersByTime(1);
  expect(held).toBe(0);
  often(500, refused);
  expect(held).toBe(1);
});
