import { describe, expect, it } from "vitest";
import { settled } from "../testing/manual-clock.js";
import {
  aloneTab,
  eachCall,
  entryOf,
  me,
  never,
  newModel,
  pass,
  setUpOutbox,
  until,
} from "../testing/set-up-outbox.js";
import { createMemoryStore } from "./memory-store.js";
import type { OutboxEntry, OutboxStore } from "./outbox-store.js";

const idsOf = (messages: readonly { clientMessageId: string }[]): string[] =>
  messages.map(({ clientMessageId }) => clientMessageId);

/** An outbox of this store, whose messages the server takes as soon as they come. */
function setUp(store: Partial<OutboxStore>) {
  const model = newModel();
  const disk = createMemoryStore();
  const life = setUpOutbox({
    openStore: async () => ({ ...disk, durable: true, ...store }),
    send: async (entry) => ({ message: model.append(me, entry).message }),
  });
  return { ...life, model };
}

describe("an outbox whose store fails", () => {
  it.each([
    ["can't be opened", () => Promise.reject<OutboxStore>(new Error("denied"))],
    ["never opens", () => never<OutboxStore>()],
    [
      "breaks later",
      async () => ({
        ...createMemoryStore(),
        durable: true,
        add: () => Promise.reject(new Error("quota")),
      }),
    ],
    [
      "stops answering",
      async () => ({ ...createMemoryStore(), durable: true, add: () => never<OutboxEntry>() }),
    ],
  ])("goes on in memory, and says so, when the store %s", async (_, openStore) => {
    const model = newModel();
    const { clock, outbox, online, committed, errors } = setUpOutbox({
      openStore,
      openTabs: () => ({ ...aloneTab(), lead() {} }),
      send: async (entry) => ({ message: model.append(me, entry).message }),
    });
    outbox.drain(online.signal);
    outbox.add(entryOf("one"));
    outbox.add(entryOf("two"));
    await until(() => committed.length === 2, clock);
    expect(outbox.durable).toBe(false);
    expect(errors).toMatchObject([{ code: "storage_failed" }]);
    expect(idsOf(model.messages)).toEqual(["one", "two"]);
  });

  it("loses nothing that the store answers to after it was given up", async () => {
    const disk = createMemoryStore();
    const stalled: (() => void)[] = [];
    const { clock, outbox, online, model, errors } = setUp({
      add: (entry) =>
        new Promise((resolve) => stalled.push(() => void disk.add(entry).then(resolve))),
    });
    outbox.drain(online.signal);
    for (const id of ["one", "two", "three"]) {
      outbox.add(entryOf(id));
      await clock.advance(1_500);
    }
    await clock.advance(1_000);
    expect(errors).toMatchObject([{ code: "storage_failed" }]);
    for (const answer of stalled) answer();
    await until(() => model.messages.length === 3, clock);
    expect(idsOf(model.messages)).toEqual(["one", "two", "three"]);
  });

  it("loses nothing that is being stored when a read fails", async () => {
    const disk = createMemoryStore();
    let reads = 0;
    const { clock, outbox, online, model } = setUp({
      async all() {
        reads += 1;
        await settled();
        if (reads === 1) throw new Error("unable to read");
        return disk.all();
      },
      async add(entry) {
        await pass(3);
        return disk.add(entry);
      },
    });
    outbox.add(entryOf("one"));
    await until(() => outbox.pendingCount() === 1);
    outbox.drain(online.signal);
    await until(() => model.messages.length === 1, clock);
  });

  it("keeps the order of writing, before it is given up and after", async () => {
    const { clock, outbox, online, model } = setUp({ add: never });
    outbox.drain(online.signal);
    await clock.advance(10);
    outbox.add(entryOf("one"));
    await clock.advance(4_000);
    outbox.add(entryOf("two"));
    await clock.advance(2_000);
    expect(outbox.durable).toBe(false);
    outbox.add(entryOf("three"));
    await until(() => model.messages.length === 3, clock);
    expect(idsOf(model.messages)).toEqual(["one", "two", "three"]);
  });

  it("takes no message written then for one from before", async () => {
    const disk = createMemoryStore();
    let stalls = false;
    const store = eachCall(
      disk,
      (call) =>
        (...args) =>
          stalls ? never() : call(...args),
    );
    const model = newModel();
    let ack = (): void => {};
    const { clock, outbox, online } = setUpOutbox({
      openStore: async () => store,
      send: (entry) =>
        new Promise((resolve) => {
          const { message } = model.append(me, entry);
          ack = () => resolve({ message });
        }),
    });
    outbox.drain(online.signal);
    outbox.add(entryOf("one"));
    await until(() => model.messages.length === 1);
    stalls = true;
    outbox.add(entryOf("two"));
    await clock.advance(1_000);
    model.messages.forEach(outbox.commit);
    await clock.advance(10_000);
    expect(outbox.durable).toBe(false);
    ack();
    await until(() => model.messages.length === 2, clock);
    expect(idsOf(model.messages)).toEqual(["one", "two"]);
  });

  it("says no to taking back what is on its way", async () => {
    const disk = createMemoryStore();
    let isFull = false;
    const { outbox, online, errors } = setUpOutbox({
      openStore: async () => ({
        ...disk,
        durable: true,
        add: (entry) => (isFull ? Promise.reject(new Error("quota")) : disk.add(entry)),
      }),
      send: never,
    });
    outbox.drain(online.signal);
    outbox.add(entryOf("one"));
    await until(() => outbox.pendingCount() === 1);
    await pass(20);
    isFull = true;
    outbox.add(entryOf("two"));
    await until(() => errors.length === 1);
    expect(await outbox.discard("one")).toBe(false);
  });
});
