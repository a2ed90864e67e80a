import { describe, expect, it } from "vitest";
import { type Pair, rowsOf, useCore } from "../../../tests/support/use-core.js";
import { stores } from "../../../tests/support/use-server.js";

describe.each(stores)("a block on %s", (store) => {
  const core = useCore(store);

  const send = (userId: string, { conversationId }: Pair, clientMessageId?: string) =>
    core.chat.send(userId, { conversationId, messageText: "hello", clientMessageId });
  const seenBy = async (userId: string, { conversationId }: Pair) =>
    (await core.chat.join(userId, conversationId)).conversation;
  const pointersOf = async (seer: string, seen: string, pair: Pair) => {
    const { participants } = await seenBy(seer, pair);
    const found = participants.find(({ userId }) => userId === seen);
    return [found?.readSeq, found?.deliveredSeq];
  };
  const refusal = {
    code: "forbidden",
    message: "This conversation takes no messages.",
  };

  it("keeps out messages of either, alone and in a batch, and answers repeats of earlier ones", async () => {
    const pair = await core.pair();
    const { customer, photographer } = pair;
    const { message } = await send(customer, pair, "before");
    await core.chat.blocks.block(photographer, customer);
    await core.chat.blocks.block(photographer, customer);

    for (const userId of [customer, photographer]) {
      await expect(send(userId, pair)).rejects.toMatchObject(refusal);
      const together = [1, 2, 3].map(() => send(userId, pair));
      for (const { status } of await Promise.allSettled(together)) expect(status).toBe("rejected");
    }
    expect(await send(customer, pair, "before")).toEqual({ message, duplicate: true });
    expect((await core.chat.history(customer, pair)).messages).toEqual([message]);

    const { rev, ...seen } = await seenBy(photographer, pair);
    expect([rev, seen.blockedByMe, seen.writable]).toEqual([2, true, false]);
    const listed = (await core.chat.list(customer, {})).conversations[0];
    expect([listed?.blockedByMe, listed?.writable]).toEqual([false, false]);

    await core.chat.blocks.unblock(photographer, customer);
    expect((await send(customer, pair)).message.seq).toBe(4);
  });

  it("comes before or after a message in the order of revs, whatever races", async () => {
    for (let round = 0; round < 4; round += 1) {
      const pair = await core.pair();
      const { customer, photographer, conversationId } = pair;
      const sends = Promise.allSettled(Array.from({ length: 6 }, () => send(customer, pair)));
      if (round % 2) await send(photographer, pair);
      await core.chat.blocks.block(photographer, customer);
      const stored = (await sends).filter(({ status }) => status === "fulfilled").length;
      const block = core.changes.find(
        (change) => change.conversationId === conversationId && change.kind === "conversation",
      );
      const { messages } = await core.chat.history(customer, pair);
      expect(messages.length).toBe(stored + (round % 2));
      for (const { rev } of messages) expect(rev).toBeLessThan(block?.rev ?? 0);
      expect((await seenBy(customer, pair)).rev).toBe(block?.rev);
    }
  });

  it("stands until both have ended theirs", async () => {
    const pair = await core.pair();
    const { customer, photographer } = pair;
    await core.chat.blocks.block(photographer, customer);
    await core.chat.blocks.block(customer, photographer);
    await core.chat.blocks.unblock(photographer, customer);
    expect(await seenBy(photographer, pair)).toMatchObject({ blockedByMe: false, writable: false });
    expect(await seenBy(customer, pair)).toMatchObject({ blockedByMe: true, writable: false });
    await core.chat.blocks.unblock(customer, photographer);
    expect(await seenBy(customer, pair)).toMatchObject({ blockedByMe: false, writable: true });
  });

  it("holds receipts back until it ends", async () => {
    const pair = await core.pair();
    const { customer, photographer, conversationId } = pair;
    await send(customer, pair);
    const { message } = await send(customer, pair);
    await core.chat.blocks.block(customer, photographer);
    const told = core.changes.length;
    expect(await core.chat.markRead(photographer, { conversationId })).toEqual({ unreadCount: 0 });

    expect(core.changes.slice(told)).toMatchObject([
      { kind: "read", participantIds: [photographer] },
    ]);
    expect(await pointersOf(customer, photographer, pair)).toEqual([0, 0]);
    expect(await pointersOf(photographer, photographer, pair)).toEqual([2, 2]);
    const synced = await core.chat.sync(customer, { [conversationId]: message.rev });
    expect(synced.conversations[conversationId]?.messages).toEqual([]);
    expect(await core.chat.unreadCount(photographer)).toBe(0);

    await core.chat.blocks.unblock(customer, photographer);
    expect(await pointersOf(customer, photographer, pair)).toEqual([2, 2]);
    const after = await core.chat.sync(customer, { [conversationId]: message.rev });
    expect(after.conversations[conversationId]?.messages).toMatchObject([
      { seq: 1, isRead: true },
      { seq: 2, isRead: true },
    ]);
  });

  it("is of somebody one shares a conversation with, and nobody learns who else there is", async () => {
    const { customer } = await core.pair();
    const { customer: stranger } = await core.pair();
    for (const otherId of [stranger, "nobody", customer]) {
      const refused = { code: "not_found", message: "You share no conversation with such a user." };
      await expect(core.chat.blocks.block(customer, otherId)).rejects.toMatchObject(refused);
      await expect(core.chat.blocks.unblock(customer, otherId)).rejects.toMatchObject(refused);
    }
    expect(await core.chat.blocks.list(customer)).toEqual([]);
  });

  it("is listed, newest first, and hides who is there", async () => {
    const { customer, photographer } = await core.pair();
    const second = await core.user("photographer");
    await core.chat.open(customer, second);
    await core.chat.touchLastSeen(photographer, new Date());
    await core.chat.blocks.block(customer, photographer);
    // Whatever else happens in the same millisecond.
    await rowsOf(core.store, "UPDATE blocks SET created_at = created_at - interval '1 s'");
    await core.chat.blocks.block(customer, second);
    const listed = await core.chat.blocks.list(customer);
    expect(listed.map(({ userId }) => userId)).toEqual([second, photographer]);
    expect(listed[0]?.blockedAt).toMatch(/Z$/);
    expect(await core.chat.contactsOf(customer)).toEqual([]);
    const { participants } = await core.chat.open(customer, photographer);
    expect(participants.map(({ lastSeenAt }) => lastSeenAt)).toEqual([null, null]);
    await core.chat.blocks.unblock(customer, second);
    expect(await core.chat.contactsOf(second)).toEqual([customer]);
  });

  it("goes along with a guest's conversation to the account", async () => {
    const guest = "guest_00000000-0000-4000-8000-0000000000" + (store === "PGlite" ? "01" : "02");
    const claims = { name: null, picture: null, email: null, issuedAt: 1 };
    await core.chat.signIn({ userId: guest, role: "customer", ...claims });
    const pair = await core.pair();
    const { customer, photographer } = pair;
    const { conversationId } = await core.chat.open(guest, photographer);
    await core.chat.send(guest, { conversationId, messageText: "hello" });
    await core.chat.blocks.block(photographer, guest);
    await core.chat.joinGuest(customer, guest);
    expect(await seenBy(photographer, pair)).toMatchObject({ blockedByMe: true, writable: false });
    await expect(send(customer, pair)).rejects.toMatchObject(refusal);
    expect(await core.chat.blocks.list(photographer)).toMatchObject([{ userId: customer }]);
  });

  it("leaves nothing held where none stands", async () => {
    const rows = await rowsOf<{ count: number }>(
      core.store,
      `SELECT count(*)::integer AS count FROM participants p
       WHERE (p.held_read_seq IS NOT NULL) <> EXISTS (
         SELECT FROM participants o JOIN blocks b
           ON (b.user_id, b.blocked_id) IN ((p.user_id, o.user_id), (o.user_id, p.user_id))
         WHERE o.conversation_id = p.conversation_id)`,
    );
    expect(rows).toEqual([{ count: 0 }]);
  });
});
