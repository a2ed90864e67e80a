import { type Cursor, SYNC_CHANGES } from "@photo-chat/sdk/protocol";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { type Pair, rowsOf, useCore } from "../../../tests/support/use-core.js";
import { stores } from "../../../tests/support/use-server.js";

describe.each(stores)("sync on %s", (store) => {
  const core = useCore(store);

  const send = (userId: string, { conversationId }: Pair, count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, index) =>
        core.chat.send(userId, { conversationId, messageText: String(index + 1) }),
      ),
    );

  const syncOne = async (userId: string, { conversationId }: Pair, cursor: number | Cursor) =>
    (await core.chat.sync(userId, { [conversationId]: cursor })).conversations[conversationId];

  it("answers with what changed after the cursor: messages, receipts, and the rev it reaches", async () => {
    const pair = await core.pair();
    const { customer, photographer, conversationId } = pair;
    await send(customer, pair, 3);
    const upToMessageId = (await core.chat.history(customer, { conversationId })).messages[0]
      ?.messageId;
    await core.chat.markRead(photographer, { conversationId, upToMessageId });
    await send(photographer, pair, 1);

    const changes = await syncOne(customer, pair, 3);
    expect(changes).toMatchObject({ rev: 5, reset: false, hasMore: false, unreadCount: 1 });
    expect(changes?.messages.map(({ seq, rev, isRead }) => ({ seq, rev, isRead }))).toEqual([
      { seq: 1, rev: 4, isRead: true },
      { seq: 5, rev: 5, isRead: false },
    ]);
    expect(changes?.participants).toContainEqual({
      ...{ userId: photographer, name: null, picture: null, role: "photographer" },
      ...{ erased: false, online: false, lastSeenAt: null, away: false, backAt: null },
      ...{ readSeq: 1, deliveredSeq: 1 },
    });
  });

  it("leaves out what has not changed and what is not the caller's", async () => {
    const [mine, foreign] = [await core.pair(), await core.pair()];
    await send(mine.customer, mine, 2);
    await send(foreign.customer, foreign, 2);
    const cursors = { [mine.conversationId]: 2, [foreign.conversationId]: 0, conv_no_where: 0 };
    expect(await core.chat.sync(mine.customer, cursors)).toEqual({ conversations: {} });
    expect(await core.chat.sync(mine.customer, {})).toEqual({ conversations: {} });
  });

  it("starts over for a client that knows nothing, or more than the server", async () => {
    const pair = await core.pair();
    const nothing = { rev: 0 };
    expect(await syncOne(pair.customer, pair, nothing)).toMatchObject({
      ...{ reset: true, messages: [] },
    });
    await send(pair.customer, pair, 60);
    for (const cursor of [nothing, 61, Number.MAX_SAFE_INTEGER]) {
      const changes = await syncOne(pair.customer, pair, cursor);
      expect(changes).toMatchObject({ rev: 60, reset: true, hasMore: true });
      expect(changes?.messages.map(({ seq }) => seq)).toEqual(
        Array.from({ length: 50 }, (_, index) => index + 11),
      );
    }
  });

  it("tells all after 0, as after any other number", async () => {
    const pair = await core.pair();
    await send(pair.customer, pair, 60);
    const all = await syncOne(pair.customer, pair, 0);
    expect(all).toMatchObject({ rev: 60, reset: false, hasMore: false });
    expect(all?.messages).toHaveLength(60);
  });

  it("starts over, and says why, for a client that has another message in that place", async () => {
    const pair = await core.pair();
    const { customer, photographer, conversationId } = pair;
    await send(customer, pair, 2);
    await core.chat.markRead(photographer, { conversationId });
    await send(customer, pair, 1);
    const [first, , last] = (await core.chat.history(customer, { conversationId })).messages;
    const known = (clientMessageId: string | undefined, seq: number | undefined, rev = 4) =>
      core.chat.sync(customer, { [conversationId]: { rev, seq, clientMessageId } });

    for (const [id, seq] of [
      [last?.clientMessageId, 4],
      [first?.clientMessageId, 1],
      [undefined, undefined],
    ] as const) {
      expect(await known(id, seq)).toEqual({ conversations: {} });
    }
    for (const [id, seq, rev] of [
      ["of a history that was lost", 4, 4],
      ["of a history that was lost", 4, 3],
      [last?.clientMessageId, 3, 3],
      [last?.clientMessageId, 4, 5],
    ] as const) {
      const { [conversationId]: changes } = (await known(id, seq, rev)).conversations;
      expect(changes).toMatchObject({ rev: 4, reset: true, restored: true });
      expect(changes?.messages.map((message) => message.seq)).toEqual([1, 2, 4]);
    }
    await core.store.db.execute(sql`
      UPDATE messages SET client_message_id = 'erased', deleted_at = now() WHERE seq = 4
        AND conversation_id = ${conversationId}`);
    expect(await known(last?.clientMessageId, 4)).toEqual({ conversations: {} });
  });

  it(`starts over past ${SYNC_CHANGES} changes`, async () => {
    const pair = await core.pair();
    await send(pair.customer, pair, SYNC_CHANGES + 1);
    const enough = await syncOne(pair.customer, pair, 1);
    expect(enough).toMatchObject({ reset: false, rev: SYNC_CHANGES + 1 });
    expect(enough?.messages).toHaveLength(SYNC_CHANGES);
    await send(pair.customer, pair, 1);
    const tooMany = await syncOne(pair.customer, pair, 1);
    expect(tooMany).toMatchObject({ reset: true, hasMore: true });
    expect(tooMany?.messages).toHaveLength(50);
  });

  it("shows but the newest message of the less active ones when the answer would grow too long", async () => {
    const photographer = await core.user("photographer");
    const ids: string[] = [];
    for (let index = 0; index < 4; index++) {
      const { conversationId } = await core.chat.open(photographer, await core.user());
      ids.push(conversationId);
      await Promise.all(
        Array.from({ length: 60 }, (_, n) =>
          core.chat.send(photographer, { conversationId, messageText: `${n}`.padEnd(1_000, ".") }),
        ),
      );
    }
    const { conversations: changes } = await core.chat.sync(
      photographer,
      Object.fromEntries(ids.map((id) => [id, 1])),
    );
    const [oldest, ...others] = ids.map((id) => changes[id]);
    expect(others.map((one) => [one?.messages.length, one?.reset])).toEqual([
      ...[1, 59, 59].map((count) => [count, count === 1]),
    ]);
    expect(oldest).toMatchObject({ rev: 60, reset: true, hasMore: true, messages: [{ seq: 60 }] });
  });

  it("is complete up to its rev, however much is written meanwhile", async () => {
    const pair = await core.pair();
    const { customer, photographer, conversationId } = pair;
    const writing = new AbortController();
    const written = Promise.all([
      ...[customer, photographer].map(async (userId) => {
        for (let round = 0; round < 40; round++) {
          await send(userId, pair, 2);
          await core.chat.markRead(userId, { conversationId });
        }
      }),
    ]).finally(() => {
      writing.abort();
    });
    const known = new Map<string, { seq: number; isRead: boolean }>();
    let cursor = 0;
    for (let last = false; !last;) {
      last = writing.signal.aborted;
      const changes = await syncOne(customer, pair, cursor);
      if (!changes) continue;
      if (changes.reset) known.clear();
      for (const { messageId, seq, isRead } of changes.messages)
        known.set(messageId, { seq, isRead });
      cursor = changes.rev;
    }
    await written;
    const rows = await rowsOf<{ id: string; seq: number; isRead: boolean }>(
      core.store,
      sql`SELECT message_id::text AS id, seq::integer AS seq, is_read AS "isRead" FROM messages
        WHERE conversation_id = ${conversationId} ORDER BY seq`,
    );
    const kept = [...known].map(([id, state]) => ({ id, ...state })).sort((a, b) => a.seq - b.seq);
    expect(kept).toEqual(rows.slice(-kept.length));
    expect(kept.length).toBeGreaterThan(50);
  });

  it("and history hide what one side has deleted from that side only", async () => {
    const pair = await core.pair();
    const { customer, photographer, conversationId } = pair;
    await send(customer, pair, 3);
    await core.store.db.execute(sql`
      UPDATE messages SET is_deleted_by_sender = seq = 2, is_deleted_by_receiver = seq = 3
      WHERE conversation_id = ${conversationId}`);
    for (const [userId, seqs] of [
      [customer, [1, 3]],
      [photographer, [1, 2]],
    ] as const) {
      const joined = await core.chat.join(userId, conversationId);
      const seen = [
        (await core.chat.history(userId, { conversationId })).messages,
        joined.messages,
        (await syncOne(userId, pair, 0))?.messages,
        (await syncOne(userId, pair, 1))?.messages,
      ].map((messages) => messages?.map(({ seq }) => seq));
      expect(seen).toEqual([seqs, seqs, seqs, seqs.slice(1)]);
      expect(joined.conversation.lastMessage?.seq).toBe(seqs[1]);
    }
  });
});
