import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createTurns } from "./turns.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setImmediate", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp() {
  const inTurn = createTurns(() => performance.now());
  const begun: number[] = [];
  const ends = new Map<number, (error?: Error) => void>();
  const call = (number: number): Promise<number> =>
    inTurn(() => {
      begun.push(number);
      return new Promise((resolve, reject) => {
        ends.set(number, (error) => (error ? reject(error) : resolve(number)));
      });
    });
  return { begun, call, end: (number: number, error?: Error) => ends.get(number)?.(error) };
}

it("makes two calls at a time, the next ones in their order and after a rest", async () => {
  const { begun, call, end } = setUp();
  const calls = [1, 2, 3, 4].map(call);
  expect(begun).toEqual([1, 2]);
  await vi.advanceTimersByTimeAsync(10);
  end(2);
  expect(await calls[1]).toBe(2);
  await vi.advanceTimersByTimeAsync(20);
  expect(begun).toEqual([1, 2]);
  await vi.advanceTimersByTimeAsync(5);
  expect(begun).toEqual([1, 2, 3]);
  end(1, new Error("gone wrong"));
  await expect(calls[0]).rejects.toThrow("gone wrong");
  await vi.advanceTimersByTimeAsync(100);
  expect(begun).toEqual([1, 2, 3, 4]);
});

it("counts what is made of an answer", async () => {
  let spent = 0;
  const inTurn = createTurns(() => performance.now() + spent);
  const begun: number[] = [];
  const call = (number: number) =>
    inTurn(() => {
      begun.push(number);
      return Promise.resolve();
    });
  for (const number of [1, 2]) void call(number).then(() => (spent += 5));
  await vi.advanceTimersByTimeAsync(0);
  void call(3);
  await vi.advanceTimersByTimeAsync(15);
  expect(begun).toEqual([1, 2]);
  await vi.advanceTimersByTimeAsync(10);
  expect(begun).toEqual([1, 2, 3]);
});

it("lets nobody rest less for asking alone", async () => {
  const { begun, call, end } = setUp();
  for (const number of [1, 2]) {
    const answer = call(number);
    await vi.advanceTimersByTimeAsync(10);
    end(number);
    await answer;
  }
  const third = call(3);
  await vi.advanceTimersByTimeAsync(10);
  expect(begun).toEqual([1, 2]);
  await vi.advanceTimersByTimeAsync(5);
  expect(begun).toEqual([1, 2, 3]);
  end(3);
  await third;
});

it("starts others beside calls that take long, and makes room for each once", async () => {
  const { begun, call, end } = setUp();
  void [1, 2, 3, 4, 5, 6].map(call);
  await vi.advanceTimersByTimeAsync(49);
  expect(begun).toEqual([1, 2]);
  await vi.advanceTimersByTimeAsync(1);
  expect(begun).toEqual([1, 2, 3, 4]);
  await vi.advanceTimersByTimeAsync(10);
  end(1);
  end(2);
  await vi.advanceTimersByTimeAsync(39);
  expect(begun).toEqual([1, 2, 3, 4]);
  await vi.advanceTimersByTimeAsync(1);
  expect(begun).toEqual([1, 2, 3, 4, 5, 6]);
  await vi.advanceTimersByTimeAsync(100);
  call(7).catch(() => {});
  call(8).catch(() => {});
  call(9).catch(() => {});
  expect(begun).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

it("refuses more than can wait, and takes them again once there is room", async () => {
  const { call, end } = setUp();
  const calls = Array.from({ length: 1_002 }, (_, number) => call(number));
  await expect(call(1_002)).rejects.toMatchObject({ code: "unavailable" });
  end(0);
  await calls[0];
  await vi.advanceTimersByTimeAsync(10);
  void call(1_003);
  await expect(call(1_004)).rejects.toMatchObject({ code: "unavailable" });
});
