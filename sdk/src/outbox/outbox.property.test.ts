import fc from "fast-check";
import { expect, it } from "vitest";
import { ChatError } from "../chat-error.js";
import { createManualClock, settled } from "../testing/manual-clock.js";
import { createModelConversation } from "../testing/model-conversation.js";
import { createModelTabs } from "../testing/model-tabs.js";
import { eachCall } from "../testing/set-up-outbox.js";
import { createMemoryStore } from "./memory-store.js";
import { createOutbox } from "./outbox.js";
import type { OutboxStore } from "./outbox-store.js";

const me = "anna";
const conversationIds = ["conv_anna_bo", "conv_anna_cy"] as const;

const tab = fc.nat(1);
const at = fc.nat(6);
const happening = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant("write" as const), tab, at }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("discard" as const), tab, at }) },
  fc.record({ type: fc.constant("retry" as const), tab, at }),
  fc.record({ type: fc.constant("hear" as const), tab }),
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constantFrom("connect", "disconnect", "freeze", "close", "open"),
      tab,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant("fault" as const),
      fault: fc.constantFrom("lost", "ack lost", "busy", "refused"),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ type: "time" } as const) },
);

const faultErrors = {
  lost: new ChatError("timeout", "unable to send; no answer"),
  "ack lost": new ChatError("timeout", "unable to send; no answer"),
  busy: new ChatError("unavailable", "unable to send; busy", { retryAfterMs: 100 }),
  refused: new ChatError("invalid", "unable to send; refused"),
};

/** Each call takes its time before and after it takes effect, as a browser's does. */
const slow = (store: OutboxStore): OutboxStore =>
  eachCall(store, (call) => async (...args) => {
    await settled();
    const result = await call(...args);
    await settled();
    return result;
  });

/** A browser with two tabs, and the server that they send to. */
function setUp() {
  const clock = createManualClock();
  const store = createMemoryStore();
  const openTabs = createModelTabs();
  const models = new Map(
    conversationIds.map((conversationId) => [
      conversationId as string,
      createModelConversation({
        conversationId,
        userIds: [me, "other"],
        pageSize: 50,
        syncChanges: 200,
      }),
    ]),
  );
  const faults: (keyof typeof faultErrors)[] = [];
  const flying = new Set<string>();
  const shown = new Set<string>();
  const refused = new Set<string>();
  const wrong: string[] = [];

  function openTab() {
    const committed = new Set<string>();
    let online: AbortController | null = null;
    let frozen = false;
    const outbox = createOutbox({
      clock,
      random: () => 0.5,
      openStore: async () => slow(store),
      openTabs: (onNews) => openTabs((news) => !frozen && onNews(news)),
      async send(entry) {
        const signal = online?.signal;
        if (flying.has(entry.conversationId)) wrong.push("two under way");
        flying.add(entry.conversationId);
        const fault = faults.shift();
        const stored = models
          .get(entry.conversationId)
          ?.messages.find(({ clientMessageId }) => clientMessageId === entry.clientMessageId);
        const refuses = fault === "refused" && !stored;
        await settled();
        if (refuses) refused.add(entry.clientMessageId);
        const arrives = !refuses && fault !== "lost" && fault !== "busy";
        const message = arrives && models.get(entry.conversationId)?.append(me, entry).message;
        await settled();
        flying.delete(entry.conversationId);
        if (signal?.aborted) throw signal.reason;
        if (fault && (fault !== "refused" || refuses)) throw faultErrors[fault];
        if (!message) throw new Error("neither stored nor refused");
        return { message };
      },
      onChange(conversationId) {
        for (const { entry } of outbox.items(conversationId)) {
          shown.add(entry.clientMessageId);
        }
      },
      onCommitted({ clientMessageId }) {
        if (committed.has(clientMessageId)) wrong.push(`${clientMessageId} told twice`);
        committed.add(clientMessageId);
      },
      onError: (error) => wrong.push(error.message),
      onLogout() {},
    });
    return {
      outbox,
      items: () => conversationIds.flatMap(outbox.items),
      /** What the server has, by events and not by acks. */
      hear() {
        for (const { messages } of models.values()) messages.forEach(outbox.commit);
      },
      connect() {
        if (online) return;
        frozen = false;
        online = new AbortController();
        outbox.drain(online.signal);
      },
      disconnect() {
        online?.abort(new ChatError("offline", "unable to go on; gone"));
        online = null;
      },
      /** As a page that a browser keeps for its way back: it hears nothing, and goes on later. */
      freeze() {
        this.disconnect();
        frozen = true;
      },
    };
  }

  return { clock, store, models, faults, shown, refused, wrong, openTab };
}

it("an outbox of two tabs ends every message sent once and in order, taken back, or visibly failed", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { maxLength: 40, size: "max" }),
      fc.boolean(),
      async (happenings, hurried) => {
        const { clock, store, models, faults, shown, refused, wrong, openTab } = setUp();
        const tabs: (ReturnType<typeof openTab> | null)[] = [openTab(), openTab()];
        const takenBack = new Set<string>();
        const writtenIn = new Map<string, number>();
        let written = 0;
        for (const one of happenings) {
          if (one.type === "fault") faults.push(one.fault);
          else if (one.type === "time") await clock.advance(400);
          else {
            const on = tabs[one.tab];
            if (one.type === "open") tabs[one.tab] ??= openTab();
            else if (one.type === "connect") on?.connect();
            else if (one.type === "disconnect") on?.disconnect();
            else if (one.type === "freeze") on?.freeze();
            else if (one.type === "hear") on?.hear();
            else if (one.type === "close") {
              on?.disconnect();
              on?.outbox.close();
              tabs[one.tab] = null;
            } else if (one.type === "write") {
              written += 1;
              writtenIn.set(`${written}`, one.tab);
              on?.outbox.add({
                clientMessageId: `${written}`,
                conversationId: conversationIds[one.at % 2] as string,
                messageText: `${written}`,
                messageType: "text",
                attachmentUrl: null,
                about: null,
                createdAt: "2026-01-01T00:00:00.000Z",
              });
            } else if (on && "at" in one) {
              const items = on.items();
              const id = items[one.at % Math.max(1, items.length)]?.entry.clientMessageId ?? "none";
              if (one.type === "retry") on.outbox.retry(id);
              else void on.outbox.discard(id).then((gone) => gone && takenBack.add(id));
            }
          }
          if (!hurried) await clock.advance(10);
        }

        const open = tabs.map((one) => one ?? openTab());
        for (const one of open) one.connect();
        // In small steps, so that the store is not thought to be dead.
        const pass = async (steps: number): Promise<void> => {
          for (let at = 0; at < steps; at += 1) await clock.advance(250);
        };
        const rest = async (): Promise<void> => {
          await pass(120);
          expect(open.map(({ outbox }) => outbox.pendingCount())).toEqual([0, 0]);
        };
        await pass(20);
        faults.length = 0;
        await rest();
        // Each tab shows the same ones as failed, and those are what is stored.
        const failed = open.map(({ items }) =>
          items().flatMap(({ entry, committed }) =>
            entry.error && !committed ? entry.clientMessageId : [],
          ),
        );
        const stored = (await store.all()).map(({ clientMessageId }) => clientMessageId);
        for (const ids of failed) expect(new Set(ids)).toEqual(new Set(stored));
        for (const id of stored) open[0]?.outbox.retry(id);
        await rest();
        expect(await store.all()).toEqual([]);

        expect(wrong).toEqual([]);
        const messages = [...models.values()].flatMap((model) => model.messages);
        const sent = messages.map(({ clientMessageId }) => clientMessageId);
        expect(new Set(messages.map(({ messageText }) => messageText)).size).toBe(messages.length);
        for (const id of shown) expect(sent.includes(id)).toBe(!takenBack.has(id));
        for (const { messages } of models.values()) {
          for (const tab of [0, 1]) {
            // Only one that was refused may come after those written later.
            const ids = messages
              .map(({ clientMessageId }) => clientMessageId)
              .filter((id) => writtenIn.get(id) === tab && !refused.has(id))
              .map(Number);
            expect(ids).toEqual([...ids].sort((a, b) => a - b));
          }
        }
        for (const one of open) {
          one.disconnect();
          one.outbox.close();
        }
      },
    ),
    { numRuns: 250 },
  );
});
