import { describe, expect, it } from "vitest";
import { useCore } from "../../../tests/support/use-core.js";
import type { Change } from "./chat.js";

const kindsOf = (changes: readonly Change[]) => changes.map(({ kind, rev }) => `${kind} ${rev}`);

describe("what another process commits", () => {
  const core = useCore("PostgreSQL");

  it("is told by the next comparison with the database, once and in order", async () => {
    const other = await core.another();
    const { customer, photographer, conversationId } = await core.pair();
    await core.chat.heads(customer);
    const since = core.changes.length;

    await other.chat.send(photographer, { conversationId, messageText: "one" });
    await core.chat.send(customer, { conversationId, messageText: "two" });
    await other.chat.send(photographer, { conversationId, messageText: "three" });
    await other.chat.markRead(customer, { conversationId });
    expect(kindsOf(core.changes.slice(since))).toEqual(["message 2"]);

    await core.chat.reconcile([customer]);
    expect(kindsOf(core.changes.slice(since))).toEqual([
      ...["message 2", "message 1", "message 3", "read 4"],
    ]);
    const [, , , read] = core.changes.slice(since);
    const { messages } = await core.chat.history(customer, { conversationId });
    expect(read).toMatchObject({
      ...{ userId: customer, upToMessageId: messages[2]?.messageId, readSeq: 3 },
      readAt: messages[2]?.readAt,
    });
    const toldOfOne = core.changes[since + 1];
    expect(toldOfOne?.kind === "message" && toldOfOne.message.messageText).toBe("one");

    await core.chat.reconcile([customer, photographer]);
    await core.chat.send(customer, { conversationId, messageText: "four" });
    expect(kindsOf(core.changes.slice(since + 4))).toEqual(["message 5"]);
  });

  it("is told past a page of it, round by round", async () => {
    const other = await core.another();
    const { customer, photographer, conversationId } = await core.pair();
    await core.chat.heads(customer);
    const since = core.changes.length;
    const texts = Array.from({ length: 450 }, (_, index) => String(index));
    await Promise.all(
      texts.map((messageText) => other.chat.send(photographer, { conversationId, messageText })),
    );
    await other.chat.markDelivered(customer, { conversationId });
    for (const told of [200, 400, 451]) {
      await core.chat.reconcile([customer]);
      expect(core.changes.length - since).toBe(told);
    }
    const told = core.changes.slice(since);
    expect(told.flatMap((c) => (c.kind === "message" ? [c.message.messageText] : []))).toEqual(
      texts,
    );
    expect(told.at(-1)).toMatchObject({ kind: "delivered", userId: customer, deliveredSeq: 450 });
  });

  it("is told once, also while this process commits", async () => {
    const other = await core.another();
    const { customer, photographer, conversationId } = await core.pair();
    await core.chat.heads(customer);
    const since = core.changes.length;
    const sends = [core, other].flatMap(({ chat }) =>
      Array.from({ length: 60 }, () =>
        chat.send(customer, { conversationId, messageText: "hello" }),
      ),
    );
    const sending = new AbortController();
    const sent = Promise.all(sends).finally(() => {
      sending.abort();
    });
    while (!sending.signal.aborted) await core.chat.reconcile([photographer]);
    await sent;
    await core.chat.reconcile([photographer]);
    const revs = core.changes.slice(since).map(({ rev }) => rev);
    expect(revs.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 120 }, (_, i) => i + 1));
  });

  it("takes nothing away from what this process tells of its own", async () => {
    const other = await core.another();
    for (let round = 0; round < 20; round++) {
      const { customer, photographer, conversationId } = await core.pair();
      const since = other.changes.length;
      await Promise.all([
        other.chat.send(customer, { conversationId, messageText: "hello" }),
        ...Array.from({ length: 4 }, () => other.chat.heads(photographer)),
        other.chat.reconcile([photographer]),
      ]);
      expect(kindsOf(other.changes.slice(since))).toEqual(["message 1"]);
    }
  });

  it("does not concern conversations of others", async () => {
    const other = await core.another();
    const { customer, photographer, conversationId } = await core.pair();
    await core.chat.heads(customer);
    await other.chat.send(photographer, { conversationId, messageText: "hello" });
    const since = core.changes.length;
    await core.chat.reconcile([await core.user(), "nobody"]);
    expect(core.changes.length).toBe(since);
  });
});
