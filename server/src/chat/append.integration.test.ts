import { randomUUID } from "node:crypto";
import type { Message } from "@photo-chat/sdk/protocol";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { eventually } from "../../../tests/support/eventually.js";
import { type Pair, rowsOf, useCore } from "../../../tests/support/use-core.js";
import { stores } from "../../../tests/support/use-server.js";
import type { Chat } from "./chat.js";

const range = (length: number) => Array.from({ length }, (_, index) => index);

async function allMessages(chat: Chat, { customer, conversationId }: Pair): Promise<Message[]> {
  const older = async (before?: string): Promise<Message[]> => {
    const page = await chat.history(customer, { conversationId, before, limit: 100 });
    if (!page.hasMore) return page.messages;
    return [...(await older(page.messages[0]?.messageId)), ...page.messages];
  };
  return older();
}

/** The revs that a conversation's messages and receipts should have taken together. */
function expectNoHoles(revs: number[], upTo: number): void {
  expect(revs.toSorted((a, b) => a - b)).toEqual(range(upTo).map((index) => index + 1));
}

describe.each(stores)("a message on %s", (store) => {
  const core = useCore(store);

  it("is stored as it was sent, and told after that", async () => {
    const { customer, photographer, conversationId } = await core.pair();
    const payload = {
      conversationId,
      messageText: "Is 'Saturday' \"free\"?\n{1,2} \\ 📷 NULL",
      messageType: "image" as const,
      attachmentUrl: "https://example.org/a.jpg?b={c}",
      clientMessageId: "one",
    };
    const { message, duplicate } = await core.chat.send(customer, payload);
    expect(duplicate).toBe(false);
    expect(message).toMatchObject({
      ...payload,
      ...{ senderId: customer, receiverId: photographer, seq: 1, rev: 1, isRead: false },
    });
    const stored = await core.chat.history(photographer, { conversationId });
    expect(stored).toEqual({ messages: [message], hasMore: false });
    expect(core.changes.at(-1)).toEqual({
      ...{ kind: "message", conversationId, rev: 1, message },
      participantIds: expect.arrayContaining([customer, photographer]),
    });
  });

  it("carries what it is about wherever it is read, alone or among others", async () => {
    const { customer, photographer, conversationId } = await core.pair();
    const about = { id: "42", title: 'The "old" {barn} \\ 📷', src: "/barn.jpg" };
    const drafts = [about, null, { ...about, id: "NULL" }].map((subject, index) => ({
      ...{ conversationId, clientMessageId: String(index), messageText: subject ? "" : "plain" },
      ...(subject && { about: subject }),
    }));
    const [first, ...others] = drafts;
    if (!first) throw new Error("there are drafts");
    const alone = await core.chat.send(customer, first);
    const together = await Promise.all(others.map((draft) => core.chat.send(customer, draft)));
    const sent = [alone, ...together].map(({ message }) => message);
    const repeated = await core.chat.send(customer, first);

    expect(sent.map((message) => message.about?.id)).toEqual(["42", undefined, "NULL"]);
    expect(repeated).toEqual({ duplicate: true, message: sent[0] });
    const history = await core.chat.history(photographer, { conversationId });
    expect(history.messages).toEqual(sent);
    expect((await core.chat.join(photographer, conversationId)).messages).toEqual(sent);
    const { conversations } = await core.chat.list(photographer, {});
    expect(conversations[0]?.lastMessage?.about).toMatchObject({ ...about, id: "NULL" });
    const changes = await core.chat.sync(photographer, { [conversationId]: sent[0]?.rev ?? 0 });
    expect(changes.conversations[conversationId]?.messages).toEqual(sent.slice(1));
  });

  it("is one for its clientMessageId, whenever it is repeated", async () => {
    const pair = await core.pair();
    const { customer, conversationId } = pair;
    const told = core.changes.length;
    const once = { conversationId, messageText: "once", clientMessageId: "same" };
    const together = await Promise.all(range(20).map(() => core.chat.send(customer, once)));
    const later = await core.chat.send(customer, { ...once, messageText: "changed" });

    expect(together.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect(later).toEqual({ message: together[0]?.message, duplicate: true });
    expect(await allMessages(core.chat, pair)).toEqual([later.message]);
    expect(core.changes.length - told).toBe(1);
  });

  it("of another sender may have the same clientMessageId", async () => {
    const { customer, photographer, conversationId } = await core.pair();
    const payload = { conversationId, messageText: "mine", clientMessageId: "same" };
    const answers = await Promise.all([
      core.chat.send(customer, payload),
      core.chat.send(photographer, payload),
    ]);
    expect(answers.map(({ duplicate }) => duplicate)).toEqual([false, false]);
  });

  it("is refused when its clientMessageId belongs to another conversation", async () => {
    const one = await core.pair();
    const photographer = await core.user("photographer");
    const other = await core.chat.open(one.customer, photographer);
    const payload = { messageText: "hello", clientMessageId: "taken" };
    await core.chat.send(one.customer, { ...payload, conversationId: one.conversationId });
    const { conversationId } = other;
    await expect(
      core.chat.send(one.customer, { ...payload, conversationId }),
    ).rejects.toMatchObject({ code: "conflict" });
    const both = await Promise.allSettled(
      [one.conversationId, conversationId].map((id) =>
        core.chat.send(one.customer, { ...payload, clientMessageId: "both", conversationId: id }),
      ),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  it("that the database refuses does not take others with it", async () => {
    const pairs = await Promise.all(range(4).map(() => core.pair()));
    const results = await Promise.allSettled(
      range(40).map((index) => {
        const { customer, conversationId } = pairs[index % 4] as Pair;
        const messageText = index === 21 ? "a\u0000b" : `text ${index}`;
        return core.chat.send(customer, { conversationId, messageText });
      }),
    );
    const failed = results.flatMap((result, index) =>
      result.status === "rejected" ? [index] : [],
    );
    expect(failed).toEqual([21]);
    expect((results[21] as PromiseRejectedResult).reason).toMatchObject({ code: "internal" });
    for (const [index, pair] of pairs.entries()) {
      const texts = (await allMessages(core.chat, pair)).map(({ messageText }) => messageText);
      const sent = range(40).filter((number) => number % 4 === index && number !== 21);
      expect(texts).toEqual(sent.map((number) => `text ${number}`));
    }
  });

  it("keeps its place: rev order is commit order, without holes, among receipts", async () => {
    const pairs = await Promise.all(range(3).map(() => core.pair()));
    const since = core.changes.length;
    await Promise.all(
      pairs.flatMap(({ customer, photographer, conversationId }) =>
        [customer, photographer].map(async (userId) => {
          for (const index of range(30)) {
            const batch = range(3).map((part) =>
              core.chat.send(userId, {
                conversationId,
                messageText: String(index * 3 + part),
                clientMessageId: `${index * 3 + part}`,
              }),
            );
            const [sent] = await Promise.all(batch);
            const upToMessageId = sent?.message.messageId;
            await Promise.all([
              core.chat.markDelivered(userId, { conversationId, upToMessageId }),
              index % 5 === 0 && core.chat.markRead(userId, { conversationId, upToMessageId }),
            ]);
          }
        }),
      ),
    );
    for (const pair of pairs) {
      const { conversationId, customer, photographer } = pair;
      const told = core.changes.slice(since).filter((c) => c.conversationId === conversationId);
      const revs = told.map(({ rev }) => rev);
      expect(revs).toEqual(revs.toSorted((a, b) => a - b));
      expectNoHoles(revs, (await core.chat.open(customer, photographer)).rev);
      const messages = await allMessages(core.chat, pair);
      expect(messages.map(({ messageId }) => messageId)).toEqual(
        told.flatMap((change) => (change.kind === "message" ? [change.message.messageId] : [])),
      );
      for (const userId of [customer, photographer]) {
        const own = messages.filter(({ senderId }) => senderId === userId);
        expect(own.map(({ messageText }) => messageText)).toEqual(range(90).map(String));
      }
    }
  });
});

describe("two processes on one PostgreSQL", () => {
  const core = useCore("PostgreSQL");

  /** For what a transaction has not yet committed. */
  async function expectSomebodyToWait(): Promise<void> {
    const [row] = await rowsOf(
      core.store,
      sql`SELECT FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'`,
    );
    expect(row).toBeDefined();
  }

  it("store each message once and in one order, whatever they repeat to both", async () => {
    const nodes = [core, await core.another()];
    const pairs = await Promise.all(range(5).map(() => core.pair()));
    const perSender = 60;
    const answers = await Promise.all(
      nodes.flatMap(({ chat }) =>
        pairs.flatMap(({ customer, photographer, conversationId }) =>
          [customer, photographer].map(async (userId) => {
            const sends = range(perSender).map((index) =>
              chat.send(userId, {
                ...{ conversationId, messageText: String(index), clientMessageId: `${index}` },
              }),
            );
            await chat.markDelivered(userId, { conversationId });
            return Promise.all(sends);
          }),
        ),
      ),
    );
    const inserted = answers.flat().filter(({ duplicate }) => !duplicate);
    expect(inserted).toHaveLength(pairs.length * 2 * perSender);
    expect(answers.flat()).toHaveLength(inserted.length * 2);

    for (const pair of pairs) {
      const messages = await allMessages(core.chat, pair);
      const told = nodes
        .flatMap(({ changes }) => changes)
        .filter(({ conversationId }) => conversationId === pair.conversationId);
      const { rev } = await core.chat.open(pair.customer, pair.photographer);
      expectNoHoles(
        told.map((change) => change.rev),
        rev,
      );
      for (const userId of [pair.customer, pair.photographer]) {
        const own = messages.filter(({ senderId }) => senderId === userId);
        expect(own.map(({ messageText }) => messageText)).toEqual(range(perSender).map(String));
      }
    }
  });

  it("never wait for each other in a circle", async () => {
    const [one, two] = [await core.pair(), await core.pair()];
    const append = (pairs: Pair[]) =>
      sql`SELECT outcome FROM append_messages(${sql.join(
        [
          pairs.map(({ conversationId }) => conversationId),
          pairs.map(({ customer }) => customer),
          pairs.map(({ photographer }) => photographer),
          pairs.map(() => randomUUID()),
          pairs.map(() => "hello"),
          pairs.map(() => "text"),
          pairs.map(() => null),
          pairs.map(() => null),
        ].map((values) => sql`${sql.param(values)}::text[]`),
        sql`, `,
      )})`;
    const stores = [core.store, (await core.another()).store];
    const calls = range(200).map((index) => {
      const store = stores[index % 2] as (typeof stores)[0];
      return rowsOf(store, append(index % 2 === 0 ? [one, two] : [two, one]));
    });
    const rows = (await Promise.all(calls)).flat();
    expect(rows).toEqual(range(400).map(() => ({ outcome: "inserted" })));
  });

  it("refuse a clientMessageId that another conversation is taking at the same moment", async () => {
    const { customer, conversationId } = await core.pair();
    const other = await core.chat.open(customer, (await core.pair()).photographer);
    const another = await core.another();
    const refused = await another.store.db.transaction(async (transaction) => {
      await transaction.execute(
        sql`SELECT append_message(${conversationId}, ${customer}, null, 'same', 'here', 'text', null, null)`,
      );
      const sending = core.chat.send(customer, {
        conversationId: other.conversationId,
        messageText: "there",
        clientMessageId: "same",
      });
      sending.catch(() => {});
      await eventually(expectSomebodyToWait);
      return { sending };
    });
    await expect(refused.sending).rejects.toMatchObject({ code: "conflict" });
  });

  it("find a repeated message that was stored while they waited for its conversation", async () => {
    const { customer, conversationId } = await core.pair();
    const payload = { conversationId, messageText: "once", clientMessageId: "same" };
    const another = await core.another();
    const repeated = await another.store.db.transaction(async (transaction) => {
      await transaction.execute(
        sql`SELECT append_message(${conversationId}, ${customer}, null, 'same', 'once', 'text', null, null)`,
      );
      const sending = core.chat.send(customer, payload);
      await eventually(expectSomebodyToWait);
      return { sending };
    });
    await expect(repeated.sending).resolves.toMatchObject({ duplicate: true });
  });

  it("refuse a message that waited while the other one blocked its sender", async () => {
    const { customer, photographer, conversationId } = await core.pair();
    const another = await core.another();
    const blocked = await another.store.db.transaction(async (transaction) => {
      await transaction.execute(
        sql`SELECT set_block(${photographer}, ${customer}, ${conversationId}, true)`,
      );
      const sending = core.chat.send(customer, { conversationId, messageText: "now?" });
      sending.catch(() => {});
      await eventually(expectSomebodyToWait);
      return { sending };
    });
    await expect(blocked.sending).rejects.toMatchObject({ code: "forbidden" });
  });

  it("refuses one conversation that somebody holds, and serves the others meanwhile", async () => {
    const [held, free] = [await core.pair(), await core.pair()];
    const another = await core.another();
    await another.store.db.transaction(async (transaction) => {
      await transaction.execute(
        sql`SELECT FROM conversations WHERE id = ${held.conversationId} FOR UPDATE`,
      );
      const send = ({ customer, conversationId }: Pair) =>
        core.chat.send(customer, { conversationId, messageText: "now?" });
      const [first, second] = await Promise.allSettled([
        Promise.all([send(held), send(held)]),
        Promise.all(range(5).map(() => send(free))),
      ]);
      expect(second.status).toBe("fulfilled");
      expect(first).toMatchObject({
        status: "rejected",
        reason: { code: "unavailable", retryAfterMs: expect.any(Number) },
      });
    });
    await expect(
      core.chat.send(held.customer, { conversationId: held.conversationId, messageText: "now" }),
    ).resolves.toMatchObject({ duplicate: false });
  });
});
