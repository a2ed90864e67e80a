import { expect, it } from "vitest";
import { newGuestId } from "../chat/guest-id.js";
import { createConcurrencyLimit } from "./concurrency-limit.js";

const address = "192.0.2.1";

function setUp() {
  let now = 0;
  const limitConcurrency = createConcurrencyLimit(() => now);
  const begun: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const call = (name: string, userId = "anna", from = address): Promise<string> =>
    limitConcurrency(userId, from, () => {
      begun.push(name);
      return new Promise((resolve, reject) => {
        ends.set(name, (error) => (error ? reject(error) : resolve(name)));
      });
    });
  const end = (name: string, error?: Error): void => ends.get(name)?.(error);
  return { begun, call, end, pass: (ms: number) => void (now += ms) };
}

const tooMany = { code: "rate_limited", retryAfterMs: 1_000 };

it("makes two calls of a user at once, and the next ones in the order they came", async () => {
  const { begun, call, end } = setUp();
  const calls = ["1", "2", "3", "4"].map((name) => call(name));
  expect(begun).toEqual(["1", "2"]);
  end("2");
  expect(await calls[1]).toBe("2");
  expect(begun).toEqual(["1", "2", "3"]);
  end("1", new Error("gone wrong"));
  await expect(calls[0]).rejects.toThrow("gone wrong");
  expect(begun).toEqual(["1", "2", "3", "4"]);
});

it("lets nobody wait for what others ask for", async () => {
  const { begun, call } = setUp();
  for (const name of ["1", "2", "3"]) void call(name);
  void call("other", "otto");
  expect(begun).toEqual(["1", "2", "other"]);
});

it("counts the guests of one address as one user", async () => {
  const { begun, call } = setUp();
  for (const name of ["1", "2", "3"]) void call(name, newGuestId());
  void call("elsewhere", newGuestId(), "192.0.2.2");
  void call("user");
  expect(begun).toEqual(["1", "2", "elsewhere", "user"]);
});

it("refuses more than can wait, and takes them again once there is room", async () => {
  const { call, end } = setUp();
  const calls = Array.from({ length: 252 }, (_, number) => call(String(number)));
  await expect(call("more")).rejects.toMatchObject(tooMany);
  end("0");
  await calls[0];
  void call("again");
  await expect(call("more")).rejects.toMatchObject(tooMany);
});

it("refuses what has waited for too long instead of making it", async () => {
  const { begun, call, end, pass } = setUp();
  const calls = ["1", "2", "3", "4"].map((name) => call(name));
  pass(5_001);
  const late = call("5");
  end("1");
  for (const waited of calls.slice(2)) await expect(waited).rejects.toMatchObject(tooMany);
  await expect.poll(() => begun).toEqual(["1", "2", "5"]);
  end("5");
  expect(await late).toBe("5");
});
