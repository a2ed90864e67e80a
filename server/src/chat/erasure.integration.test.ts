import { randomUUID } from "node:crypto";
import { conversationIdOf } from "@photo-chat/sdk/protocol";
import { describe, expect, it } from "vitest";
import { rowsOf, useCore } from "../../../tests/support/use-core.js";
import { stores } from "../../../tests/support/use-server.js";
import { newGuestId } from "./guest-id.js";

const KEY = "fingerprint";

describe.each(stores)("what hangs on a person, on %s", (store) => {
  const core = useCore(store);
  const secret = `canary-${randomUUID()}`;

  const write = async (userId: string, otherId: string) => {
    const conversationId = conversationIdOf(userId, otherId);
    const sent = await core.chat.send(userId, { conversationId, messageText: secret });
    return sent.message;
  };
  /** A guest who wrote, was reported, has reported, and became the account of whom it wrote to. */
  async function joinedGuest() {
    const other = await core.user("photographer");
    const account = await core.user("photographer");
    const guest = newGuestId();
    await core.chat.signIn({
      ...{ userId: guest, name: null, picture: null, email: null, role: "customer", issuedAt: 1 },
    });
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
});
