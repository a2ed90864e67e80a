import { describe, expect, it } from "vitest";
import { stores, useServer } from "../support/use-server.js";

const events: [string, object][] = [
  ["join_conversation", {}],
  ["leave_conversation", {}],
  ["send_message", { messageText: "let me in" }],
  ["typing", {}],
  ["stop_typing", {}],
  ["mark_read", {}],
  ["message_read", {}],
  ["mark_read", { upToMessageId: "not an id" }],
];
const routes: [string, object | undefined][] = [
  ["GET /api/conversations/:id/messages", undefined],
  ["POST /api/conversations/:id/messages", { messageText: "let me in" }],
  ["POST /api/conversations/:id/read", {}],
  ["POST /api/conversations/:id/read", { upToMessageId: "not an id" }],
];

describe.each(stores)("a conversation of others, on %s", (store) => {
  const server = useServer(store);

  /** One that exists, several that don't. */
  async function foreignIds(): Promise<string[]> {
    const { conversationId, customer, photographer } = await server.pair();
    await server.fetch(customer, `POST /api/conversations/${conversationId}/messages`, {
      messageText: "between us",
    });
    const known = await server.pair();
    const notYetOpen = [customer.userId, known.photographer.userId].sort().join("_");
    return [
      conversationId,
      `conv_${notYetOpen}`,
      "conv_nobody-1_nobody-2",
      `conv_${[photographer.userId, customer.userId].sort().reverse().join("_")}`,
      "group_3f0e4bb4-62c5-4a0c-9f5f-1f6a7b1d8a55",
      "conv_",
      "anything",
    ];
  }

  it.each(events)("answers forbidden to %s, whether it exists or not", async (event, payload) => {
    const eve = await server.connect(server.user({ role: "photographer" }));
    const refusals = [];
    for (const conversationId of await foreignIds()) {
      refusals.push(await eve.request(event, { ...payload, conversationId }));
    }
    const forbidden = { ok: false, error: { code: "forbidden", message: expect.any(String) } };
    expect(refusals).toEqual(refusals.map(() => forbidden));
    expect(new Set(refusals.map((refusal) => refusal.error.message)).size).toBe(1);
  });

  it.each(routes)("answers 403 to %s, whether it exists or not", async (route, body) => {
    const eve = server.user({ role: "photographer" });
    for (const conversationId of await foreignIds()) {
      const answer = await server.fetch(eve, route.replace(":id", conversationId), body);
      expect(answer).toMatchObject({ status: 403, body: { error: { code: "forbidden" } } });
    }
  });

  it("is left out of sync, lists and counts", async () => {
    const user = server.user();
    const eve = await server.connect(user);
    const cursors = Object.fromEntries((await foreignIds()).map((id) => [id, 0]));
    expect(await eve.request("sync", { conversations: cursors })).toEqual({
      ok: true,
      conversations: {},
    });
    expect((await server.fetch(user, "GET /api/conversations")).body).toEqual({
      conversations: [],
      hasMore: false,
    });
    expect((await server.fetch(user, "GET /api/unread")).body).toEqual({ unreadCount: 0 });
  });

  it("sends nothing to a stranger", async () => {
    const { photographer, customer, conversationId } = await server.pair();
    const eve = await server.connect(server.user({ role: "photographer" }));
    await eve.request("join_conversation", { conversationId });
    const pia = await server.connect(photographer);
    const carl = await server.connect(customer);

    await carl.request("typing", { conversationId });
    await carl.request("send_message", { conversationId, messageText: "between us" });
    await pia.request("mark_read", { conversationId });
    pia.socket.close();
    await carl.next("message_read");
    await carl.next("user_offline");
    await eve.settled();

    for (const event of [
      "new_message",
      "message_delivered",
      "message_read",
      "user_typing",
      "user_online",
      "user_offline",
    ]) {
      expect(eve.received(event)).toEqual([]);
    }
  });

  it("is not reachable through a message's id", async () => {
    const ours = await server.pair();
    const theirs = await server.pair();
    const carl = await server.connect(ours.customer);
    const sent = await carl.request("send_message", {
      conversationId: ours.conversationId,
      messageText: "ours",
    });
    const route = `/api/conversations/${theirs.conversationId}`;
    const { messageId } = sent.message;
    const page = await server.fetch(theirs.customer, `GET ${route}/messages?before=${messageId}`);
    expect(page).toMatchObject({ status: 400, body: { error: { code: "invalid" } } });
    const read = await server.fetch(theirs.customer, `POST ${route}/read`, {
      upToMessageId: messageId,
    });
    expect(read).toMatchObject({ status: 400, body: { error: { code: "invalid" } } });
  });
});
