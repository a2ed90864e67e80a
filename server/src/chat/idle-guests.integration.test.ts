import { sql } from "drizzle-orm";
import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { eventually } from "../../../tests/support/eventually.js";
import { rowsOf, useCore } from "../../../tests/support/use-core.js";
import { stores } from "../../../tests/support/use-server.js";
import type { Identity } from "./chat.js";
import { createChat } from "./create-chat.js";
import { newGuestId } from "./guest-id.js";

const DAY_MS = 86_400_000;

describe.each(stores)("guests who are idle, on %s", (store) => {
  const core = useCore(store);

  const identity = (userId: string): Identity => ({
    ...{ userId, name: null, picture: null, email: null, role: "customer", issuedAt: 1 },
  });
  /** One who has a conversation without messages, and was not seen for long. */
  async function idleGuest(photographer: string) {
    const guestId = newGuestId();
    await core.chat.signIn(identity(guestId));
    const { conversationId } = await core.chat.open(guestId, photographer);
    const old = new Date(Date.now() - 40 * DAY_MS).toISOString();
    await rowsOf(core.store, `UPDATE users SET created_at = '${old}' WHERE id = '${guestId}'`);
    return { guestId, conversationId };
  }

  const somebodyWaits = () =>
    eventually(async () => {
      const waiting = sql`
        SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      expect(await rowsOf(core.store, waiting)).not.toEqual([]);
    });

  it("stay while they are connected, and are stored anew when they come back", async () => {
    const photographer = await core.user("photographer");
    const [here, gone] = [await idleGuest(photographer), await idleGuest(photographer)];
    const chat = createChat({
      ...{ db: core.store.db, logger: pino({ level: "silent" }) },
      presence: { isOnline: () => true, userIds: () => [here.guestId] },
    });
    await chat.signIn(identity(gone.guestId));
    const ended: string[] = [];
    chat.moderation.onSignOut((userId) => ended.push(userId));
    await chat.retention(30).sweep(Date.now());
    // Another process, which does not know who is connected to the first.
    await core.chat.retention(30).sweep(Date.now());

    expect(ended).toContain(gone.guestId);
    expect(ended).not.toContain(here.guestId);
    const hello = { conversationId: here.conversationId, messageText: "hello" };
    expect((await core.chat.send(here.guestId, hello)).message.seq).toBe(1);
    await chat.signIn(identity(gone.guestId));
    const back = { conversationId: gone.conversationId, messageText: "back" };
    expect((await chat.send(gone.guestId, back)).message.messageText).toBe("back");
  });

  // PGlite has one connection: nobody holds a lock that another one waits for.
  if (store === "PostgreSQL") {
    it("stay when something is being written to them", async () => {
      const photographer = await core.user("photographer");
      const { guestId, conversationId } = await idleGuest(photographer);
      const { sweeping } = await core.store.db.transaction(async (writer) => {
        await writer.execute(sql`
        SELECT append_message(
          ${conversationId}, ${photographer}, ${guestId}, 'late', 'late', 'text', NULL, NULL
        )`);
        const sweeping = core.chat.retention(30).sweep(Date.now());
        await somebodyWaits();
        return { sweeping };
      });
      await sweeping;
      const { messages } = await core.chat.history(guestId, { conversationId });
      expect(messages).toMatchObject([{ messageText: "late" }]);
    });
  }

  if (store === "PostgreSQL") {
    it("take nothing that was not written before", async () => {
      const photographer = await core.user("photographer");
      const { guestId, conversationId } = await idleGuest(photographer);
      const { sending } = await core.store.db.transaction(async (remover) => {
        await remover.execute(sql`SELECT remove_idle_guests(now() - interval '30 days', 200)`);
        const sending = core.chat
          .send(photographer, { conversationId, messageText: "late" })
          .catch((error: unknown) => error);
        await somebodyWaits();
        return { sending };
      });
      expect(await sending).toMatchObject({ code: "forbidden" });
      const left = sql`SELECT FROM messages WHERE receiver_id = ${guestId}`;
      expect(await rowsOf(core.store, left)).toEqual([]);
    });
  }
});
