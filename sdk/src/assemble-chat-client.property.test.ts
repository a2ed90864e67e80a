import fc from "fast-check";
import { expect, it } from "vitest";
import type { ChatConversation, ChatMessage, DeliveryStatus } from "./conversation.js";
import { createMemoryStore } from "./outbox/memory-store.js";
import { conversationIdOf } from "./protocol/index.js";
import { createManualClock } from "./testing/manual-clock.js";
import { createModelServer, type ModelServer } from "./testing/model-server.js";
import { setUpClient } from "./testing/set-up-client.js";

const conversationId = conversationIdOf("anna", "bo");

const happening = fc.oneof(
  { weight: 5, arbitrary: fc.constant("anna writes" as const) },
  { weight: 5, arbitrary: fc.constant("bo writes" as const) },
  fc.constantFrom("anna reads", "bo reads", "heads", "time", "drop", "away", "back", "wake"),
  fc.constantFrom("anna loads older", "anna reloads", "bo opens"),
);

const ranks: readonly (DeliveryStatus | null)[] = ["sending", "sent", "delivered", "read"];

/** Looks at everything that a conversation ever shows; returns what was wrong with it. */
function watch(conversation: ChatConversation, server: ModelServer): readonly string[] {
  const wrong: string[] = [];
  let before: readonly ChatMessage[] = [];
  conversation.subscribe(() => {
    const { messages } = conversation.snapshot;
    const now = new Map(messages.map((message) => [message.key, message]));
    if (now.size < messages.length) wrong.push("a message twice");
    const seqs = messages.flatMap(({ seq }) => seq ?? []);
    if (seqs.some((seq, at) => seq < (seqs[at - 1] ?? 0))) {
      wrong.push(`out of order: ${seqs.join()}`);
    }
    const stored = server.conversations.get(conversationId)?.messages ?? [];
    for (const { key, clientMessageId, status } of before) {
      const next = now.get(key);
      const seq = stored.find((one) => one.clientMessageId === clientMessageId)?.seq ?? Infinity;
      // Only the window's far end may go out of sight.
      if (!next && seq >= (seqs[0] ?? 0)) wrong.push(`${key} is gone`);
      if (next && ranks.indexOf(next.status) < ranks.indexOf(status)) {
        wrong.push(`${key} went back from ${status} to ${next.status}`);
      }
    }
    before = messages;
  });
  return wrong;
}

it("two clients on a bad network come to show what the server has, each message once and in order", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { maxLength: 40, size: "max" }),
      fc.array(fc.constantFrom("lost", "twice", "ok"), { maxLength: 40, size: "max" }),
      fc.array(fc.constantFrom("unheard", "unanswered", "busy", "ok"), {
        maxLength: 30,
        size: "max",
      }),
      fc.boolean(),
      async (happenings, eventFaults, requestFaults, small) => {
        const clock = createManualClock();
        const limits = small ? { pageSize: 3, syncChanges: 5 } : { pageSize: 50, syncChanges: 200 };
        const server = createModelServer(clock, limits);
        const store = createMemoryStore();
        const watched: (readonly string[])[] = [];
        const annaAgain = () => {
          const life = setUpClient({ server, clock, store, userId: "anna" });
          life.client.connect();
          watched.push(watch(life.client.conversation(conversationId), server));
          return life;
        };
        let anna = annaAgain();
        const bo = setUpClient({ server, clock, userId: "bo" });
        const written = { anna: [] as string[], bo: [] as string[] };
        const sentBefore: string[] = [];
        bo.client.connect();
        await clock.advance(1_000);
        server.eventFaults.push(...eventFaults);
        server.requestFaults.push(...requestFaults);
        const write = (name: "anna" | "bo", { client }: typeof anna) => {
          if (client.snapshot.user === null) return;
          const text = `${name} ${written[name].length}`;
          written[name].push(text);
          client.conversation(conversationId).send(text);
        };
        for (const one of happenings) {
          const annas = anna.client.conversation(conversationId);
          if (one === "anna writes") write("anna", anna);
          else if (one === "bo writes") write("bo", bo);
          else if (one === "anna reads") annas.markRead();
          else if (one === "bo reads") bo.client.conversation(conversationId).markRead();
          else if (one === "bo opens") {
            watched.push(watch(bo.client.conversation(conversationId), server));
          } else if (one === "anna loads older") annas.loadOlder().catch(() => {});
          else if (one === "anna reloads") {
            anna.client.dispose();
            sentBefore.push(...anna.heard.sent);
            anna = annaAgain();
          } else if (one === "heads") server.heads();
          else if (one === "drop") server.dropAll();
          else if (one === "away") {
            server.reachable = false;
            server.dropAll();
          } else if (one === "back") server.reachable = true;
          else if (one === "wake") for (const emit of anna.watchers) emit("wake");
          else await clock.advance(400);
          await clock.advance(1);
        }
        server.reachable = true;
        server.eventFaults.length = 0;
        server.requestFaults.length = 0;
        await clock.advance(45_000);
        server.heads();
        bo.client.conversation(conversationId);
        await clock.advance(45_000);

        expect(watched.flat()).toEqual([]);
        const truth = server.conversations.get(conversationId);
        if (!truth) throw new Error("no conversation");
        const texts = truth.messages.map(({ messageText }) => messageText);
        for (const name of ["anna", "bo"] as const) {
          expect(texts.filter((text) => text.startsWith(name))).toEqual(written[name]);
        }
        for (const [me, { client, heard }] of [
          ["anna", anna],
          ["bo", bo],
        ] as const) {
          const { messages, participants, pendingCount, unreadCount } =
            client.conversation(conversationId).snapshot;
          expect(messages.map(({ seq }) => seq)).toEqual(
            truth.messages.slice(-messages.length || Infinity).map(({ seq }) => seq),
          );
          expect(participants).toEqual(truth.participants);
          expect(pendingCount + client.snapshot.pendingCount).toBe(0);
          expect(unreadCount).toBe(truth.row(me).unreadCount);
          expect(heard.error).toEqual([]);
        }
        expect([...sentBefore, ...anna.heard.sent]).toEqual(written.anna);
        expect(bo.heard.sent).toEqual(written.bo);
        // Past what a sync brings there is a reset, and what lies before it was never here.
        expect(bo.heard.message).toEqual(
          small ? written.anna.filter((text) => bo.heard.message.includes(text)) : written.anna,
        );
        anna.client.dispose();
        bo.client.dispose();
        await clock.advance(10);
        expect(clock.timers).toBe(0);
      },
    ),
    { numRuns: 120 },
  );
});
