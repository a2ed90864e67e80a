import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createContactTeller, type News } from "./tell-contacts.js";

const logger = { warn: vi.fn() };
let away = false;
const contactsOf = vi.fn(async () => {
  if (away) throw new Error("the database is away");
  return ["bo"];
});

beforeEach(() => {
  vi.useFakeTimers();
  away = false;
});
afterEach(() => {
  vi.useRealTimers();
  vi.clearAllMocks();
});

const setUp = () => {
  const told: string[] = [];
  const contacts = createContactTeller({ contactsOf }, logger);
  const tell = (what: string, more: Partial<News> = {}): void =>
    contacts.tell({
      ...{ kind: "presence", userId: "anna", holds: () => true },
      tell: (others) => told.push(`${others.join()}: ${what}`),
      ...more,
    });
  return { contacts, told, tell };
};

it("tells once the database knows whom, the newest of a kind only", async () => {
  const { told, tell } = setUp();
  away = true;
  tell("is online");
  tell("is away", { kind: "availability" });
  await vi.advanceTimersByTimeAsync(2_500);
  tell("is offline");
  await vi.advanceTimersByTimeAsync(500);
  expect(told).toEqual([]);
  away = false;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(told.sort()).toEqual(["bo: is away", "bo: is offline"]);
  const asked = contactsOf.mock.calls.length;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(contactsOf).toHaveBeenCalledTimes(asked);
});

it("says nothing that is not so any more, and nothing after the end", async () => {
  const { contacts, told, tell } = setUp();
  tell("is online", { holds: () => false });
  await vi.advanceTimersByTimeAsync(10);
  away = true;
  tell("is offline");
  await vi.advanceTimersByTimeAsync(1_500);
  contacts.stop();
  away = false;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});
