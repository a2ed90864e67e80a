import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { ChatError } from "../chat-error.js";
import { settled } from "../testing/manual-clock.js";
import { createModelTabs } from "../testing/model-tabs.js";
import {
  aloneTab,
  conversationId,
  entryOf,
  me,
  never,
  newModel,
  pass,
  type Send,
  setUpOutbox,
  until,
} from "../testing/set-up-outbox.js";
import { openIndexedDbStore } from "./indexed-db-store.js";
import { createMemoryStore } from "./memory-store.js";
import type { Outbox } from "./outbox.js";
import type { OutboxEntry } from "./outbox-store.js";
import type { TabNews, Tabs } from "./tabs.js";

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const stored = async () => {
  const store = await openIndexedDbStore("test");
  const entries = await store.all();
  store.close();
  return entries;
};

/** Of a real store. */
const setUp = (overrides: Parameters<typeof setUpOutbox>[0]) =>
  setUpOutbox({ openStore: () => openIndexedDbStore("test"), ...overrides });

describe("the outbox", () => {
  it("shows a message once it is stored, and sends it only then", async () => {
    let store: (entry: OutboxEntry) => void = () => {};
    const sent: string[] = [];
    const memory = createMemoryStore();
    const { outbox, online, texts } = setUp({
      openStore: async () => ({
        ...memory,
        add: (entry) =>
          new Promise((resolve) => {
            store = () => void memory.add(entry).then(resolve);
          }),
      }),
      send: ({ messageText }) => {
        sent.push(messageText);
        return never();
      },
    });
    outbox.drain(online.signal);
    outbox.add(entryOf("one"));
    await settled();
    expect(texts()).toEqual([]);
    expect(sent).toEqual([]);
    store({} as OutboxEntry);
    await until(() => sent.length === 1);
    expect(texts()).toEqual(["one"]);
    expect(outbox.pendingCount()).toBe(1);
  });

  it("sends in order, one at a time for each conversation, and conversations side by side", async () => {
    const flying: string[] = [];
    const { outbox, online } = setUp({
      send: ({ messageText }) => {
        flying.push(messageText);
        return never();
      },
    });
    outbox.add(entryOf("a1"));
    outbox.add(entryOf("a2"));
    outbox.add(entryOf("b1", "conv_anna_cy"));
    await until(() => outbox.pendingCount() === 3);
    expect(flying).toEqual([]);
    outbox.drain(online.signal);
    await until(() => flying.length === 2);
    await pass(50);
    expect(flying).toEqual(["a1", "b1"]);
  });

  it("sends what is stored already before what is written while that is read", async () => {
    const memory = createMemoryStore();
    await memory.add({ ...entryOf("first"), attempted: false, error: null });
    const sent: string[] = [];
    const model = newModel();
    let isRead = (): void => {};
    const reading = new Promise<void>((resolve) => {
      isRead = resolve;
    });
    const { outbox, online, committed } = setUp({
      openStore: async () => ({
        ...memory,
        durable: true,
        all: () => reading.then(() => memory.all()),
      }),
      async send(entry) {
        sent.push(entry.messageText);
        return { message: model.append(me, entry).message };
      },
    });
    outbox.drain(online.signal);
    outbox.add(entryOf("second"));
    await until(() => outbox.pendingCount() === 1);
    await pass(20);
    isRead();
    await until(() => committed.length === 2);
    expect(sent).toEqual(["first", "second"]);
  });

  it.each(["rate_limited", "unavailable"] as const)(
    "waits as long as a server asks that is %s, with the same clientMessageId",
    async (code) => {
      const model = newModel();
      const tries: [number, string][] = [];
      const { clock, outbox, online, committed } = setUp({
        async send(entry) {
          tries.push([clock.now(), entry.clientMessageId]);
          if (tries.length < 3) {
            throw new ChatError(code, "unable to send; not now", { retryAfterMs: 7_000 });
          }
          return { message: model.append(me, entry).message };
        },
      });
      outbox.add(entryOf("one"));
      outbox.drain(online.signal);
      await until(() => committed.length === 1, clock);
      const [first, second, third] = tries.map(([at]) => at) as [number, number, number];
      expect(second - first).toBe(7_250);
      expect(third - second).toBe(7_250);
      expect(new Set(tries.map(([, id]) => id))).toEqual(new Set(["one"]));
      await until(() => outbox.pendingCount() === 0);
      expect(await stored()).toEqual([]);
    },
  );

  it("parks a refused message visibly, sends the others, and sends it again when asked", async () => {
    const model = newModel();
    let refusing = true;
    const { outbox, online, committed } = setUp({
      async send(entry) {
        if (refusing && entry.messageText === "bad") {
          throw new ChatError("too_large", "unable to send; too long");
        }
        return { message: model.append(me, entry).message };
      },
    });
    for (const text of ["one", "bad", "two"]) outbox.add(entryOf(text));
    outbox.drain(online.signal);
    await until(() => committed.length === 2);
    outbox.forget(conversationId, model.rev);
    expect(outbox.items(conversationId).map(({ entry }) => entry)).toMatchObject([
      { messageText: "bad", error: { code: "too_large" } },
    ]);
    expect(outbox.pendingCount()).toBe(0);
    expect(await stored()).toMatchObject([
      { clientMessageId: "bad", error: { code: "too_large" } },
    ]);
    refusing = false;
    outbox.retry("bad");
    await until(() => committed.length === 3);
    expect(model.messages.map(({ clientMessageId }) => clientMessageId)).toEqual([
      "one",
      "two",
      "bad",
    ]);
  });

  it("takes back what was not sent, and says no to what may have been", async () => {
    let answer: (error: ChatError) => void = () => {};
    const { outbox, online, texts, goOffline } = setUp({
      send: () =>
        new Promise((_, reject) => {
          answer = reject;
        }),
    });
    outbox.add(entryOf("one"));
    outbox.add(entryOf("two"));
    await until(() => texts().length === 2);
    outbox.drain(online.signal);
    await until(() => outbox.items(conversationId)[0] !== undefined);
    expect(await outbox.discard("two")).toBe(true);
    await until(() => texts().length === 1);
    expect(await outbox.discard("one")).toBe(false);
    goOffline();
    answer(new ChatError("offline", "unable to send; gone"));
    expect(await outbox.discard("one")).toBe(false);
    expect(await outbox.discard("unknown")).toBe(false);
    expect(texts()).toEqual(["one"]);
    expect(await stored()).toHaveLength(1);
  });

  it("lets a refused message be taken back", async () => {
    const { outbox, online, texts } = setUp({
      send: () => Promise.reject(new ChatError("forbidden", "unable to send; not yours")),
    });
    outbox.add(entryOf("one"));
    outbox.drain(online.signal);
    await until(() => outbox.items(conversationId)[0]?.entry.error != null);
    expect(await outbox.discard("one")).toBe(true);
    expect(texts()).toEqual([]);
    expect(await stored()).toEqual([]);
  });

  it("keeps a committed message in view until the timeline has it", async () => {
    const model = newModel();
    model.append("bo", {});
    const { outbox, online, committed } = setUp({
      send: async (entry) => ({ message: model.append(me, entry).message }),
    });
    outbox.add(entryOf("one"));
    outbox.drain(online.signal);
    await until(() => committed.length === 1);
    outbox.forget(conversationId, 1);
    expect(outbox.items(conversationId)).toMatchObject([{ committed: { rev: 2 } }]);
    outbox.forget(conversationId, 2);
    expect(outbox.items(conversationId)).toEqual([]);
  });

  it("tells of a message once, whether the event or the ack comes first", async () => {
    const model = newModel();
    let ack: () => void = () => {};
    const { outbox, online, committed } = setUp({
      send: (entry) =>
        new Promise((resolve) => {
          const { message } = model.append(me, entry);
          expect(outbox.commit(message)).toBe(true);
          ack = () => resolve({ message });
        }),
    });
    outbox.add(entryOf("one"));
    outbox.drain(online.signal);
    await until(() => committed.length === 1);
    ack();
    await pass(20);
    expect(committed).toHaveLength(1);
    expect(outbox.commit(newModel().append(me, { clientMessageId: "other" }).message)).toBe(false);
  });

  it("refuses to grow without bound", async () => {
    const { outbox } = setUp({ openStore: async () => createMemoryStore(), send: never });
    for (let at = 0; at < 1_000; at += 1) outbox.add(entryOf(`m${at}`));
    expect(() => outbox.add(entryOf("one too many"))).toThrow(
      expect.objectContaining({ code: "rate_limited", retryable: true }),
    );
    await until(() => outbox.pendingCount() === 1_000);
  });

  it("keeps users and servers apart", async () => {
    const mine = setUp({ openStore: () => openIndexedDbStore("one"), send: never });
    mine.outbox.add(entryOf("mine"));
    await until(() => mine.texts().length === 1);
    const others = setUp({ openStore: () => openIndexedDbStore("two"), send: never });
    await pass(50);
    expect(others.texts()).toEqual([]);
  });
});

/** What a life does before it ends at some step, in the middle of whatever is under way. */
const life = fc.record({
  writes: fc.nat(4),
  /** The step that it does not survive. */
  lastStep: fc.nat(14),
  /** Whether the last step still takes effect. */
  takesEffect: fc.boolean(),
  /** What the network does with each try. */
  faults: fc.array(fc.constantFrom("ok", "lost", "ack lost", "busy", "refused"), { maxLength: 6 }),
});

type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;

const faultErrors = {
  lost: new ChatError("timeout", "unable to send; no answer"),
  "ack lost": new ChatError("timeout", "unable to send; no answer"),
  busy: new ChatError("unavailable", "unable to send; busy", { retryAfterMs: 100 }),
  refused: new ChatError("invalid", "unable to send; refused"),
};

describe("an outbox that dies at any step", () => {
  it("loses, doubles and reorders nothing that it has shown", async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 4 }), async (lives) => {
        run += 1;
        const scope = `run ${run}`;
        const model = newModel();
        const shown: string[] = [];
        const refused = new Set<string>();
        let written = 0;

        async function live({ writes, lastStep, takesEffect, faults }: Life): Promise<Outbox> {
          let steps = 0;
          let deadEnd = false;
          let loaded = false;
          const step = <Result>(operation: () => Promise<Result>): Promise<Result> => {
            if (deadEnd) return never();
            steps += 1;
            if (steps <= lastStep) return operation();
            deadEnd = true;
            if (takesEffect) operation().catch(() => {});
            return never();
          };
          const network = [...faults];
          const { clock, outbox, online } = setUp({
            async openStore() {
              const store = await openIndexedDbStore(scope);
              return {
                ...store,
                async all() {
                  const entries = await store.all();
                  loaded = true;
                  return entries;
                },
                add: (entry) => step(() => store.add(entry)),
                update: (order, change) => step(() => store.update(order, change)),
              };
            },
            onChange() {
              for (const { entry } of outbox.items(conversationId)) {
                if (!shown.includes(entry.clientMessageId)) shown.push(entry.clientMessageId);
              }
            },
            send: (entry) =>
              step(async () => {
                const fault = network.shift() ?? "ok";
                if (fault === "refused") refused.add(entry.clientMessageId);
                const { message } =
                  fault === "ok" || fault === "ack lost"
                    ? model.append(me, entry)
                    : { message: null };
                if (fault !== "ok" || !message)
                  throw faultErrors[fault as keyof typeof faultErrors];
                return { message };
              }),
          });
          outbox.drain(online.signal);
          for (let at = 0; at < writes; at += 1) {
            written += 1;
            outbox.add(entryOf(`${written}`));
            await settled();
          }
          for (let turns = 0; turns < 12; turns += 1) await clock.advance(300);
          const isDone = () => {
            const items = outbox.items(conversationId);
            for (const { entry } of items) if (entry.error) outbox.retry(entry.clientMessageId);
            return items.every(({ committed }) => committed);
          };
          await until(() => deadEnd || (loaded && isDone()), clock);
          deadEnd = true;
          online.abort(new ChatError("offline", "unable to go on; dead"));
          return outbox;
        }

        for (const one of lives) await live(one);
        await live({
          writes: 0,
          lastStep: Number.POSITIVE_INFINITY,
          takesEffect: true,
          faults: [],
        });

        const committed = model.messages.map(({ clientMessageId }) => clientMessageId);
        expect(new Set(committed).size).toBe(committed.length);
        expect(committed).toEqual(expect.arrayContaining(shown));
        // Only one that was refused may come after those written later.
        const inOrder = committed.filter((id) => !refused.has(id)).map(Number);
        expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b));
        const store = await openIndexedDbStore(scope);
        expect(await store.all()).toEqual([]);
        store.close();
      }),
      { numRuns: 150 },
    );
  });
});

describe("two tabs", () => {
  it("show the same outbox, which one of them sends, and the other takes over", async () => {
    const model = newModel();
    const openTabs = createModelTabs();
    const sentBy: string[] = [];
    let reachable = false;
    const tab = (name: string) =>
      setUp({
        openTabs,
        async send(entry) {
          if (!reachable) throw new ChatError("unavailable", "unable to send; busy");
          sentBy.push(name);
          return { message: model.append(me, entry).message };
        },
      });
    const one = tab("one");
    const two = tab("two");
    one.outbox.drain(one.online.signal);
    two.outbox.drain(two.online.signal);
    two.outbox.add(entryOf("first"));
    await until(() => one.texts().length === 1 && two.texts().length === 1);
    reachable = true;
    await until(() => two.committed.length === 1, one.clock);
    expect(sentBy).toEqual(["one"]);
    expect(one.committed).toHaveLength(1);

    one.goOffline();
    two.outbox.add(entryOf("second"));
    await until(() => two.committed.length === 2, two.clock);
    expect(sentBy).toEqual(["one", "two"]);
    await until(() => one.outbox.pendingCount() === 0);
    expect(await stored()).toEqual([]);
  });

  it("agree on what was taken back and what was refused", async () => {
    const openTabs = createModelTabs();
    const one = setUp({
      openTabs,
      send: () => Promise.reject(new ChatError("invalid", "unable to send; no")),
    });
    const two = setUp({ openTabs, send: never });
    one.outbox.add(entryOf("refused"));
    await until(() => two.texts().length === 1);
    one.outbox.drain(one.online.signal);
    await until(() => two.outbox.items(conversationId)[0]?.entry.error?.code === "invalid");
    expect(await two.outbox.discard("refused")).toBe(true);
    await until(() => one.texts().length === 0);
  });

  it("know that a message is sent, though the one that sent it has no ack, only the event", async () => {
    const model = newModel();
    const openTabs = createModelTabs();
    const one = setUp({ openTabs, send: never });
    const two = setUp({ openTabs, send: never });
    one.outbox.drain(one.online.signal);
    two.outbox.drain(two.online.signal);
    one.outbox.add(entryOf("first"));
    await until(() => two.texts().length === 1);
    one.outbox.commit(model.append(me, entryOf("first")).message);
    await until(() => two.outbox.pendingCount() === 0);
    expect(two.committed).toHaveLength(1);
  });

  it("take over what they missed while frozen, when the other one goes on sending", async () => {
    const model = newModel();
    const openTabs = createModelTabs();
    const one = setUp({
      openTabs,
      send: async (entry) => ({ message: model.append(me, entry).message }),
    });
    let frozen = false;
    const two = setUp({
      openTabs: (onNews) => openTabs((news) => !frozen && onNews(news)),
      send: never,
    });
    two.outbox.add(entryOf("first"));
    await until(() => one.texts().length === 1);
    frozen = true;
    one.outbox.drain(one.online.signal);
    await until(() => one.committed.length === 1);
    while ((await stored()).length > 0) await settled();
    await pass(20);
    frozen = false;
    two.outbox.drain(two.online.signal);
    await until(() => two.outbox.pendingCount() === 0);
  });

  it("hear from the one that goes on what the one that died could not tell any more", async () => {
    const model = newModel();
    const openTabs = createModelTabs();
    let dying = false;
    const one = setUp({
      openTabs(onNews) {
        const tabs = openTabs(onNews);
        return { ...tabs, tell: (news) => dying || tabs.tell(news) };
      },
      send: async (entry) => ({ message: model.append(me, entry).message }),
    });
    const two = setUp({ openTabs, send: never });
    const three = setUp({ openTabs, send: never });
    one.outbox.add(entryOf("first"));
    await until(() => three.texts().length === 1);
    dying = true;
    for (const { outbox, online } of [one, two, three]) outbox.drain(online.signal);
    await until(() => one.committed.length === 1);
    await pass(20);
    expect(three.outbox.pendingCount()).toBe(1);
    one.goOffline();
    await until(() => three.outbox.pendingCount() === 0);
  });

  it("show nothing as waiting that was sent before they heard that it is stored", async () => {
    const model = newModel();
    const openTabs = createModelTabs();
    const disk = createMemoryStore();
    const send: Send = async (entry) => ({ message: model.append(me, entry).message });
    const openStore = async () => ({ ...disk, durable: true });
    const one = setUp({ openTabs, openStore, send });
    let hear = (): void => {};
    const two = setUp({
      openTabs,
      openStore: async () => ({
        ...(await openStore()),
        async add(entry) {
          const added = await disk.add(entry);
          await new Promise<void>((resolve) => (hear = resolve));
          return added;
        },
      }),
      send: never,
    });
    for (const { outbox, online } of [one, two]) outbox.drain(online.signal);
    two.outbox.add(entryOf("two's"));
    await pass(20);
    one.outbox.add(entryOf("one's"));
    await until(() => model.messages.length === 2);
    await pass(50);
    hear();
    await pass(50);
    expect(two.outbox.pendingCount()).toBe(0);
  });

  it("show nothing as waiting that was sent and is known while one takes it back", async () => {
    const model = newModel();
    const openTabs = createModelTabs();
    const disk = createMemoryStore();
    const openStore = async () => ({ ...disk, durable: true });
    const one = setUp({ openTabs, openStore, send: never });
    let answer = (): void => {};
    const two = setUp({
      openTabs,
      openStore: async () => ({
        ...(await openStore()),
        async update(order, change) {
          const entry = await disk.update(order, change);
          await new Promise<void>((resolve) => (answer = resolve));
          return entry;
        },
      }),
      send: never,
    });
    one.outbox.drain(one.online.signal);
    one.outbox.add(entryOf("one"));
    await until(() => two.texts().length === 1);
    const discarded = two.outbox.discard("one");
    await pass(20);
    const { message } = model.append(me, entryOf("one"));
    two.outbox.commit(message);
    two.outbox.forget(conversationId, message.rev);
    answer();
    expect(await discarded).toBe(false);
    expect(two.outbox.pendingCount()).toBe(0);
  });

  it("say no to taking back what the other one has sent, though the news is not there yet", async () => {
    const model = newModel();
    const deaf = (): Tabs => ({ ...aloneTab(), lead() {} });
    const one = setUp({ send: async (entry) => ({ message: model.append(me, entry).message }) });
    const two = setUp({ openTabs: deaf, send: never });
    two.outbox.add(entryOf("first"));
    await until(() => two.texts().length === 1);
    one.outbox.drain(one.online.signal);
    await until(() => one.committed.length === 1);
    while ((await stored()).length > 0) await settled();
    expect(await two.outbox.discard("first")).toBe(false);
  });

  it("send in the order of writing, though the news of the other one's message is not there yet", async () => {
    const model = newModel();
    const deaf = (): Tabs => ({ ...aloneTab(), lead() {} });
    const one = setUp({ send: async (entry) => ({ message: model.append(me, entry).message }) });
    const two = setUp({ openTabs: deaf, send: never });
    one.outbox.drain(one.online.signal);
    one.outbox.add(entryOf("first"));
    await until(() => one.committed.length === 1);
    two.outbox.add(entryOf("second"));
    await until(() => two.texts().length === 1);
    one.outbox.add(entryOf("third"));
    one.outbox.add(entryOf("fourth"));
    await until(() => one.committed.length === 4);
    const sent = model.messages.map(({ clientMessageId }) => clientMessageId);
    expect(sent).toEqual(["first", "second", "third", "fourth"]);
  });

  it("are right from the start, though the other one sends what is just being read", async () => {
    const model = newModel();
    const memory = createMemoryStore();
    await memory.add({ ...entryOf("first"), attempted: true, error: null });
    const reads: (() => void)[] = [];
    const { outbox, texts } = setUp({
      openStore: async () => ({
        ...memory,
        durable: true,
        async all() {
          const entries = await memory.all();
          await new Promise<void>((resolve) => reads.push(resolve));
          return entries;
        },
      }),
      send: never,
    });
    await until(() => reads.length === 1);
    await memory.update(1, () => null);
    expect(outbox.commit(model.append(me, entryOf("first")).message)).toBe(false);
    reads[0]?.();
    await until(() => reads.length === 2);
    reads[1]?.();
    await settled();
    expect(texts()).toEqual([]);
  });

  it("store each message once and in order even where every tab sends", async () => {
    const model = newModel();
    const listeners: ((news: TabNews) => void)[] = [];
    const openTabs = (onNews: (news: TabNews) => void): Tabs => {
      listeners.push(onNews);
      const tell = (news: TabNews) => {
        for (const other of listeners) if (other !== onNews) setImmediate(() => other(news));
      };
      return { ...aloneTab(), tell };
    };
    let tries = 0;
    const send: Send = async (entry) => {
      tries += 1;
      const { message } = model.append(me, entry);
      for (let turns = tries % 3; turns > 0; turns -= 1) await settled();
      return { message };
    };
    const one = setUp({ openTabs, send });
    const two = setUp({ openTabs, send });
    for (let at = 1; at <= 10; at += 1) one.outbox.add(entryOf(`${at}`));
    await until(() => two.texts().length === 10);
    one.outbox.drain(one.online.signal);
    two.outbox.drain(two.online.signal);
    await until(() => one.committed.length === 10 && two.committed.length === 10);
    expect(tries).toBeGreaterThan(10);
    expect(model.messages.map(({ messageText }) => Number(messageText))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
  });
});
