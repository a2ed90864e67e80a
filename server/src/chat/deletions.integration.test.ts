import { sql } from "drizzle-orm";
import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { nobody, type Pair, rowsOf, useCore } from "../../../tests/support/use-core.js";
import { stores } from "../../../tests/support/use-server.js";
import { createChat } from "./create-chat.js";

const KEY = "fingerprint";

describe.each(stores)("a conversation that is deleted, on %s", (store) => {
  const core = useCore(store);

  async function written() {
    const pair = await core.pair();
    const { customer, photographer, conversationId } = pair;
    await core.chat.send(customer, { conversationId, messageText: "hello" });
    await core.chat.reports.add(customer, { userId: photographer, conversationId, reason: "spam" });
    return pair;
  }
  const textsOf = async ({ customer, conversationId }: Pair) =>
    (await core.chat.history(customer, { conversationId })).messages.map((one) => one.messageText);
  const left = ({ conversationId }: Pair) =>
    rowsOf(core.store, sql`SELECT FROM messages WHERE conversation_id = ${conversationId}`);
  const noted = async ({ conversationId }: Pair) =>
    (await core.chat.moderation.audit({ limit: 100 })).entries.filter(
      ({ subject }) => subject === conversationId,
    ).length;
  /** As a process leaves it that ends before the messages are gone, and the next one. */
  const interrupted = async () => {
    const pair = await written();
    await rowsOf(core.store, sql`SELECT delete_conversation(${pair.conversationId}, ${KEY})`);
    const logger = pino({ level: "silent" });
    return { pair, chat: createChat({ db: core.store.db, presence: nobody, logger }) };
  };

  // PGlite has one connection: nobody holds a lock that another one waits for.
  if (store === "PostgreSQL") {
    it("is as it was while that can't be noted", async () => {
      const pair = await written();
      const { conversationId } = pair;
      const { moderation } = core.chat;
      await core.store.db.transaction(async (holder) => {
        await holder.execute(
          sql`SELECT FROM reports WHERE conversation_id = ${conversationId} FOR UPDATE`,
        );
        await expect(moderation.deleteConversation(KEY, conversationId)).rejects.toMatchObject({
          code: "unavailable",
        });
      });
      expect([await textsOf(pair), await noted(pair)]).toEqual([["hello"], 0]);
      await moderation.deleteConversation(KEY, conversationId);
      expect([await left(pair), await noted(pair)]).toEqual([[], 1]);
    });
  }

  it("is nobody's while its messages are removed, and starts anew when they are gone", async () => {
    const { pair, chat } = await interrupted();
    const { customer, photographer } = pair;
    await expect(chat.open(customer, photographer)).rejects.toMatchObject({
      ...{ code: "unavailable", retryAfterMs: expect.any(Number) },
    });
    expect(await left(pair)).toHaveLength(1);
    await chat.retention(undefined).sweep(Date.now());
    expect(await left(pair)).toEqual([]);
    await chat.open(customer, photographer);
    expect([await textsOf(pair), await noted(pair)]).toEqual([[], 1]);
  });

  it("is gone after a repeat of a call that was interrupted", async () => {
    const { pair, chat } = await interrupted();
    const { moderation } = chat;
    await moderation.deleteConversation(KEY, pair.conversationId);
    expect([await left(pair), await noted(pair)]).toEqual([[], 1]);
    await expect(moderation.deleteConversation(KEY, pair.conversationId)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
