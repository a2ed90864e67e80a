import { randomUUID } from "node:crypto";
import { conversationIdOf } from "@photo-chat/sdk/protocol";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { type Pair, rowsOf, useCore } from "../../../tests/support/use-core.js";
import { stores } from "../../../tests/support/use-server.js";
import type { Identity } from "./chat.js";

const KEY = "fingerprint";
const DAY_MS = 86_400_000;

describe.each(stores)("moderation on %s", (store) => {
  const core = useCore(store);
  const secret = `canary-${randomUUID()}`;

  const send = async (userId: string, { conversationId }: Pair, messageText = "hello") =>
    (await core.chat.send(userId, { conversationId, messageText })).message;
  const identity = (userId: string, signedAt?: number): Identity => ({
    ...{ userId, name: null, picture: null, email: null, role: "customer", issuedAt: 1 },
    signedAt,
  });
  const now = () => Date.now() / 1_000;
  const auditOf = async (subject: string) =>
    (await core.chat.moderation.audit({ limit: 100 })).entries
      .filter((entry) => entry.subject === subject)
      .map(({ by, action }) => [by, action]);

  it("refuses who is banned, whatever the token, until the ban is over", async () => {
    const { customer } = await core.pair();
    const ended: string[] = [];
    const stop = core.chat.moderation.onSignOut((userId) => ended.push(userId));
    await core.chat.moderation.ban(KEY, customer, { reason: "spam" });
    stop();
    expect(ended).toEqual([customer]);
    const refused = { code: "auth_invalid", reason: "banned" };
    await expect(core.chat.signIn(identity(customer))).rejects.toMatchObject(refused);
    await expect(core.chat.signIn(identity(customer, now() + 99))).rejects.toMatchObject(refused);
    await core.chat.moderation.ban(KEY, customer, {
      until: new Date(Date.now() - 1).toISOString(),
    });
    expect(await core.chat.signIn(identity(customer))).toMatchObject({ userId: customer });
    await core.chat.moderation.ban(KEY, customer, {});
    await core.chat.moderation.unban(KEY, customer);
    expect(await core.chat.signIn(identity(customer))).toMatchObject({ userId: customer });
    expect(await auditOf(customer)).toEqual([
      [KEY, "unban"],
      [KEY, "ban"],
      [KEY, "ban"],
      [KEY, "ban"],
    ]);
  });

  it("refuses tokens from before a revocation, those without a time, and links, but no new one", async () => {
    const userId = await core.user("photographer");
    const code = await core.chat.signInLinks.create(userId, 60);
    const before = Math.floor(now());
    await core.chat.moderation.revokeTokens(KEY, userId);
    const as = (signedAt?: number) =>
      core.chat.signIn({ ...identity(userId, signedAt), role: "photographer", issuedAt: 2 });
    const refused = { code: "auth_expired", reason: "revoked" };
    await expect(as(before)).rejects.toMatchObject(refused);
    await expect(as()).rejects.toMatchObject(refused);
    expect(await as(before + 5)).toMatchObject({ userId });
    // Also while a newer one is remembered.
    await expect(as(before)).rejects.toMatchObject(refused);
    await expect(core.chat.signInLinks.redeem(code)).rejects.toMatchObject({
      code: "auth_invalid",
    });
  });

  // PGlite has one connection: nobody holds a lock that another one waits for.
  if (store === "PostgreSQL") {
    it("commits nothing that waited when its sender was banned", async () => {
      const pair = await core.pair();
      const { customer, photographer, conversationId } = pair;
      const { late } = await core.store.db.transaction(async (holder) => {
        await holder.execute(
          sql`SELECT FROM conversations WHERE id = ${conversationId} FOR NO KEY UPDATE`,
        );
        const sent = ["first", "late"].map((text) =>
          send(customer, pair, text).catch((error: unknown) => error),
        );
        await core.chat.moderation.ban(KEY, customer, {});
        return { late: sent[1] };
      });
      expect(await late).toMatchObject({ code: "unavailable" });
      const { messages } = await core.chat.history(photographer, { conversationId });
      expect(messages.map(({ messageText }) => messageText)).not.toContain("late");
    });
  }

  it("says not_found for nobody, and leaves no entry", async () => {
    const { moderation, reports } = core.chat;
    for (const deed of [
      () => moderation.ban(KEY, "nobody", {}),
      () => moderation.unban(KEY, "nobody"),
      () => moderation.revokeTokens(KEY, "nobody"),
      () => moderation.erase(KEY, "nobody"),
      () => moderation.export(KEY, "nobody"),
      () => moderation.deleteConversation(KEY, "conv_no_body"),
      () => reports.close(KEY, randomUUID()),
    ]) {
      await expect(deed()).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await auditOf("nobody")).toEqual([]);
  });

  it("keeps its log as it is", async () => {
    const { customer } = await core.pair();
    await core.chat.moderation.unban(KEY, customer);
    for (const change of ["UPDATE audit SET action = 'x'", "DELETE FROM audit", "TRUNCATE audit"]) {
      await expect(rowsOf(core.store, change)).rejects.toThrow();
    }
    expect(await auditOf(customer)).toEqual([[KEY, "unban"]]);
  });

  it("erases a person everywhere, and leaves the conversation in order", async () => {
    const pair = await core.pair();
    const { customer, photographer, conversationId } = pair;
    const about = { id: secret, title: secret, src: `/${secret}` };
    await core.chat.signIn({
      ...identity(photographer, now()),
      ...{ role: "photographer", name: secret, email: `${secret}@studio.example`, issuedAt: 5 },
      picture: `/${secret}.jpg`,
    });
    const first = await send(customer, pair, "mine");
    const { message } = await core.chat.send(photographer, {
      ...{ conversationId, messageText: secret, about, clientMessageId: secret },
      ...{ messageType: "image", attachmentUrl: `/${secret}.jpg` },
    });
    const last = await send(customer, pair, "after");
    await core.chat.reports.add(customer, {
      ...{ userId: photographer, conversationId, messageId: message.messageId },
      ...{ reason: "abuse", note: secret },
    });
    await core.chat.reports.add(photographer, { userId: customer, reason: "other", note: secret });
    await core.chat.photographers.addReply(photographer, { title: secret, text: secret });
    await core.chat.photographers.setProfile(photographer, {
      ...{ name: secret, picture: null, email: null },
      availability: { mode: "away", timeZone: "UTC", hours: [], answer: secret },
    });
    await core.chat.signInLinks.create(photographer, 60);
    const guestId = `guest_${randomUUID()}`;
    await core.chat.signIn({ ...identity(guestId), name: secret, email: `${secret}@a.example` });
    await core.chat.joinGuest(photographer, guestId);
    const told = core.changes.length;

    await core.chat.moderation.erase(KEY, photographer);

    const dump = await rowsOf<Record<string, unknown>>(
      core.store,
      ["users", "messages", "reports", "saved_replies", "conversation_aliases", "blocks", "audit"]
        .map((table) => `SELECT row_to_json(t)::text AS row FROM ${table} t`)
        .join(" UNION ALL "),
    );
    expect(JSON.stringify(dump)).not.toContain(secret);
    expect(
      await rowsOf(core.store, `SELECT 1 FROM sign_in_codes WHERE user_id = '${photographer}'`),
    ).toEqual([]);
    const { messages } = await core.chat.history(customer, { conversationId });
    expect(messages).toEqual([
      first,
      {
        ...message,
        ...{ messageText: "", messageType: "text", attachmentUrl: null, about: null },
        clientMessageId: expect.stringMatching(/^erased-/),
        rev: 4,
        updatedAt: expect.any(String),
        deletedAt: expect.any(String),
      },
      last,
    ]);
    expect(core.changes.slice(told)).toMatchObject([{ kind: "conversation", conversationId }]);
    const synced = await core.chat.sync(customer, { [conversationId]: last.rev });
    expect(synced.conversations[conversationId]).toMatchObject({
      reset: false,
      messages: [{ seq: message.seq, messageText: "" }],
    });
    expect((await core.chat.list(customer, { search: secret })).conversations).toEqual([]);
    await send(customer, pair, "is anybody there?");
    expect((await core.chat.history(customer, { conversationId })).messages).toHaveLength(4);
    await expect(
      core.chat.signIn({ ...identity(photographer, 5), name: secret }),
    ).rejects.toThrow();
    await expect(core.chat.signIn({ ...identity(guestId, 5), name: secret })).rejects.toThrow();
  });

  it("exports what is a person's own, and nothing of others", async () => {
    const pair = await core.pair();
    const { customer, photographer, conversationId } = pair;
    await send(customer, pair, "mine");
    await send(photographer, pair, secret);
    await core.chat.blocks.block(customer, photographer);
    await core.chat.reports.add(customer, { userId: photographer, reason: "spam", note: "why" });
    const { person, messages } = await core.chat.moderation.export(KEY, customer);
    const written = [];
    for await (const page of messages) written.push(...page);
    expect(written).toMatchObject([{ messageText: "mine", senderId: customer }]);
    expect(person).toMatchObject({
      user: { userId: customer, role: "customer", email: null },
      conversations: [{ conversationId, readSeq: 0 }],
      blocks: [{ userId: photographer }],
      reports: [{ note: "why" }],
      replies: [],
      guestIds: [],
    });
    expect(JSON.stringify([person, written])).not.toContain(secret);
    expect(await auditOf(customer)).toEqual([[KEY, "export"]]);
  });

  it("deletes a conversation for both, which starts anew without mixing up its count", async () => {
    const pair = await core.pair();
    const { customer, photographer, conversationId } = pair;
    const old = [await send(customer, pair, secret), await send(customer, pair)];
    await core.chat.markRead(photographer, { conversationId });
    await core.chat.moderation.deleteConversation(KEY, conversationId);

    expect(core.changes.at(-1)).toMatchObject({ kind: "deleted", conversationId });
    for (const userId of [customer, photographer]) {
      expect((await core.chat.list(userId, {})).conversations).toEqual([]);
      expect(await core.chat.unreadCount(userId)).toBe(0);
      await expect(core.chat.history(userId, pair)).rejects.toMatchObject({ code: "forbidden" });
      expect(await core.chat.sync(userId, { [conversationId]: 3 })).toEqual({
        conversations: {},
        gone: [conversationId],
      });
    }
    const stranger = await core.user("photographer");
    expect(await core.chat.sync(stranger, { [conversationId]: 3 })).toEqual({ conversations: {} });
    await expect(
      core.chat.moderation.deleteConversation(KEY, conversationId),
    ).rejects.toMatchObject({ code: "not_found" });

    const fresh = await send(photographer, pair, "again");
    expect(fresh.seq).toBeGreaterThan(Math.max(...old.map(({ rev }) => rev), 3));
    // Whatever a client knows of before, it is told to start over.
    for (let cursor = 1; cursor < fresh.rev - 1; cursor += 1) {
      const synced = await core.chat.sync(customer, { [conversationId]: cursor });
      expect(synced.conversations[conversationId]).toMatchObject({
        ...{ rev: fresh.rev, reset: true, hasMore: false, messages: [fresh] },
        unreadCount: 1,
      });
      expect(synced.gone).toBeUndefined();
    }
  });

  it("keeps a block for a conversation that starts anew", async () => {
    const pair = await core.pair();
    const { customer, photographer, conversationId } = pair;
    await core.chat.blocks.block(customer, photographer);
    await core.chat.moderation.deleteConversation(KEY, conversationId);
    expect(await core.chat.open(customer, photographer)).toMatchObject({ writable: false });
    await expect(send(photographer, pair)).rejects.toMatchObject({ code: "forbidden" });
    await core.chat.blocks.unblock(customer, photographer);
    expect((await send(photographer, pair)).messageText).toBe("hello");
  });

  it("takes reports from those who share a conversation, each once while it is open", async () => {
    const pair = await core.pair();
    const { customer, photographer, conversationId } = pair;
    const { messageId } = await send(photographer, pair, "rude");
    const report = { userId: photographer, conversationId, messageId, reason: "abuse" } as const;
    const { reports } = core.chat;
    const { reportId, duplicate } = await reports.add(customer, { ...report, note: "first" });
    expect(duplicate).toBe(false);
    expect(await reports.add(customer, report)).toEqual({ reportId, duplicate: true });
    // Whatever else happens in the same millisecond.
    await rowsOf(core.store, "UPDATE reports SET created_at = created_at - interval '1 s'");
    const other = await reports.add(customer, { userId: photographer, reason: "spam" });
    expect(other.reportId).not.toBe(reportId);

    const listed = (await reports.list({ limit: 100 })).reports.filter(
      ({ reporterId }) => reporterId === customer,
    );
    expect(listed).toMatchObject([
      { reportId: other.reportId, messageText: null, reason: "spam" },
      { ...report, reportId, messageText: "rude", note: "first", closedAt: null },
    ]);
    const next = await reports.list({ before: other.reportId, limit: 1 });
    expect(next.reports[0]?.reportId).toBe(reportId);

    await reports.close(KEY, reportId);
    expect(await auditOf(reportId)).toEqual([[KEY, "close_report"]]);
    const open = (await reports.list({ status: "open", limit: 100 })).reports;
    expect(open.map((one) => one.reportId)).not.toContain(reportId);
    const closed = (await reports.list({ status: "closed", limit: 100 })).reports;
    expect(closed.map((one) => one.reportId)).toContain(reportId);
    expect((await reports.add(customer, report)).duplicate).toBe(false);

    const stranger = await core.user();
    const { customer: foreign, conversationId: foreignId } = await core.pair();
    for (const [refusal, wrong] of [
      ["not_found", { userId: stranger, reason: "spam" }],
      ["not_found", { userId: customer, reason: "spam" }],
      ["not_found", { userId: foreign, conversationId, reason: "spam" }],
      ["forbidden", { userId: foreign, conversationId: foreignId, reason: "spam" }],
      ["invalid", { ...report, messageId: "1234567890123" }],
      ["invalid", { userId: photographer, messageId, reason: "spam" }],
    ] as const) {
      await expect(reports.add(customer, wrong)).rejects.toMatchObject({ code: refusal });
    }
  });

  describe("by age", () => {
    const age = (days: number, where: string) =>
      rowsOf(
        core.store,
        `UPDATE messages SET created_at = created_at - interval '${days} days' WHERE ${where}`,
      );
    const retention = () => core.chat.retention(30);

    it("removes messages that are too old, and clients that know them start over", async () => {
      const pair = await core.pair();
      const { customer, photographer, conversationId } = pair;
      for (let index = 0; index < 450; index += 1) await send(customer, pair, secret);
      const kept = [await send(customer, pair, "kept"), await send(photographer, pair, "too")];
      await age(40, `conversation_id = '${conversationId}' AND message_text = '${secret}'`);
      await age(29, `conversation_id = '${conversationId}' AND message_text = 'kept'`);
      const { rev } = await core.chat.open(customer, photographer);
      await Promise.all([retention().sweep(Date.now()), retention().sweep(Date.now())]);

      const page = await core.chat.history(customer, { conversationId });
      expect(page.messages.map(({ seq }) => seq)).toEqual(kept.map(({ seq }) => seq));
      expect(page.hasMore).toBe(false);
      expect(await core.chat.unreadCount(photographer)).toBe(1);
      const synced = await core.chat.sync(customer, { [conversationId]: rev });
      expect(synced.conversations[conversationId]).toMatchObject({
        ...{ reset: true, hasMore: false, unreadCount: 1 },
        messages: [{ messageText: "kept" }, { messageText: "too" }],
      });
      const next = await send(customer, pair);
      expect(next.seq).toBeGreaterThan(synced.conversations[conversationId]?.rev ?? Infinity);
      const before = await core.chat.open(customer, photographer);
      await retention().sweep(Date.now());
      expect((await core.chat.open(customer, photographer)).rev).toBe(before.rev);
    });

    it("removes old reports and codes, and guests who have nothing left", async () => {
      const { customer, photographer } = await core.pair();
      const { reportId } = await core.chat.reports.add(customer, {
        ...{ userId: photographer, reason: "other" },
      });
      const [idle, writing, recent] = [0, 1, 2].map(() => `guest_${randomUUID()}`) as [
        string,
        string,
        string,
      ];
      for (const guest of [idle, writing, recent]) {
        await core.chat.signIn(identity(guest));
        await core.chat.open(guest, photographer);
      }
      const { conversationId } = await core.chat.open(writing, photographer);
      await core.chat.send(writing, { conversationId, messageText: "hello" });
      await core.chat.signInLinks.create(photographer, 60);
      const old = new Date(Date.now() - 40 * DAY_MS).toISOString();
      await rowsOf(core.store, `UPDATE reports SET created_at = '${old}'`);
      await rowsOf(core.store, `UPDATE sign_in_codes SET expires_at = '${old}'`);
      await rowsOf(
        core.store,
        `UPDATE users SET created_at = '${old}' WHERE id IN ('${idle}', '${writing}')`,
      );
      await retention().sweep(Date.now());

      const { reports } = await core.chat.reports.list({ limit: 100 });
      expect(reports.map((one) => one.reportId)).not.toContain(reportId);
      expect(await rowsOf(core.store, "SELECT code_hash FROM sign_in_codes")).toEqual([]);
      const left = await rowsOf<{ id: string }>(
        core.store,
        `SELECT id FROM users WHERE id IN ('${idle}', '${writing}', '${recent}')`,
      );
      expect(left.map(({ id }) => id).sort()).toEqual([writing, recent].sort());
      const { conversations } = await core.chat.list(photographer, {});
      expect(conversations.map((one) => one.conversationId)).not.toContain(
        conversationIdOf(idle, photographer),
      );
    });
  });
});
