import { randomUUID } from "node:crypto";
import { conversationIdOf } from "@photo-chat/sdk/protocol";
import { describe, expect, it } from "vitest";
import { rowsOf, useCore } from "../../../tests/support/use-core.js";
import { stores } from "../../../tests/support/use-server.js";
import { ALWAYS_THERE } from "./availabilities.js";
import type { Identity } from "./chat.js";
import { newGuestId } from "./guest-id.js";

const KEY = "fingerprint";

describe.each(stores)("what hangs on a person, on %s", (store) => {
  const core = useCore(store);
  const secret = `canary-${randomUUID()}`;

  const identity = (userId: string): Identity => ({
    ...{ userId, name: null, picture: null, email: null, role: "customer", issuedAt: 1 },
  });
  const write = async (userId: string, otherId: string, clientMessageId?: string) => {
    const conversationId = conversationIdOf(userId, otherId);
    const draft = { conversationId, messageText: secret, clientMessageId };
    return (await core.chat.send(userId, draft)).message;
  };
  /** A guest who wrote, was reported, has reported, and became the account of whom it wrote to. */
  async function joinedGuest() {
    const other = await core.user("photographer");
    const account = await core.user("photographer");
    const guest = newGuestId();
    await core.chat.signIn(identity(guest));
    const { messageId, conversationId } = await write(guest, other);
    await write(guest, account);
    const about = { conversationId, reason: "abuse" } as const;
    await core.chat.reports.add(other, { ...about, userId: guest, messageId, note: secret });
    await core.chat.reports.add(guest, { ...about, userId: other, note: secret });
    await core.chat.joinGuest(account, guest);
    return { account, guest, other };
  }

  it("is exported with it, also what it did as a guest", async () => {
    const { account, guest } = await joinedGuest();
    const { person, messages } = await core.chat.moderation.export(KEY, account);
    const written = [];
    for await (const page of messages) written.push(...page);
    expect(written.map(({ senderId }) => senderId)).toEqual([account, guest]);
    expect(person).toMatchObject({
      guestIds: [guest],
      reports: [{ reporterId: guest, note: secret }],
    });
  });

  it("is erased with it, also what it did as a guest, and by a repeat", async () => {
    const { account, guest } = await joinedGuest();
    // As a process leaves it that ends before the messages.
    await rowsOf(core.store, `SELECT erase_user('${account}', 0, '${KEY}')`);
    await core.chat.moderation.erase(KEY, account);
    const rows = await rowsOf(
      core.store,
      `SELECT message_text FROM messages WHERE sender_id IN ('${account}', '${guest}')
       UNION ALL
       SELECT coalesce(message_text, note) FROM reports
       WHERE '${guest}' IN (user_id, reporter_id)`,
    );
    expect(rows).toHaveLength(4);
    expect(JSON.stringify(rows)).not.toContain(secret);
    const led = `SELECT joined_to FROM users WHERE id = '${guest}'`;
    expect(await rowsOf(core.store, led)).toEqual([{ joined_to: null }]);
    const aliases = `SELECT FROM conversation_aliases WHERE guest_id = '${guest}'`;
    expect(await rowsOf(core.store, aliases)).toEqual([]);
  });

  it("goes with the conversation that a guest's has become", async () => {
    const { account, guest, other } = await joinedGuest();
    await core.chat.moderation.deleteConversation(KEY, conversationIdOf(account, other));
    const [reported] = await rowsOf<{ message_text: string | null }>(
      core.store,
      `SELECT message_text FROM reports WHERE user_id = '${guest}'`,
    );
    expect(reported).toEqual({ message_text: null });
  });

  it("is erased where it takes part no more, however much it is", async () => {
    const { customer, photographer, conversationId } = await core.pair();
    const total = 2_100;
    await rowsOf(
      core.store,
      `INSERT INTO messages (
         conversation_id, client_message_id, seq, rev, sender_id, message_text, message_type
       )
       SELECT '${conversationId}', 'm' || n, n, n, '${customer}', '${secret}', 'text'
       FROM generate_series(1, ${total}) n`,
    );
    await rowsOf(
      core.store,
      `UPDATE conversations SET rev = ${total} WHERE id = '${conversationId}'`,
    );
    const last = await write(customer, photographer);
    await rowsOf(core.store, `DELETE FROM participants WHERE user_id = '${customer}'`);
    await core.chat.moderation.erase(KEY, customer);
    const { messages } = await core.chat.history(photographer, { conversationId });
    expect(messages.at(-1)).toMatchObject({ messageId: last.messageId, messageText: "" });
    const left = `SELECT FROM messages WHERE sender_id = '${customer}' AND message_text <> ''`;
    expect(await rowsOf(core.store, left)).toEqual([]);
  });

  it("is erased for whoever foresaw the ids of the empty messages", async () => {
    const customer = await core.user();
    const [one, other] = [await core.user("photographer"), await core.user("photographer")];
    // Whichever conversation is the first to be emptied.
    const first = await write(customer, one);
    await write(customer, other, `erased-${first.messageId}`);
    const second = await write(customer, other);
    await write(customer, one, `erased-${second.messageId}`);
    await core.chat.moderation.erase(KEY, customer);
    const left = `SELECT FROM messages WHERE sender_id = '${customer}' AND message_text <> ''`;
    expect(await rowsOf(core.store, left)).toEqual([]);
  });

  it("is not stored any more before a new sign-in", async () => {
    const { photographer } = await core.pair();
    await core.chat.moderation.erase(KEY, photographer);
    const { photographers } = core.chat;
    const profile = { name: secret, picture: null, email: null, availability: ALWAYS_THERE };
    await expect(photographers.setProfile(photographer, profile)).rejects.toThrow();
    const reply = { title: secret, text: secret };
    await expect(photographers.addReply(photographer, reply)).rejects.toThrow();
    expect(await photographers.profile(photographer)).toMatchObject({ name: null });
    expect(await photographers.replies(photographer)).toEqual([]);
  });

  it("is not when a connection was that the erasure ended", async () => {
    const { customer, photographer, conversationId } = await core.pair();
    const seen = async () => {
      const { participants } = await core.chat.view(photographer, conversationId);
      return participants.find(({ userId }) => userId === customer)?.lastSeenAt;
    };
    const at = new Date();
    await core.chat.touchLastSeen(customer, at);
    expect(await seen()).toBe(at.toISOString());
    await core.chat.moderation.erase(KEY, customer);
    await core.chat.touchLastSeen(customer, new Date());
    expect(await seen()).toBeNull();
    await core.chat.signIn({ ...identity(customer), signedAt: Date.now() / 1_000 + 5 });
    await core.chat.touchLastSeen(customer, at);
    expect(await seen()).toBe(at.toISOString());
  });
});
