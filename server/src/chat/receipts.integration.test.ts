import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { type Pair, useCore } from "../../../tests/support/use-core.js";
import { stores } from "../../../tests/support/use-server.js";

describe.each(stores)("receipts on %s", (store) => {
  const core = useCore(store);

  const send = async (userId: string, { conversationId }: Pair, count: number) => {
    const sent = [];
    for (let index = 0; index < count; index++) {
      const { message } = await core.chat.send(userId, { conversationId, messageText: "hello" });
      sent.push(message);
    }
    return sent.map(({ messageId, seq }) => ({ upToMessageId: messageId, seq }));
  };

  const pointersOf = async (userId: string, { conversationId }: Pair) => {
    const { conversation } = await core.chat.join(userId, conversationId);
    const own = conversation.participants.find((participant) => participant.userId === userId);
    return { readSeq: own?.readSeq, deliveredSeq: own?.deliveredSeq, rev: conversation.rev };
  };

  it("move forward only, and take a rev only when they move", async () => {
    const pair = await core.pair();
    const { customer, photographer, conversationId } = pair;
    const [first, second, third] = await send(customer, pair, 3);
    const told = core.changes.length;

    await core.chat.markDelivered(photographer, { conversationId, ...second });
    await core.chat.markDelivered(photographer, { conversationId, ...first });
    await core.chat.markRead(photographer, { conversationId, ...second });
    await core.chat.markRead(photographer, { conversationId, ...first });
    await core.chat.markRead(photographer, { conversationId });
    await core.chat.markRead(photographer, { conversationId });

    expect(await pointersOf(photographer, pair)).toEqual({ readSeq: 3, deliveredSeq: 3, rev: 6 });
    const about = { conversationId, userId: photographer };
    expect(core.changes.slice(told)).toMatchObject([
      {
        ...about,
        kind: "delivered",
        rev: 4,
        upToMessageId: second?.upToMessageId,
        deliveredSeq: 2,
      },
      { ...about, kind: "read", rev: 5, upToMessageId: second?.upToMessageId, readSeq: 2 },
      { ...about, kind: "read", rev: 6, upToMessageId: third?.upToMessageId, readSeq: 3 },
    ]);
  });

  it("of one participant in one batch make at most one move each", async () => {
    const pair = await core.pair();
    const { customer, photographer, conversationId } = pair;
    const [first, second, third] = await send(customer, pair, 3);
    const told = core.changes.length;
    // The first leaves at once; the others share a batch.
    await Promise.all([
      core.chat.markDelivered(photographer, { conversationId, ...first }),
      core.chat.markDelivered(photographer, { conversationId, ...third }),
      core.chat.markRead(photographer, { conversationId, ...second }),
      core.chat.markDelivered(photographer, { conversationId, ...second }),
      core.chat.markRead(photographer, { conversationId, ...first }),
    ]);
    expect(await pointersOf(photographer, pair)).toEqual({ readSeq: 2, deliveredSeq: 3, rev: 6 });
    expect(core.changes.slice(told)).toMatchObject([
      { kind: "delivered", rev: 4, deliveredSeq: 1 },
      { kind: "read", rev: 5, readSeq: 2 },
      { kind: "delivered", rev: 6, deliveredSeq: 3 },
    ]);
  });

  it("of reading mark the messages to the reader, and those only", async () => {
    const pair = await core.pair();
    const { customer, photographer, conversationId } = pair;
    const [first] = await send(customer, pair, 1);
    await send(photographer, pair, 1);
    await send(customer, pair, 1);
    await core.chat.markRead(photographer, { conversationId, ...first });
    const { messages } = await core.chat.history(customer, { conversationId });
    expect(messages.map(({ isRead, rev }) => ({ isRead, rev }))).toEqual([
      { isRead: true, rev: 4 },
      { isRead: false, rev: 2 },
      { isRead: false, rev: 3 },
    ]);
    const read = core.changes.at(-1);
    expect(read).toMatchObject({ kind: "read", readAt: messages[0]?.readAt });
    await core.chat.markRead(customer, { conversationId });
    const after = await core.chat.history(customer, { conversationId });
    expect(after.messages.map(({ isRead }) => isRead)).toEqual([true, true, false]);
  });

  it("leave an unread count that equals a count of the rows", async () => {
    const pair = await core.pair();
    const { customer, photographer, conversationId } = pair;
    const [, second] = await send(customer, pair, 4);
    await send(photographer, pair, 2);
    const counts = async (userId: string) => ({
      total: await core.chat.unreadCount(userId),
      heads: (await core.chat.heads(userId)).unreadCount,
      joined: (await core.chat.join(userId, conversationId)).conversation.unreadCount,
      listed: (await core.chat.list(userId, {})).conversations[0]?.unreadCount,
      synced: (await core.chat.sync(userId, { [conversationId]: 1 })).conversations[conversationId]
        ?.unreadCount,
    });
    const all = (n: number) => ({ total: n, heads: n, joined: n, listed: n, synced: n });

    expect(await counts(photographer)).toEqual(all(4));
    expect(await counts(customer)).toEqual(all(2));
    await expect(core.chat.markRead(photographer, { conversationId, ...second })).resolves.toEqual({
      unreadCount: 2,
    });
    expect(await counts(photographer)).toEqual(all(2));

    await core.store.db.execute(
      sql`UPDATE messages SET is_deleted_by_receiver = true
        WHERE conversation_id = ${conversationId} AND seq = 4`,
    );
    expect(await counts(photographer)).toEqual(all(1));
    await expect(core.chat.markRead(photographer, { conversationId })).resolves.toEqual({
      unreadCount: 0,
    });
    expect(await counts(photographer)).toEqual(all(0));
    expect(await counts(customer)).toEqual(all(2));
  });

  it("name a message of the conversation", async () => {
    const [pair, other] = [await core.pair(), await core.pair()];
    const [foreign] = await send(other.customer, other, 1);
    const { photographer, conversationId } = pair;
    for (const upToMessageId of [foreign?.upToMessageId, "999999999", "0", "-1", "1.5", "x", ""]) {
      const payload = { conversationId, upToMessageId };
      const refusal = { code: "invalid" };
      await expect(core.chat.markRead(photographer, payload)).rejects.toMatchObject(refusal);
      await expect(core.chat.markDelivered(photographer, payload)).rejects.toMatchObject(refusal);
    }
    // One that can't be does not stop the others of its batch.
    await send(pair.customer, pair, 1);
    const [, wrong, right] = await Promise.allSettled([
      core.chat.markDelivered(photographer, { conversationId }),
      core.chat.markRead(photographer, { conversationId, ...foreign }),
      core.chat.markRead(photographer, { conversationId }),
    ]);
    expect(wrong.status).toBe("rejected");
    expect(right).toMatchObject({ value: { unreadCount: 0 } });
  });

  it("of an empty conversation change nothing", async () => {
    const pair = await core.pair();
    const { customer, conversationId } = pair;
    await expect(core.chat.markRead(customer, { conversationId })).resolves.toEqual({
      unreadCount: 0,
    });
    expect(await pointersOf(customer, pair)).toEqual({ readSeq: 0, deliveredSeq: 0, rev: 0 });
  });
});
