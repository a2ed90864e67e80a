import { describe, expect, it } from "vitest";
import { useServer } from "../support/use-server.js";

describe("blocking somebody", () => {
  const server = useServer("PGlite");

  const block = (by: { userId: string; token: string }, whom: string, method = "PUT") =>
    server.fetch(by, `${method} /api/blocks/${encodeURIComponent(whom)}`);

  it("is told to both at once, to each as it is for them", async () => {
    const { photographer, customer, conversationId } = await server.pair();
    const [one, other] = [await server.connect(photographer), await server.connect(customer)];
    expect((await block(photographer, customer.userId)).status).toBe(204);
    const mine = (await one.next("conversation_changed")).conversation;
    expect(mine).toMatchObject({ conversationId, blockedByMe: true, writable: false, rev: 1 });
    const theirs = (await other.next("conversation_changed")).conversation;
    expect(theirs).toMatchObject({ conversationId, blockedByMe: false, writable: false, rev: 1 });
    expect(theirs.participants.find(({ userId }) => userId === photographer.userId)).toMatchObject({
      online: false,
      lastSeenAt: null,
    });

    const answer = await other.request("send_message", { conversationId, messageText: "please" });
    expect(answer.error).toEqual({
      code: "forbidden",
      message: "This conversation takes no messages.",
    });
    const joined = await other.request("join_conversation", { conversationId });
    expect(joined.conversation).toMatchObject({ blockedByMe: false, writable: false });
    const synced = await one.request("sync", { conversations: { [conversationId]: 0 } });
    expect(synced.conversations[conversationId]).toMatchObject({
      blockedByMe: true,
      writable: false,
    });

    expect((await block(photographer, customer.userId, "DELETE")).status).toBe(204);
    const open = await other.next(
      "conversation_changed",
      ({ conversation }) => conversation.rev === 2,
    );
    expect(open.conversation).toMatchObject({ writable: true });
    const sent = await other.request("send_message", { conversationId, messageText: "thanks" });
    expect(sent.ok).toBe(true);
  });

  it("lets no typing, presence or receipts across", async () => {
    const { photographer, customer, conversationId } = await server.pair();
    const one = await server.connect(photographer);
    const sent = await one.request("send_message", { conversationId, messageText: "hello" });
    await block(photographer, customer.userId);
    const other = await server.connect(customer);
    await other.request("typing", { conversationId });
    await other.request("mark_read", { conversationId });
    other.socket.close();
    // The grace time of somebody who left is over when a bystander hears of another one's end.
    const friend = server.user({ role: "photographer" });
    await server.fetch(friend, "GET /api/me");
    await server.fetch(customer, "POST /api/conversations", { userId: friend.userId });
    const bystander = await server.connect(friend);
    await bystander.next("user_offline", ({ userId }) => userId === customer.userId);
    await one.settled();
    for (const event of [
      "user_typing",
      "user_online",
      "user_offline",
      "message_read",
      "message_delivered",
    ]) {
      expect(one.received(event), event).toEqual([]);
    }
    const { messages } = await one.request("load_messages", { conversationId });
    expect(messages).toMatchObject([{ messageId: sent.message.messageId, isRead: false }]);
  });

  it("is no oracle, and its list is the caller's own", async () => {
    const { photographer, customer } = await server.pair();
    const stranger = server.user();
    await server.fetch(stranger, "GET /api/me");
    for (const whom of [stranger.userId, "nobody", customer.userId]) {
      const answer = await block(customer, whom);
      expect([answer.status, answer.body]).toEqual([
        404,
        {
          error: { code: "not_found", message: "You share no conversation with such a user." },
        },
      ]);
    }
    await block(customer, photographer.userId);
    const list = await server.fetch<{ users: object[] }>(customer, "GET /api/blocks");
    expect(list.body.users).toEqual([
      { userId: photographer.userId, name: "Pia", picture: null, blockedAt: expect.any(String) },
    ]);
    const theirs = await server.fetch(photographer, "GET /api/blocks");
    expect(theirs.body).toEqual({ users: [] });
  });

  it("has nothing to do with administration, which there is none of without a key", async () => {
    const host = { userId: "", token: "a key of somebody who has heard of administration" };
    for (const route of ["GET /api/admin/audit", "PUT /api/admin/users/1/ban", "GET /api/admin"]) {
      const answer = await server.fetch(host, route);
      expect([answer.status, answer.body], route).toEqual([
        404,
        { error: { code: "not_found", message: "There is no such route." } },
      ]);
    }
    const document = await server.fetch(null, "GET /openapi.json");
    expect(JSON.stringify(document.body)).not.toContain("/api/admin");
  });
});
