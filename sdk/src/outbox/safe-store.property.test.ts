import fc from "fast-check";
import { expect, it } from "vitest";
import { ChatError } from "../chat-error.js";
import type { Clock } from "../clock.js";
import { settled } from "../testing/manual-clock.js";
import {
  conversationId,
  eachCall,
  entryOf,
  me,
  newModel,
  setUpOutbox,
  until,
} from "../testing/set-up-outbox.js";
import { createMemoryStore } from "./memory-store.js";
import type { OutboxStore } from "./outbox-store.js";

const ms = fc.constantFrom(0, 0, 300, 2_000);
const happening = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant("write" as const), ms }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("discard" as const), ms, at: fc.nat(5) }) },
  fc.record({ type: fc.constantFrom("hear", "connect", "disconnect"), ms }),
);

/** In milliseconds; null: it fails. */
const delay = fc.constantFrom(0, 0, 0, 0, 10, 200, 3_000, 4_900, 5_200, 7_000, null);

/** Each call takes its time, one after the other, or fails. */
function failing(disk: OutboxStore, clock: Clock, delays: (number | null)[]): OutboxStore {
  let before: Promise<unknown> = Promise.resolve();
  return eachCall(disk, (call) => (...args) => {
    const takes = delays.shift();
    const effect = before.then(async () => {
      if (takes === null) throw new Error("quota");
      await (takes ? new Promise<void>((resolve) => void clock.after(takes, resolve)) : settled());
      return call(...args);
    });
    before = effect.catch(() => {});
    return effect;
  });
}

it("an outbox whose store stalls and fails sends everything once and in order that is not taken back", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { maxLength: 25, size: "max" }),
      fc.array(delay, { maxLength: 40, size: "max" }),
      fc.array(fc.constantFrom("ok", "ok", "lost", "ack lost"), { maxLength: 20, size: "max" }),
      async (happenings, delays, faults) => {
        const model = newModel();
        const [takes, network] = [[...delays], [...faults]];
        let online: AbortController | null = null;
        const { clock, outbox, committed } = setUpOutbox({
          async openStore() {
            await settled();
            return failing(createMemoryStore(), clock, takes);
          },
          async send(entry) {
            const signal = online?.signal;
            const fault = network.shift();
            await settled();
            signal?.throwIfAborted();
            if (fault === "lost") throw new ChatError("timeout", "unable to send; no answer");
            const { message } = model.append(me, entry);
            await settled();
            signal?.throwIfAborted();
            if (fault === "ack lost") throw new ChatError("timeout", "unable to send; no answer");
            return { message };
          },
        });
        const connect = (): void => {
          if (online) return;
          online = new AbortController();
          outbox.drain(online.signal);
        };
        let written = 0;
        const takenBack = new Set<string>();
        for (const one of happenings) {
          if (one.type === "write") {
            written += 1;
            outbox.add(entryOf(`${written}`));
          } else if ("at" in one) {
            const items = outbox.items(conversationId);
            const id = items[one.at % Math.max(1, items.length)]?.entry.clientMessageId ?? "none";
            void outbox.discard(id).then((isGone) => isGone && takenBack.add(id));
          } else if (one.type === "hear") model.messages.forEach(outbox.commit);
          else if (one.type === "connect") connect();
          else {
            (online as AbortController | null)?.abort(new ChatError("offline", "unable to; gone"));
            online = null;
          }
          await clock.advance(one.ms);
        }
        await clock.advance(60_000);
        connect();
        const due = (): string[] =>
          Array.from({ length: written }, (_, index) => `${index + 1}`).filter(
            (id) => !takenBack.has(id),
          );
        await until(
          () => outbox.pendingCount() === 0 && model.messages.length >= due().length,
          clock,
        );
        expect(model.messages.map(({ clientMessageId }) => clientMessageId)).toEqual(due());
        expect(new Set(committed).size).toBe(committed.length);
      },
    ),
    { numRuns: 200 },
  );
});
