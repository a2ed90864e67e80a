import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
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
  const told: string[] = [];
  const kindOf = (label: string, yields = false) => {
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
      (_, results) => told.push(...results),
      ({ name }) => yields && name !== "newest",
    );
    return (conversationId: string, name: string) =>
      enqueue(conversationId, { conversationId, name });
  };
  /** Ends a commit, by default the oldest, and lets what follows from it happen. */
  const end = async (place = 0, error?: Error) => {
    for (const commit of running.splice(place, 1)) commit.end(error);
    await new Promise(setImmediate);
  };
  const wait = (ms: number) => {
    time += ms;
    vi.advanceTimersByTime(ms);
  };
  const batches = () => running.map(({ names }) => names);
  return {
    message: kindOf("m"),
    receipt: kindOf("r"),
    yielding: kindOf("y", true),
    /** The same without waiting for what follows. */
    endNow: () => running.shift()?.end(),
    end,
    batches,
    told,
    wait,
  };
}

const databaseError = (code: string) => toChatError(Object.assign(new Error("refused"), { code }));

describe("the commit queue", () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => vi.useRealTimers());

  it("commits a lone item at once", async () => {
    const { message, end, batches } = setUp();
    const answer = message("a", "1");
    expect(batches()).toEqual([["m1"]]);
    await end();
    await expect(answer).resolves.toBe("m1!");
  });

  it("commits what came meanwhile together", async () => {
    const { message, end, batches } = setUp();
    const answers = [
      message("a", "1"),
      ...["2", "3"].map((name) => message("a", name)),
      message("b", "4"),
    ];
    expect(batches()).toEqual([["m1"]]);
    await end();
    expect(batches()).toEqual([["m2", "m3", "m4"]]);
    await end();
    await expect(Promise.all(answers)).resolves.toEqual(["m1!", "m2!", "m3!", "m4!"]);
  });

  it("starts the next commit before it tells and answers the last one, and keeps their order", async () => {
    const { message, receipt, batches, endNow, told } = setUp();
    const answered: string[] = [];
    const answers = [message("a", "1"), receipt("a", "2")].map((answer) =>
      answer.then((name) => answered.push(name)),
    );
    endNow();
    while (batches().length === 0) await Promise.resolve();
    expect(batches()).toEqual([["r2"]]);
    expect(told).toEqual([]);
    endNow();
    await Promise.all(answers);
    expect(told).toEqual(["m1!", "r2!"]);
    expect(answered).toEqual(told);
  });

  it("keeps the order of a conversation's items of different kinds", async () => {
    const { message, receipt, end, batches } = setUp();
    void message("a", "1");
    void message("b", "2");
    void receipt("a", "3");
    void message("a", "4");
    void message("c", "5");
    void receipt("b", "6");
    await end();
    expect(batches()).toEqual([["m2", "m5"]]);
    await end();
    expect(batches()).toEqual([["r3", "r6"]]);
    await end();
    expect(batches()).toEqual([["m4"]]);
  });

  it("lets messages by what may yield, for 100 ms, and then commits all of it together", async () => {
    const { message, yielding, end, batches, wait } = setUp();
    void yielding("a", "1");
    expect(batches()).toEqual([["y1"]]);
    void yielding("a", "2");
    void message("a", "3");
    await end();
    expect(batches()).toEqual([["m3"]]);
    wait(30);
    void message("b", "4");
    void yielding("b", "5");
    await end();
    expect(batches()).toEqual([["m4"]]);
    wait(40);
    void message("c", "6");
    await end();
    expect(batches()).toEqual([["m6"]]);
    wait(40);
    void message("a", "7");
    await end();
    expect(batches()).toEqual([["y2", "y5"]]);
    await end();
    expect(batches()).toEqual([["m7"]]);
  });

  it("commits what may yield as soon as nothing else waits", async () => {
    const { message, yielding, end, batches } = setUp();
    void message("a", "1");
    void yielding("a", "2");
    await end();
    expect(batches()).toEqual([["y2"]]);
  });

  it("lets nothing of its conversation by what may not yield", async () => {
    const { message, yielding, end, batches } = setUp();
    void message("a", "1");
    void yielding("a", "newest");
    void message("a", "2");
    await end();
    expect(batches()).toEqual([["ynewest"]]);
  });

  it("goes on beside a commit that takes long, but not with its conversations", async () => {
    const { message, end, batches, wait } = setUp();
    void message("a", "1");
    void message("a", "2");
    void message("b", "3");
    expect(batches()).toEqual([["m1"]]);
    wait(50);
    expect(batches()).toEqual([["m1"], ["m3"]]);
    void message("c", "4");
    await end(1);
    expect(batches()).toEqual([["m1"], ["m4"]]);
    await end(1);
    await end();
    expect(batches()).toEqual([["m2"]]);
  });

  it("has at most four under way", async () => {
    const { message, batches, wait } = setUp();
    for (const name of ["1", "2", "3", "4", "5"]) {
      void message(name, name);
      wait(50);
    }
    expect(batches()).toHaveLength(4);
  });

  it("tries each item of a refused batch by itself", async () => {
    const { message, end, batches } = setUp();
    void message("x", "0");
    const answers = Promise.allSettled([message("a", "1"), message("a", "2"), message("b", "3")]);
    await end();
    expect(batches()).toEqual([["m1", "m2", "m3"]]);
    await end(0, databaseError("22021"));
    expect(batches()).toEqual([["m1"]]);
    await end();
    await end(0, databaseError("22021"));
    expect(batches()).toEqual([["m3"]]);
    await end();
    expect(await answers).toMatchObject([
      { value: "m1!" },
      { reason: { code: "internal" } },
      { value: "m3!" },
    ]);
  });

  it("tries each conversation by itself when one may be held", async () => {
    const { message, end, batches } = setUp();
    void message("x", "0");
    const answers = Promise.allSettled([message("a", "1"), message("b", "2"), message("a", "3")]);
    await end();
    await end(0, databaseError("55P03"));
    expect(batches()).toEqual([["m1", "m3"]]);
    await end(0, databaseError("55P03"));
    expect(batches()).toEqual([["m2"]]);
    await end();
    expect(await answers).toMatchObject([
      { reason: { code: "unavailable" } },
      { value: "m2!" },
      { reason: { code: "unavailable" } },
    ]);
  });

  it("refuses a whole batch when the database is away, and goes on", async () => {
    const { message, end, batches } = setUp();
    const first = Promise.allSettled([message("a", "1")]);
    const second = message("a", "2");
    await end(0, databaseUnavailable());
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
