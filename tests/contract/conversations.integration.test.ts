import { describe, expect, it } from "vitest";
import { stores, useServer } from "../support/use-server.js";
import { isoTime, type WireConversation } from "../support/wire.js";

describe.each(stores)("conversations, on %s", (store) => {
  const server = useServer(store);

  it("are opened by joining, for a pair that may talk", async () => {
    const photographer = server.user({
      name: "Pia",
      role: "photographer",
      picture: "https://x.example/p.png",
    });
    const pia = await server.connect(photographer);
    const customer = server.user({ name: "Carl" });
    const carl = await server.connect(customer);
    const conversationId = `conv_${[photographer.userId, customer.userId].sort().join("_")}`;

    const joined = await carl.request("join_conversation", { conversationId });

    expect(joined).toMatchObject({ ok: true, messages: [], hasMore: false });
    expect(joined.conversation).toMatchObject({
      conversationId,
      lastMessage: null,
      unreadCount: 0,
    });
    expect(joined.conversation.participants).toHaveLength(2);
    expect(joined.conversation.participants).toContainEqual(
      expect.objectContaining({
        userId: photographer.userId,
        name: "Pia",
        picture: "https://x.example/p.png",
        role: "photographer",
        online: true,
        readSeq: 0,
        deliveredSeq: 0,
      }),
    );
    expect((await pia.request("join_conversation", { conversationId })).ok).toBe(true);
  });

  it.each([
    ["9", "10", "conv_9_10"],
    ["5", "1", "conv_1_5"],
    ["user_2x", "anna", "conv_anna_user~5F2x"],
    ["Zoë ~1", "zoe", "conv_Zo~C3~AB~20~7E1_zoe"],
    ["010", "9", "conv_010_9"],
  ])("of %j and %j have the id %s", async (first, second, conversationId) => {
    const prefix = "";
    await server.fetch(server.user({ id: first, role: "photographer" }), "GET /api/me");
    const caller = server.user({ id: prefix + second });
    const opened = await server.fetch<{ conversation: WireConversation }>(
      caller,
      "POST /api/conversations",
      { userId: first },
    );
    expect(opened.body.conversation.conversationId).toBe(conversationId);
    const client = await server.connect(caller);
    expect((await client.request("join_conversation", { conversationId })).ok).toBe(true);
  });

  it("are for customers with photographers, for photographers with anyone", async () => {
    const roles = ["customer", "photographer"] as const;
    for (const role of roles) {
      for (const otherRole of roles) {
        const other = server.user({ role: otherRole });
        await server.fetch(other, "GET /api/me");
        const answer = await server.fetch(server.user({ role }), "POST /api/conversations", {
          userId: other.userId,
        });
        const mayTalk = role === "photographer" || otherRole === "photographer";
        expect([role, otherRole, answer.status]).toEqual([role, otherRole, mayTalk ? 200 : 403]);
      }
    }
  });

  it("with an unknown user are forbidden", async () => {
    const caller = server.user({ role: "photographer" });
    const answer = await server.fetch(caller, "POST /api/conversations", { userId: "nobody-1" });
    expect(answer).toMatchObject({ status: 403, body: { error: { code: "forbidden" } } });
  });

  it("open again as the same one", async () => {
    const { customer, photographer, conversationId } = await server.pair();
    for (const [user, other] of [
      [customer, photographer],
      [photographer, customer],
    ] as const) {
      const again = await server.fetch<{ conversation: WireConversation }>(
        user,
        "POST /api/conversations",
        { userId: other.userId },
      );
      expect(again.status).toBe(200);
      expect(again.body.conversation.conversationId).toBe(conversationId);
    }
  });

  it("open once when both sides join at the same moment", async () => {
    const photographer = server.user({ role: "photographer" });
    const customer = server.user();
    const clients = [await server.connect(photographer), await server.connect(customer)];
    const conversationId = `conv_${[photographer.userId, customer.userId].sort().join("_")}`;
    const joins = clients.flatMap((client) =>
      Array.from({ length: 5 }, () => client.request("join_conversation", { conversationId })),
    );
    for (const joined of await Promise.all(joins)) expect(joined.ok).toBe(true);
  });

  it("are listed by newest activity, in pages", async () => {
    const photographer = server.user({ role: "photographer" });
    await server.fetch(photographer, "GET /api/me");
    const ids: string[] = [];
    for (let index = 0; index < 3; index++) {
      const customer = server.user();
      const opened = await server.fetch<{ conversation: WireConversation }>(
        customer,
        "POST /api/conversations",
        { userId: photographer.userId },
      );
      const { conversationId } = opened.body.conversation;
      const route = `POST /api/conversations/${conversationId}/messages`;
      await server.fetch(customer, route, { messageText: `hello ${index}` });
      ids.unshift(conversationId);
    }

    type Page = { conversations: WireConversation[]; hasMore: boolean };
    const first = await server.fetch<Page>(photographer, "GET /api/conversations?limit=2");
    expect(first.status).toBe(200);
    expect(first.body.conversations.map((one) => one.conversationId)).toEqual(ids.slice(0, 2));
    expect(first.body.hasMore).toBe(true);
    expect(first.body.conversations[0]).toMatchObject({
      lastMessage: { messageText: "hello 2" },
      unreadCount: 1,
      rev: expect.any(Number),
      updatedAt: expect.stringMatching(isoTime),
    });

    const rest = await server.fetch<Page>(
      photographer,
      `GET /api/conversations?limit=2&before=${ids[1]}`,
    );
    expect(rest.body).toMatchObject({
      conversations: [{ conversationId: ids[2] }],
      hasMore: false,
    });

    const time = first.body.conversations[1]?.updatedAt;
    const byTime = await server.fetch<Page>(photographer, `GET /api/conversations?before=${time}`);
    expect(byTime.body.conversations.map((one) => one.conversationId)).toEqual([ids[2]]);
  });

  it("are searched by text and by name, by socket and by REST alike", async () => {
    const { photographer, customer, conversationId } = await server.pair();
    const carl = await server.connect(customer);
    const sent = await carl.request("send_message", {
      ...{ conversationId, messageText: "Is the Barn free?" },
    });
    const pia = await server.connect(photographer);
    for (const [search, match] of [
      ["barn", sent.message],
      ["CARL", null],
    ] as const) {
      const found = await pia.request("list_conversations", { search });
      expect(found).toMatchObject({
        ok: true,
        conversations: [{ conversationId, match, lastMessage: sent.message }],
        hasMore: false,
      });
      const route = `GET /api/conversations?search=${search}`;
      const page = (await server.fetch<object>(photographer, route)).body;
      expect({ ok: true, ...page }).toEqual(found);
    }
    for (const search of ["", " ", "x".repeat(101), "\0", 5]) {
      expect(await pia.request("list_conversations", { search })).toMatchObject({
        ok: false,
        error: { code: "invalid" },
      });
    }
  });

  it.each([
    ...["limit=0", "limit=101", "limit=x", "limit=1.5", "before=%00", "before=yesterday"],
    ...["before=-000001-01-01T00:00:00Z", "before=%2B275760-09-13T00:00:00Z"],
  ])("are not listed for %s", async (query) => {
    const answer = await server.fetch(server.user(), `GET /api/conversations?${query}`);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: "invalid" } } });
  });
});
