import { conversationIdOf } from "@photo-chat/sdk/protocol";
import { describe, expect, it } from "vitest";
import { rowsOf, useCore } from "../../../tests/support/use-core.js";
import { stores } from "../../../tests/support/use-server.js";

describe.each(stores)("a search on %s", (store) => {
  const core = useCore(store);

  async function customerOf(photographer: string, profile: { name?: string; email?: string }) {
    const userId = await core.user();
    const { name = null, email = null } = profile;
    const claims = { picture: null, role: "customer", issuedAt: 2 } as const;
    await core.chat.signIn({ userId, name, email, ...claims });
    const conversationId = conversationIdOf(userId, photographer);
    await core.chat.join(userId, conversationId);
    return { userId, conversationId };
  }

  async function found(userId: string, search: string): Promise<string[]> {
    const { conversations } = await core.chat.list(userId, { search });
    return conversations.map(({ conversationId }) => conversationId);
  }

  it("finds people by name in any case, and by e-mail for photographers only", async () => {
    const photographer = await core.user("photographer");
    const anna = await customerOf(photographer, { name: "Anna Ödegård", email: "a@Mill.example" });
    const ben = await customerOf(photographer, { name: "Ben" });
    expect(await found(photographer, "ANNA öDEG")).toEqual([anna.conversationId]);
    expect(await found(photographer, "mill.EXAMPLE")).toEqual([anna.conversationId]);
    expect(await found(photographer, "en")).toEqual([ben.conversationId]);
    expect(await found(photographer, "nobody")).toEqual([]);

    const claims = { picture: null, role: "photographer", issuedAt: 2 } as const;
    const studio = { name: "Pia", email: "pia@studio.example" };
    await core.chat.signIn({ userId: photographer, ...studio, ...claims });
    expect(await found(anna.userId, "pia")).toEqual([anna.conversationId]);
    expect(await found(anna.userId, "studio.example")).toEqual([]);
    expect(await found(anna.userId, "anna"), "one's own name fits everything").toEqual([]);
  });

  it("finds texts as they are, and answers the newest one beside the last message", async () => {
    const photographer = await core.user("photographer");
    const { userId, conversationId } = await customerOf(photographer, { name: "Carl" });
    const say = async (messageText: string) =>
      (await core.chat.send(userId, { conversationId, messageText })).message;
    await say("100% of the Barn_photos, C:\\barn");
    const newest = await say("The barn again: ÉTÉ");
    const last = await say("anything else");

    const { conversations } = await core.chat.list(photographer, { search: "BARN" });
    expect(conversations).toMatchObject([{ conversationId, match: newest, lastMessage: last }]);
    for (const text of ["100%", "n_p", "c:\\B", "été"]) {
      expect(await found(photographer, text), text).toEqual([conversationId]);
    }
    for (const pattern of [
      "100%barn",
      "t__ barn",
      "%",
      "_________",
      ".*",
      "(barn|x)",
      "[Bb]arn",
      "\\w",
    ]) {
      const hits = await core.chat.list(photographer, { search: pattern });
      const isThere = pattern === "%";
      expect(hits.conversations.length, pattern).toBe(isThere ? 1 : 0);
    }
    const byName = await core.chat.list(photographer, { search: "carl" });
    expect(byName.conversations).toMatchObject([{ conversationId, match: null }]);
    const plain = await core.chat.list(photographer, {});
    expect(plain.conversations[0]).not.toHaveProperty("match");
  });

  it("leaves out what the caller has deleted, and what is not the caller's", async () => {
    const { customer, photographer, conversationId } = await core.pair();
    const { message } = await core.chat.send(customer, { conversationId, messageText: "secret" });
    const stranger = await core.user("photographer");
    await customerOf(stranger, { name: "Dora" });
    expect(await found(stranger, "secret")).toEqual([]);
    expect(await found(photographer, "secret")).toEqual([conversationId]);
    await rowsOf(
      core.store,
      `UPDATE messages SET is_deleted_by_receiver = true WHERE message_id = ${message.messageId}`,
    );
    expect(await found(photographer, "secret")).toEqual([]);
    expect(await found(customer, "secret")).toEqual([conversationId]);
  });

  it("comes in pages, newest activity first", async () => {
    const photographer = await core.user("photographer");
    const ids: string[] = [];
    for (const name of ["Eva 1", "Finn", "Eva 2", "Eva 3"]) {
      const { userId, conversationId } = await customerOf(photographer, { name });
      await core.chat.send(userId, { conversationId, messageText: "hello" });
      if (name.startsWith("Eva")) ids.unshift(conversationId);
    }
    const first = await core.chat.list(photographer, { search: "eva", limit: 2 });
    expect(first.hasMore).toBe(true);
    const before = first.conversations.at(-1)?.conversationId;
    const second = await core.chat.list(photographer, { search: "eva", limit: 2, before });
    expect(second.hasMore).toBe(false);
    const listed = [...first.conversations, ...second.conversations];
    expect(listed.map(({ conversationId }) => conversationId)).toEqual(ids);
  });
});
