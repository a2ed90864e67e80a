import { describe, expect, it } from "vitest";
import { stores, useServer } from "../support/use-server.js";
import { isoTime, type WirePayload } from "../support/wire.js";

describe.each(stores)("presence and typing, on %s", (store) => {
  const server = useServer(store);

  it("shows typing to the others, never to the typist's own sockets", async () => {
    const { photographer, customer, conversationId } = await server.pair();
    const carl = await server.connect(customer);
    const carlsPhone = await server.connect(customer);
    const pia = await server.connect(photographer);

    expect(await carl.request("typing", { conversationId })).toMatchObject({ ok: true });
    expect(await pia.next("user_typing")).toEqual({
      conversationId,
      userId: customer.userId,
      userName: "Carl",
    });
    expect(await carl.request("stop_typing", { conversationId })).toMatchObject({ ok: true });
    expect(await pia.next("user_stopped_typing")).toEqual({
      conversationId,
      userId: customer.userId,
    });

    for (const own of [carl, carlsPhone]) {
      await own.settled();
      expect(own.received("user_typing")).toEqual([]);
      expect(own.received("user_stopped_typing")).toEqual([]);
    }
  });

  it("shows who types by the name of the newest token", async () => {
    const photographer = server.user({ name: "Pia", role: "photographer" });
    const claims = { iat: Math.floor(Date.now() / 1_000) - 60 };
    const older = server.user({ name: "Charles", claims });
    const pia = await server.connect(photographer);
    const carl = await server.connect(older);
    const { userId } = photographer;
    const { conversation } = (
      await server.fetch<WirePayload>(older, "POST /api/conversations", { userId })
    ).body;
    await server.fetch(server.user({ id: older.userId, name: "Carl" }), "GET /api/me");
    await carl.request("typing", conversation);
    expect(await pia.next("user_typing")).toMatchObject({ userName: "Carl" });
  });

  it("tells contacts of the first and the last connection only", async () => {
    const { photographer, customer, conversationId } = await server.pair();
    const pia = await server.connect(photographer);
    const first = await server.connect(customer);
    expect(await pia.next("user_online")).toEqual({ userId: customer.userId });
    const second = await server.connect(customer);

    first.socket.close();
    const joined = await pia.request("join_conversation", { conversationId });
    expect(joined.conversation.participants).toContainEqual(
      expect.objectContaining({ userId: customer.userId, online: true }),
    );

    second.socket.close();
    expect(await pia.next("user_offline")).toEqual({
      userId: customer.userId,
      lastSeenAt: expect.stringMatching(isoTime),
    });
    expect(pia.received("user_online")).toHaveLength(1);
    const later = await pia.request("join_conversation", { conversationId });
    expect(later.conversation.participants).toContainEqual(
      expect.objectContaining({
        userId: customer.userId,
        online: false,
        lastSeenAt: expect.stringMatching(isoTime),
      }),
    );
  });

  it("shows nothing when a page changes", async () => {
    const { photographer, customer } = await server.pair();
    const pia = await server.connect(photographer);
    const before = await server.connect(customer);
    await pia.next("user_online");
    before.socket.close();
    await server.connect(customer);
    await pia.settled();
    expect(pia.received("user_offline")).toEqual([]);
  });

  it("can leave and come back to a conversation without missing messages", async () => {
    const { photographer, customer, conversationId } = await server.pair();
    const pia = await server.connect(photographer);
    const carl = await server.connect(customer);
    await pia.request("join_conversation", { conversationId });
    expect(await pia.request("leave_conversation", { conversationId })).toMatchObject({ ok: true });
    await carl.request("send_message", { conversationId, messageText: "still there?" });
    await pia.next("new_message");
  });
});
