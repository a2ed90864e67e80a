import { describe, expect, it } from "vitest";
import { databaseUnavailable, toChatError } from "../store/database-error.js";
import { createCommitQueue } from "./commit-queue.js";

interface Item {
  conversationId: string;
  name: string;
}

/** Commits that end when the test says so. */
function setUp() {
  let time = 0;
  const queue = createCommitQueue(() => time);
  const running: { names: string[]; end(error?: Error): void }[] = [];
  const kindOf = (label: string) => {
    const enqueue = queue.kind<Item, string>(
      (items) =>
        new Promise((resolve, reject) => {
          const names = items.map(({ name }) => `${label}${name}`);
          running.push({
            names,
            end(error) {
              if (error) reject(error);
              else resolve(names.map((name) => `${name}!`));
            },
          });
        }),
    );
    return (conversationId: string, name: string) =>
      enqueue(conversationId, { conversationId, name });
  };
  /** Ends the oldest commit and lets what follows from it happen. */
  const end = async (error?: Error) => {
    const names = running.shift();
    names?.end(error);
    await new Promise(setImmediate);
    return names?.names;
  };
  const batches = () => running.map(({ names }) => names);
  return {
    message: kindOf("m"),
    receipt: kindOf("r"),
    end,
    batches,
    wait: (ms: number) => (time += ms),
  };
}

const databaseError = (code: string) => toChatError(Object.assign(new Error("refused"), { code }));

describe("the commit queue", () => {
  it("commits a lone item at once", async () => {
    const { message, end, batches } = setUp();
    const answer = message("a", "1");
    expect(batches()).toEqual([["m1"]]);
    await end();
    await expect(answer).resolves.toBe("m1!");
  });

  it("commits what came meanwhile together, each conversation in one commit at a time", async () => {
    const { message, end, batches } = setUp();
    const answers = [
      ...["1", "2", "3"].map((name) => message("a", name)),
      ...["4", "5"].map((name) => message("b", name)),
      message("c", "6"),
    ];
    expect(batches()).toEqual([["m1"], ["m4"]]);
    await end();
    expect(batches()).toEqual([["m4"], ["m2", "m3", "m6"]]);
    await end();
    expect(batches()).toEqual([["m2", "m3", "m6"], ["m5"]]);
    await end();
    await end();
    await expect(Promise.all(answers)).resolves.toEqual([1, 2, 3, 4, 5, 6].map((n) => `m${n}!`));
  });

  it("keeps the order of a conversation's items of different kinds", async () => {
    const { message, receipt, end, batches } = setUp();
    void message("a", "1");
    void message("b", "2");
    void message("a", "3");
    void receipt("a", "4");
    void message("a", "5");
    void receipt("b", "6");
    await end();
    expect(batches()).toEqual([["m2"], ["m3"]]);
    await end();
    expect(batches()).toEqual([["m3"], ["r6"]]);
    await end();
    expect(batches()).toEqual([["r6"], ["r4"]]);
    await end();
    await end();
    expect(batches()).toEqual([["m5"]]);
  });

  it("tries each item of a refused batch by itself", async () => {
    const { message, end, batches } = setUp();
    const rest = Promise.all([message("x", "0"), message("y", "0")]);
    const answers = Promise.allSettled([message("a", "1"), message("a", "2"), message("b", "3")]);
    await end();
    expect(batches()).toEqual([["m0"], ["m1", "m2", "m3"]]);
    await end();
    await end(databaseError("22021"));
    expect(batches()).toEqual([["m1"]]);
    await end();
    await end(databaseError("22021"));
    expect(batches()).toEqual([["m3"]]);
    await end();
    expect(await answers).toMatchObject([
      { value: "m1!" },
      { reason: { code: "internal" } },
      { value: "m3!" },
    ]);
    await rest;
  });

  it("tries each conversation by itself when one may be held", async () => {
    const { message, end, batches } = setUp();
    const rest = Promise.all([message("x", "0"), message("y", "0")]);
    const answers = Promise.allSettled([message("a", "1"), message("b", "2"), message("a", "3")]);
    await end();
    await end();
    await end(databaseError("55P03"));
    expect(batches()).toEqual([["m1", "m3"]]);
    await end(databaseError("55P03"));
    expect(batches()).toEqual([["m2"]]);
    await end();
    expect(await answers).toMatchObject([
      { reason: { code: "unavailable" } },
      { value: "m2!" },
      { reason: { code: "unavailable" } },
    ]);
    await rest;
  });

  it("refuses a whole batch when the database is away, and goes on", async () => {
    const { message, end, batches } = setUp();
    const first = Promise.allSettled([message("a", "1")]);
    const second = message("a", "2");
    await end(databaseUnavailable());
    expect(await first).toMatchObject([{ reason: { code: "unavailable", retryAfterMs: 1_000 } }]);
    expect(batches()).toEqual([["m2"]]);
    await end();
    await expect(second).resolves.toBe("m2!");
  });

  it("refuses what has waited for longer than 5 s, and never commits it", async () => {
    const { message, end, batches, wait } = setUp();
    void message("a", "1");
    const late = Promise.allSettled([message("a", "2")]);
    wait(5_001);
    const fresh = message("a", "3");
    await end();
    expect(await late).toMatchObject([{ reason: { code: "unavailable" } }]);
    expect(batches()).toEqual([["m3"]]);
    await end();
    await expect(fresh).resolves.toBe("m3!");
  });

  it("refuses more than 5000 waiting items", async () => {
    const { message } = setUp();
    void message("a", "running");
    for (let index = 0; index < 5_000; index++) void message("a", String(index));
    await expect(message("b", "one more")).rejects.toMatchObject({ code: "unavailable" });
  });
});
