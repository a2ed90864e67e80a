import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createTurns } from "./turns.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setImmediate", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const nothing = (): number => 0;

function setUp() {
  const inTurn = createTurns(() => performance.now());
  const begun: number[] = [];
  const ends = new Map<number, (error?: Error) => void>();
  const call = (number: number, size = 0): Promise<number> =>
    inTurn(
      () => {
        begun.push(number);
        return new Promise((resolve, reject) => {
          ends.set(number, (error) => (error ? reject(error) : resolve(number)));
        });
      },
      () => size,
    );
  return { begun, call, end: (number: number, error?: Error) => ends.get(number)?.(error) };
}

it("makes one call at a time, the next ones in their order and after a rest", async () => {
  const { begun, call, end } = setUp();
  const calls = [1, 2, 3].map((number) => call(number));
  expect(begun).toEqual([1]);
  await vi.advanceTimersByTimeAsync(10);
  end(1);
  expect(await calls[0]).toBe(1);
  await vi.advanceTimersByTimeAsync(9);
  expect(begun).toEqual([1]);
  await vi.advanceTimersByTimeAsync(5);
  expect(begun).toEqual([1, 2]);
  end(2, new Error("gone wrong"));
  await expect(calls[1]).rejects.toThrow("gone wrong");
  await vi.advanceTimersByTimeAsync(10);
  expect(begun).toEqual([1, 2, 3]);
});

it("rests once more as long for each 16,384 characters of a result", async () => {
  const { begun, call, end } = setUp();
  for (const size of [4 * 16_384, 0]) void call(size, size);
  await vi.advanceTimersByTimeAsync(10);
  end(4 * 16_384);
  await vi.advanceTimersByTimeAsync(49);
  expect(begun).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(10);
  expect(begun).toHaveLength(2);
});

it("counts what is made of an answer", async () => {
  let spent = 0;
  const inTurn = createTurns(() => performance.now() + spent);
  const begun: number[] = [];
  const call = (number: number) =>
    inTurn(() => {
      begun.push(number);
      return Promise.resolve();
    }, nothing);
  void call(1).then(() => (spent += 15));
  await vi.advanceTimersByTimeAsync(0);
  void call(2);
  await vi.advanceTimersByTimeAsync(10);
  expect(begun).toEqual([1]);
  await vi.advanceTimersByTimeAsync(10);
  expect(begun).toEqual([1, 2]);
});

it("lets nobody rest less for asking alone", async () => {
  const { begun, call, end } = setUp();
  const first = call(1);
  await vi.advanceTimersByTimeAsync(10);
  end(1);
  await first;
  void call(2);
  await vi.advanceTimersByTimeAsync(5);
  expect(begun).toEqual([1]);
  await vi.advanceTimersByTimeAsync(10);
  expect(begun).toEqual([1, 2]);
});

it("starts others beside calls that take long, and makes room for each once", async () => {
  const { begun, call, end } = setUp();
  void [1, 2, 3].map((number) => call(number));
  await vi.advanceTimersByTimeAsync(49);
  expect(begun).toEqual([1]);
  await vi.advanceTimersByTimeAsync(1);
  expect(begun).toEqual([1, 2]);
  await vi.advanceTimersByTimeAsync(10);
  end(1);
  await vi.advanceTimersByTimeAsync(39);
  expect(begun).toEqual([1, 2]);
  await vi.advanceTimersByTimeAsync(1);
  expect(begun).toEqual([1, 2, 3]);
  await vi.advanceTimersByTimeAsync(100);
  void call(4);
  void call(5);
  expect(begun).toEqual([1, 2, 3, 4]);
});

it("refuses more than can wait, and takes them again once there is room", async () => {
  const { call, end } = setUp();
  const calls = Array.from({ length: 1_001 }, (_, number) => call(number));
  await expect(call(1_001)).rejects.toMatchObject({ code: "unavailable" });
  end(0);
  await calls[0];
  await vi.advanceTimersByTimeAsync(10);
  void call(1_002);
  await expect(call(1_003)).rejects.toMatchObject({ code: "unavailable" });
});
