import { describe, expect, it } from "vitest";
import { stores, useServer } from "../support/use-server.js";
import { isoTime, type WirePayload } from "../support/wire.js";

describe.each(stores)("receipts, on %s", (store) => {
  const server = useServer(store);

  it.each(["mark_read", "message_read"])("move forward by %s and tell everyone", async (event) => {
    const { photographer, customer, conversationId } = await server.pair();
    const pia = await server.connect(photographer);
    const carl = await server.connect(customer);
    const sent: WirePayload[] = [];
    for (const messageText of ["one", "two", "three"]) {
      sent.push(await carl.request("send_message", { conversationId, messageText }));
    }
    const upToMessageId = sent[1]?.message.messageId;

    const answer = await pia.request(event, { conversationId, upToMessageId });

    expect(answer).toMatchObject({ ok: true, unreadCount: 1 });
    for (const client of [pia, carl]) {
      expect(await client.next("message_read")).toMatchObject({
        conversationId,
        userId: photographer.userId,
        upToMessageId,
        readAt: expect.stringMatching(isoTime),
      });
    }
    const page = await server.fetch<WirePayload>(
      customer,
      `GET /api/conversations/${conversationId}/messages`,
    );
    expect(page.body.messages.map((message) => [message.isRead, message.readAt !== null])).toEqual([
      [true, true],
      [true, true],
      [false, false],
    ]);
  });

  it("never move back", async () => {
    const { photographer, customer, conversationId } = await server.pair();
    const carl = await server.connect(customer);
    const pia = await server.connect(photographer);
    const first = await carl.request("send_message", { conversationId, messageText: "one" });
    await carl.request("send_message", { conversationId, messageText: "two" });
    await pia.request("mark_read", { conversationId });

    const back = await pia.request("mark_read", {
      conversationId,
      upToMessageId: first.message.messageId,
    });

    expect(back).toMatchObject({ ok: true, unreadCount: 0 });
    const joined = await carl.request("join_conversation", { conversationId });
    const reader = joined.conversation.participants.find(
      ({ userId }) => userId === photographer.userId,
    );
    expect(reader?.readSeq).toBe(joined.conversation.lastMessage?.seq);
    await carl.settled();
    expect(carl.received("message_read")).toHaveLength(1);
  });

  it("count as unread what others wrote, until it is read", async () => {
    const { photographer, customer, conversationId } = await server.pair();
    const carl = await server.connect(customer);
    const pia = await server.connect(photographer);
    const unread = async () => (await server.fetch(photographer, "GET /api/unread")).body;
    expect(await unread()).toEqual({ unreadCount: 0 });

    await carl.request("send_message", { conversationId, messageText: "one" });
    await carl.request("send_message", { conversationId, messageText: "two" });
    await pia.request("send_message", { conversationId, messageText: "busy" });
    const joined = await pia.request("join_conversation", { conversationId });

    expect(joined.conversation.unreadCount).toBe(2);
    expect(await unread()).toEqual({ unreadCount: 2 });
    expect((await server.fetch(customer, "GET /api/unread")).body).toEqual({ unreadCount: 1 });

    const read = await server.fetch(
      photographer,
      `POST /api/conversations/${conversationId}/read`,
      {},
    );
    expect(read).toMatchObject({ status: 200, body: { unreadCount: 0 } });
    expect(await unread()).toEqual({ unreadCount: 0 });
    expect(await carl.next("message_read")).toMatchObject({ userId: photographer.userId });
  });

  it("say delivered once a receiver's client was handed the message", async () => {
    const { photographer, customer, conversationId } = await server.pair();
    const carl = await server.connect(customer);
    const alone = await carl.request("send_message", { conversationId, messageText: "anyone?" });
    await carl.settled();
    expect(carl.received("message_delivered")).toEqual([]);

    const pia = await server.connect(photographer);
    await pia.request("join_conversation", { conversationId });
    expect(await carl.next("message_delivered")).toMatchObject({
      conversationId,
      userId: photographer.userId,
      upToMessageId: alone.message.messageId,
    });

    const live = await carl.request("send_message", { conversationId, messageText: "there!" });
    const delivered = await carl.next(
      "message_delivered",
      ({ upToMessageId }) => upToMessageId === live.message.messageId,
    );
    expect(delivered.userId).toBe(photographer.userId);
    const joined = await carl.request("join_conversation", { conversationId });
    expect(joined.conversation.participants).toContainEqual(
      expect.objectContaining({
        userId: photographer.userId,
        deliveredSeq: live.message.seq,
        readSeq: 0,
      }),
    );
  });

  it("refuse a message that is not in the conversation", async () => {
    const { customer, conversationId } = await server.pair();
    const carl = await server.connect(customer);
    for (const upToMessageId of ["nothing", "999999999999", "9".repeat(40), "-1", 7]) {
      const answer = await carl.request("mark_read", { conversationId, upToMessageId });
      expect(answer).toMatchObject({ ok: false, error: { code: "invalid" } });
    }
  });

  it("of an empty conversation change nothing", async () => {
    const { customer, conversationId } = await server.pair();
    const carl = await server.connect(customer);
    expect(await carl.request("mark_read", { conversationId })).toMatchObject({
      ok: true,
      unreadCount: 0,
    });
    await carl.settled();
    expect(carl.received("message_read")).toEqual([]);
  });
});
