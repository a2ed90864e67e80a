import { randomUUID } from "node:crypto";
import { conversationIdOf, type Message } from "@photo-chat/sdk/protocol";
import { describe, expect, it } from "vitest";
import { rowsOf, useCore } from "../../../tests/support/use-core.js";
import { stores } from "../../../tests/support/use-server.js";
import { newGuestId } from "./guest-id.js";

const claims = { name: null, picture: null, email: null, issuedAt: 1 };
const range = (length: number) => Array.from({ length }, (_, index) => index);
const textsOf = (messages: readonly Message[]) => messages.map(({ messageText }) => messageText);

describe.each(stores)("a guest who joins an account on %s", (store) => {
  const core = useCore(store);

  async function guest(): Promise<string> {
    const userId = newGuestId();
    await core.chat.signIn({ userId, role: "customer", ...claims });
    return userId;
  }

  async function guestWith(photographer: string, texts: readonly string[]) {
    const guestId = await guest();
    const conversationId = conversationIdOf(guestId, photographer);
    for (const messageText of texts) await core.chat.send(guestId, { conversationId, messageText });
    return { guestId, conversationId };
  }

  it("takes the conversation along as it was", async () => {
    const photographer = await core.user("photographer");
    const account = await core.user();
    const { guestId, conversationId } = await guestWith(photographer, ["one", "two"]);
    await core.chat.send(photographer, { conversationId, messageText: "three" });
    await core.chat.markRead(photographer, { conversationId });
    const before = await core.chat.join(photographer, conversationId);
    const movedTo = conversationIdOf(account, photographer);

    const moves = await core.chat.joinGuest(account, guestId);
    expect(moves).toEqual([
      { conversationId, movedTo, participantIds: expect.arrayContaining([account, photographer]) },
    ]);
    const after = await core.chat.join(account, movedTo);
    expect(after.messages).toEqual(
      before.messages.map((message) => ({
        ...message,
        conversationId: movedTo,
        senderId: message.senderId === guestId ? account : photographer,
        receiverId: message.receiverId === guestId ? account : photographer,
      })),
    );
    expect(after.conversation.rev).toBe(before.conversation.rev);
    expect(after.conversation.unreadCount).toBe(1);
    const [mine, theirs] = [before, after].map(({ conversation }) =>
      conversation.participants.map((one) => `${one.readSeq}/${one.deliveredSeq}`).toSorted(),
    );
    expect(theirs).toEqual(mine);
    const next = await core.chat.send(account, { conversationId: movedTo, messageText: "four" });
    expect(next.message.seq).toBe(before.conversation.rev + 1);
  });

  it("appends to the conversation that the account has, in order and with revs of their own", async () => {
    const photographer = await core.user("photographer");
    const account = await core.user();
    const movedTo = conversationIdOf(account, photographer);
    await core.chat.send(account, { conversationId: movedTo, messageText: "old" });
    await core.chat.markRead(photographer, { conversationId: movedTo });
    const { guestId, conversationId } = await guestWith(photographer, ["one", "two", "three"]);
    const { messages } = await core.chat.history(photographer, { conversationId });
    await core.chat.markRead(photographer, {
      ...{ conversationId, upToMessageId: messages[1]?.messageId },
    });
    const { rev } = (await core.chat.join(photographer, movedTo)).conversation;
    await core.chat.heads(photographer);
    const told = core.changes.length;

    await core.chat.joinGuest(account, guestId);
    const after = await core.chat.join(photographer, movedTo);
    expect(textsOf(after.messages)).toEqual(["old", "one", "two", "three"]);
    expect(after.messages.slice(1).map(({ seq }) => seq)).toEqual([rev + 1, rev + 2, rev + 3]);
    expect(after.messages.every(({ senderId }) => senderId === account)).toBe(true);
    expect(after.conversation.unreadCount, "what was read stays read").toBe(1);
    const changes = core.changes.slice(told).filter((change) => change.conversationId === movedTo);
    expect(changes.map((change) => change.rev)).toEqual(
      range(after.conversation.rev - rev).map((index) => rev + 1 + index),
    );
    const { conversations } = await core.chat.sync(photographer, { [movedTo]: rev });
    expect(textsOf(conversations[movedTo]?.messages ?? [])).toEqual(["one", "two", "three"]);
  });

  it("leaves unread what stood before the photographer's last look", async () => {
    const photographer = await core.user("photographer");
    const account = await core.user();
    const movedTo = conversationIdOf(account, photographer);
    await core.chat.send(account, { conversationId: movedTo, messageText: "unread" });
    const { guestId, conversationId } = await guestWith(photographer, ["read"]);
    await core.chat.markRead(photographer, { conversationId });
    await core.chat.joinGuest(account, guestId);
    const { conversation } = await core.chat.join(photographer, movedTo);
    expect(conversation.unreadCount).toBe(2);
    expect(await core.chat.unreadCount(photographer)).toBe(2);
  });

  it("answers a repeat the same, another account with a conflict, and is over", async () => {
    const photographer = await core.user("photographer");
    const [account, other] = [await core.user(), await core.user()];
    const { guestId, conversationId } = await guestWith(photographer, ["hello"]);
    const moves = await core.chat.joinGuest(account, guestId);
    const told: unknown[] = [];
    const stop = core.chat.onJoin((...news) => told.push(news));
    expect(await core.chat.joinGuest(account, guestId)).toEqual(moves);
    await expect(core.chat.joinGuest(other, guestId)).rejects.toMatchObject({ code: "conflict" });
    stop();
    expect(told).toEqual([]);
    await expect(
      core.chat.signIn({ userId: guestId, role: "customer", ...claims, issuedAt: 2 }),
    ).rejects.toMatchObject({ code: "auth_invalid" });
    await expect(core.chat.join(guestId, conversationId)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(
      core.chat.send(guestId, { conversationId, messageText: "late" }),
    ).rejects.toMatchObject({ code: "unavailable" });
    const another = await core.user("photographer");
    await expect(core.chat.open(another, guestId)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("is found under the old id by those whose conversation it is", async () => {
    const photographer = await core.user("photographer");
    const account = await core.user();
    const { guestId, conversationId } = await guestWith(photographer, ["hello"]);
    const [move] = await core.chat.joinGuest(account, guestId);
    const movedTo = move?.movedTo ?? "";
    for (const userId of [photographer, account]) {
      const sent = await core.chat.send(userId, { conversationId, messageText: `of ${userId}` });
      expect(sent.message.conversationId).toBe(movedTo);
      expect((await core.chat.join(userId, conversationId)).conversation).toMatchObject({
        conversationId: movedTo,
      });
      expect((await core.chat.history(userId, { conversationId })).messages).not.toEqual([]);
      expect(await core.chat.markRead(userId, { conversationId })).toEqual({ unreadCount: 0 });
      await core.chat.markDelivered(userId, { conversationId });
      expect(await core.chat.membership(userId, conversationId)).toMatchObject({
        conversationId: movedTo,
      });
      expect((await core.chat.list(userId, { before: conversationId })).conversations).toEqual([]);
      const synced = await core.chat.sync(userId, { [conversationId]: 1 });
      expect(synced.moved).toEqual({ [conversationId]: movedTo });
      expect(synced.conversations[movedTo]).toMatchObject({ reset: true });
      expect(Object.keys(synced.conversations)).toEqual([movedTo]);
    }
    expect((await core.chat.open(photographer, guestId)).conversationId).toBe(movedTo);
    const stranger = await core.user("photographer");
    for (const attempt of [
      core.chat.send(stranger, { conversationId, messageText: "in" }),
      core.chat.join(stranger, conversationId),
      core.chat.history(stranger, { conversationId }),
      core.chat.markRead(stranger, { conversationId }),
      core.chat.list(stranger, { before: conversationId }),
    ]) {
      await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await core.chat.sync(stranger, { [conversationId]: 0 })).toEqual({ conversations: {} });
  });

  it("keeps a message for each clientMessageId, also for one that both used", async () => {
    const photographer = await core.user("photographer");
    const account = await core.user();
    const movedTo = conversationIdOf(account, photographer);
    const once = { messageText: "mine", clientMessageId: "same" };
    await core.chat.send(account, { conversationId: movedTo, ...once });
    const { guestId, conversationId } = await guestWith(photographer, []);
    await core.chat.send(guestId, { conversationId, ...once, messageText: "the guest's" });
    const kept = { conversationId, messageText: "kept", clientMessageId: randomUUID() };
    await core.chat.send(guestId, kept);
    await core.chat.joinGuest(account, guestId);
    const { messages } = await core.chat.history(account, { conversationId: movedTo });
    expect(textsOf(messages)).toEqual(["mine", "the guest's", "kept"]);
    expect(new Set(messages.map((message) => message.clientMessageId)).size).toBe(3);
    const repeated = await core.chat.send(account, kept);
    expect(repeated).toEqual({ duplicate: true, message: messages[2] });
  });

  it("takes nothing to or from somebody who was erased", async () => {
    const photographer = await core.user("photographer");
    for (const erased of ["guest", "account"]) {
      const account = await core.user();
      const { guestId, conversationId } = await guestWith(photographer, ["hello"]);
      await core.chat.moderation.erase("key", erased === "guest" ? guestId : account);
      await expect(core.chat.joinGuest(account, guestId)).rejects.toMatchObject({
        code: "unavailable",
      });
      const [row] = await rowsOf<{ sender_id: string }>(
        core.store,
        `SELECT sender_id FROM messages WHERE conversation_id = '${conversationId}'`,
      );
      expect(row).toEqual({ sender_id: guestId });
    }
  });

  it("is told by a repeat when the answer of the database got lost", async () => {
    const photographer = await core.user("photographer");
    const account = await core.user();
    const { guestId, conversationId } = await guestWith(photographer, ["hello"]);
    const movedTo = conversationIdOf(account, photographer);
    await rowsOf(
      core.store,
      `SELECT join_guest('${guestId}', '${account}', '{${conversationId}}', '{${movedTo}}')`,
    );
    const told: unknown[] = [];
    const stop = core.chat.onJoin((...news) => told.push(news));
    const moves = await core.chat.joinGuest(account, guestId);
    await core.chat.joinGuest(account, guestId);
    stop();
    expect(moves).toMatchObject([{ conversationId, movedTo }]);
    expect(told).toEqual([[guestId, moves]]);
  });

  it("keeps a conversation with the account itself where it is", async () => {
    const photographer = await core.user("photographer");
    const { guestId, conversationId } = await guestWith(photographer, ["is this thing on?"]);
    expect(await core.chat.joinGuest(photographer, guestId)).toEqual([]);
    const { messages } = await core.chat.history(photographer, { conversationId });
    expect(textsOf(messages)).toEqual(["is this thing on?"]);
  });

  it.each(["new", "there already"])(
    "loses and doubles nothing that is sent meanwhile; the account's conversation is %s",
    async (kind) => {
      const photographer = await core.user("photographer");
      const account = await core.user();
      const movedTo = conversationIdOf(account, photographer);
      if (kind !== "new") {
        await core.chat.send(account, { conversationId: movedTo, messageText: "first" });
      }
      const { guestId, conversationId } = await guestWith(photographer, ["hello"]);
      const sends = [photographer, guestId].map(async (userId) => {
        const outcomes: ("stored" | "refused")[] = [];
        const waiting: Promise<unknown>[] = [];
        for (const index of range(60)) {
          const draft = { conversationId, messageText: `${userId} ${index}` };
          waiting.push(
            core.chat.send(userId, draft).then(
              () => (outcomes[index] = "stored"),
              () => (outcomes[index] = "refused"),
            ),
          );
          if (index % 7 === 0) await new Promise(setImmediate);
        }
        await Promise.all(waiting);
        return range(60).filter((index) => outcomes[index] === "stored");
      });
      const joining = Promise.all([
        core.chat.joinGuest(account, guestId),
        core.chat.joinGuest(account, guestId),
      ]);
      const [[ofPhotographer = [], ofGuest = []], [one, two]] = await Promise.all([
        Promise.all(sends),
        joining,
      ]);
      expect(one).toEqual(two);
      expect(ofPhotographer, "the photographer notices nothing").toEqual(range(60));

      const rows = await rowsOf<{ message_text: string; seq: number }>(
        core.store,
        `SELECT message_text, seq::int FROM messages WHERE conversation_id = '${movedTo}' ORDER BY seq`,
      );
      const stored = (userId: string) =>
        rows
          .filter((row) => row.message_text.startsWith(`${userId} `))
          .map((row) => row.message_text);
      expect(stored(photographer)).toEqual(ofPhotographer.map((n) => `${photographer} ${n}`));
      expect(stored(guestId)).toEqual(ofGuest.map((n) => `${guestId} ${n}`));
      expect(new Set(rows.map(({ seq }) => seq)).size).toBe(rows.length);
      const { conversation } = await core.chat.join(account, movedTo);
      expect(conversation.rev).toBe(rows.at(-1)?.seq);
      const left = await rowsOf(
        core.store,
        `SELECT FROM messages WHERE conversation_id = '${conversationId}'`,
      );
      expect(left).toEqual([]);
    },
  );

  it("takes along a conversation that is opened at the same time, or there is none", async () => {
    for (let round = 0; round < 10; round++) {
      const photographer = await core.user("photographer");
      const [account, guestId] = [await core.user(), await guest()];
      const [opened] = await Promise.allSettled([
        core.chat.open(photographer, guestId),
        core.chat.joinGuest(account, guestId),
      ]);
      const rows = await rowsOf(
        core.store,
        `SELECT FROM participants WHERE user_id = '${guestId}'`,
      );
      expect(rows).toEqual([]);
      const { conversations } = await core.chat.list(account, {});
      expect(conversations.length).toBe(opened.status === "fulfilled" ? 1 : 0);
    }
  });
});
