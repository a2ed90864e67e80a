import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { beginInTurn } from "./begin-in-turn.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setImmediate", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

function from(remoteAddress: string): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: remoteAddress });
  return new IncomingMessage(socket);
}

const setUp = () => beginInTurn(0, () => performance.now());

it("lets connections of one address begin one after the other, and those of another at once", async () => {
  const mayBegin = setUp();
  const begun: string[] = [];
  const begin = async (address: string) => {
    if (await mayBegin(from(address))) begun.push(address);
  };
  const all = Promise.all(["192.0.2.1", "192.0.2.1", "192.0.2.2"].map(begin));
  await vi.advanceTimersByTimeAsync(0);
  expect(begun).toEqual(["192.0.2.1", "192.0.2.2"]);
  await vi.advanceTimersByTimeAsync(100);
  await all;
  expect(begun).toEqual(["192.0.2.1", "192.0.2.2", "192.0.2.1"]);
});

it("refuses more than can wait, and who has gone meanwhile", async () => {
  const mayBegin = setUp();
  const waiting = Array.from({ length: 301 }, () => from("192.0.2.1"));
  const asked = waiting.map(mayBegin);
  expect(await mayBegin(from("192.0.2.1"))).toBe(false);
  expect(await mayBegin(from("192.0.2.2"))).toBe(true);
  // Nobody else listens to a connection that is to be upgraded.
  waiting[1]?.socket.destroy(new Error("reset"));
  await vi.advanceTimersByTimeAsync(20_000);
  const allowed = await Promise.all(asked);
  expect(allowed.map((may, at) => (may ? null : at)).filter((at) => at !== null)).toEqual([1]);
});
