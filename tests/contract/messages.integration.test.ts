import { describe, expect, it } from "vitest";
import { stores, useServer } from "../support/use-server.js";
import { isoTime, type WirePayload } from "../support/wire.js";

const barn = { id: "42", title: "The old barn", src: "https://studio.example/barn.jpg" };

describe.each(stores)("messages, on %s", (store) => {
  const server = useServer(store, {
    LIMIT_MESSAGES_PER_SECOND: "1000",
    LIMIT_MESSAGE_BURST: "1000",
  });

  it("reach every socket of every participant once, joined or not", async () => {
    const { photographer, customer, conversationId } = await server.pair();
    const carl = await server.connect(customer);
    const others = [
      await server.connect(customer, { transports: ["polling"] }),
      await server.connect(photographer),
      await server.connect(photographer),
    ];
    await others[1]?.request("join_conversation", { conversationId });

    const sent = await carl.request("send_message", {
      conversationId,
      messageText: "Hello <b>Pia</b> 👋\nשלום",
      clientMessageId: "first",
      somethingElse: true,
    });

    expect(sent).toEqual({ ok: true, message: expect.any(Object) });
    expect(sent.message).toMatchObject({
      messageId: expect.any(String),
      conversationId,
      clientMessageId: "first",
      seq: expect.any(Number),
      rev: sent.message.seq,
      senderId: customer.userId,
      receiverId: photographer.userId,
      messageText: "Hello <b>Pia</b> 👋\nשלום",
      messageType: "text",
      attachmentUrl: null,
      about: null,
      isRead: false,
      readAt: null,
      createdAt: expect.stringMatching(isoTime),
      updatedAt: expect.stringMatching(isoTime),
    });
    for (const client of [carl, ...others]) {
      await client.next("new_message");
      await client.settled();
      expect(client.received("new_message")).toEqual([{ conversationId, message: sent.message }]);
    }
  });

  it("sent by REST make the same events", async () => {
    const { photographer, customer, conversationId } = await server.pair();
    const pia = await server.connect(photographer);
    const carl = await server.connect(customer);
    const route = `POST /api/conversations/${conversationId}/messages`;
    const body = { messageText: "by REST", clientMessageId: "rest-1" };

    const sent = await server.fetch<WirePayload>(customer, route, body);
    expect(sent.status).toBe(201);
    for (const client of [pia, carl]) {
      expect(await client.next("new_message")).toEqual({
        conversationId,
        message: sent.body.message,
      });
    }

    const repeated = await server.fetch<WirePayload>(customer, route, body);
    expect(repeated.status).toBe(200);
    expect(repeated.body).toMatchObject({
      message: { messageId: sent.body.message.messageId },
      duplicate: true,
    });
    await pia.settled();
    expect(pia.received("new_message")).toHaveLength(1);
  });

  it("sent twice are stored once", async () => {
    const { photographer, customer, conversationId } = await server.pair();
    const pia = await server.connect(photographer);
    const carl = await server.connect(customer);
    const payload = { conversationId, messageText: "once", clientMessageId: "same" };

    const answers = await Promise.all(
      Array.from({ length: 10 }, () => carl.request("send_message", payload)),
    );

    expect(answers.filter((answer) => !answer.duplicate)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.message.messageId)).size).toBe(1);
    await pia.next("new_message");
    await pia.settled();
    expect(pia.received("new_message")).toHaveLength(1);
    const history = await server.fetch<WirePayload>(
      customer,
      `GET /api/conversations/${conversationId}/messages`,
    );
    expect(history.body.messages).toHaveLength(1);
  });

  it("of two people may have the same clientMessageId, of one in two conversations not", async () => {
    const { photographer, customer, conversationId } = await server.pair();
    const other = server.user({ role: "photographer" });
    await server.fetch(other, "GET /api/me");
    const carl = await server.connect(customer);
    const pia = await server.connect(photographer);
    const elsewhere = `conv_${[customer.userId, other.userId].sort().join("_")}`;
    await carl.request("join_conversation", { conversationId: elsewhere });

    const mine = { conversationId, messageText: "mine", clientMessageId: "shared" };
    expect((await carl.request("send_message", mine)).ok).toBe(true);
    const theirs = await pia.request("send_message", { ...mine, messageText: "theirs" });
    expect(theirs).toMatchObject({ ok: true, message: { messageText: "theirs" } });
    expect(theirs.duplicate).toBeUndefined();
    const moved = await carl.request("send_message", { ...mine, conversationId: elsewhere });
    expect(moved).toMatchObject({ ok: false, error: { code: "conflict" } });
  });

  it("pipelined on one socket keep their order for everyone", async () => {
    const { photographer, customer, conversationId } = await server.pair();
    const pia = await server.connect(photographer);
    const carl = await server.connect(customer);
    const texts = Array.from({ length: 100 }, (_, index) => `message ${index}`);

    const answers = await Promise.all(
      texts.map((messageText) => carl.request("send_message", { conversationId, messageText })),
    );

    const seqs = answers.map((answer) => answer.message.seq);
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    expect(new Set(seqs).size).toBe(100);
    for (const client of [pia, carl]) {
      await client.next("new_message", ({ message }) => message.messageText === texts.at(-1));
      const seen = client.received("new_message").map(({ message }) => message.messageText);
      expect(seen).toEqual(texts);
    }
    const page = await server.fetch<WirePayload>(
      photographer,
      `GET /api/conversations/${conversationId}/messages?limit=100`,
    );
    expect(page.body.messages.map((message) => message.messageText)).toEqual(texts);
  });

  it("are read back in pages, oldest first", async () => {
    const { customer, conversationId } = await server.pair();
    const carl = await server.connect(customer);
    for (let index = 0; index < 60; index++) {
      carl.socket.emit("send_message", { conversationId, messageText: `${index}` });
    }
    await carl.next("new_message", ({ message }) => message.messageText === "59");
    const numbers = (page: WirePayload) => page.messages.map((one) => Number(one.messageText));

    const joined = await carl.request("join_conversation", { conversationId });
    expect(numbers(joined)).toEqual(Array.from({ length: 50 }, (_, index) => index + 10));
    expect(joined.hasMore).toBe(true);

    const route = `GET /api/conversations/${conversationId}/messages`;
    const newest = await server.fetch<WirePayload>(customer, `${route}?limit=3`);
    expect(numbers(newest.body)).toEqual([57, 58, 59]);
    const before = newest.body.messages[0]?.messageId;
    const older = await server.fetch<WirePayload>(customer, `${route}?before=${before}&limit=56`);
    expect(numbers(older.body)).toEqual(Array.from({ length: 56 }, (_, index) => index + 1));
    expect(older.body.hasMore).toBe(true);
    const last = older.body.messages[0]?.messageId;
    const oldest = await server.fetch<WirePayload>(customer, `${route}?before=${last}`);
    expect(numbers(oldest.body)).toEqual([0]);
    expect(oldest.body.hasMore).toBe(false);
  });

  it.each(["limit=0", "limit=101", "limit=ten", "limit=", "limit=1e1", "before=", "before=%00"])(
    "are not read back with %s",
    async (query) => {
      const { customer, conversationId } = await server.pair();
      const answer = await server.fetch(
        customer,
        `GET /api/conversations/${conversationId}/messages?${query}`,
      );
      expect(answer).toMatchObject({ status: 400, body: { error: { code: "invalid" } } });
    },
  );

  it.each([
    [
      "an image without text",
      { messageText: "", messageType: "image", attachmentUrl: "https://x.example/a.jpg" },
    ],
    [
      "a file on this server",
      { messageText: "", messageType: "file", attachmentUrl: "/files/a.pdf" },
    ],
    ["a text of 4000 units", { messageText: "é".repeat(4_000) }],
    ["2000 emoji of two units", { messageText: "👋".repeat(2_000) }],
    ["a null attachment", { messageText: "hi", attachmentUrl: null }],
    ["a null about", { messageText: "hi", about: null }],
    ["about a picture, without text", { messageText: "", about: { ...barn, title: "" } }],
    ["about a picture of this server", { messageText: "?", about: { ...barn, src: "/barn.jpg" } }],
    [
      "about a picture with the longest names",
      { messageText: "", about: { ...barn, id: "é".repeat(200), title: "'\"{é}".repeat(40) } },
    ],
    ["SQL and markup", { messageText: "'; drop table messages; -- <script>alert(1)</script>" }],
  ])("may be %s", async (_, payload) => {
    const { customer, conversationId } = await server.pair();
    const carl = await server.connect(customer);
    const sent = await carl.request("send_message", { conversationId, ...payload });
    expect(sent).toMatchObject({ ok: true, message: payload });
  });

  it.each([
    ["empty", { messageText: "" }, "invalid"],
    ["white space", { messageText: " \n\t\u00a0\u2003" }, "invalid"],
    ["absent", {}, "invalid"],
    ["a number", { messageText: 7 }, "invalid"],
    ["with U+0000", { messageText: "a\u0000b" }, "invalid"],
    ["of 4001 units", { messageText: "x".repeat(4_001) }, "too_large"],
    ["of an unknown type", { messageText: "x", messageType: "video" }, "invalid"],
    [
      "with a script as attachment",
      { messageText: "x", attachmentUrl: "javascript:alert(1)" },
      "invalid",
    ],
    ["with data as attachment", { messageText: "x", attachmentUrl: "data:text/html,x" }, "invalid"],
    [
      "with another host's path",
      { messageText: "x", attachmentUrl: "//evil.example/x" },
      "invalid",
    ],
    ["with a hidden host", { messageText: "x", attachmentUrl: "/\\evil.example/x" }, "invalid"],
    [
      "with a host behind a tab",
      { messageText: "x", attachmentUrl: "/\t/evil.example/x" },
      "invalid",
    ],
    ["with a relative attachment", { messageText: "x", attachmentUrl: "x.jpg" }, "invalid"],
    ["about a text", { messageText: "x", about: "barn" }, "invalid"],
    ["about a list", { messageText: "x", about: [barn] }, "invalid"],
    ["about nothing named", { messageText: "x", about: {} }, "invalid"],
    ["about an empty id", { messageText: "x", about: { ...barn, id: "" } }, "invalid"],
    [
      "about an id of 201",
      { messageText: "x", about: { ...barn, id: "x".repeat(201) } },
      "invalid",
    ],
    ["about an id with U+0000", { messageText: "x", about: { ...barn, id: "a\0" } }, "invalid"],
    ["about half an emoji", { messageText: "x", about: { ...barn, id: "\ud83d" } }, "invalid"],
    [
      "about a title of 201",
      { messageText: "x", about: { ...barn, title: "x".repeat(201) } },
      "too_large",
    ],
    ["about a title with U+0000", { messageText: "x", about: { ...barn, title: "\0" } }, "invalid"],
    [
      "about a script",
      { messageText: "x", about: { ...barn, src: "javascript:alert(1)" } },
      "invalid",
    ],
    [
      "about a long address",
      { messageText: "x", about: { ...barn, src: `/${"x".repeat(2_048)}` } },
      "invalid",
    ],
    ["with an odd clientMessageId", { messageText: "x", clientMessageId: 5 }, "invalid"],
    ["with an empty clientMessageId", { messageText: "x", clientMessageId: "" }, "invalid"],
  ])("that are %s are refused, by socket and by REST", async (_, payload, code) => {
    const { customer, conversationId } = await server.pair();
    const carl = await server.connect(customer);
    const refused = await carl.request("send_message", { conversationId, ...payload });
    expect(refused).toEqual({ ok: false, error: { code, message: expect.any(String) } });

    const route = `POST /api/conversations/${conversationId}/messages`;
    const answer = await server.fetch<WirePayload>(customer, route, payload);
    expect(answer.status).toBe(code === "too_large" ? 413 : 400);
    expect(answer.body.error.code).toBe(code);

    await carl.settled();
    expect(carl.received("new_message")).toEqual([]);
  });

  it("that are refused do not hold back what follows", async () => {
    const { customer, conversationId } = await server.pair();
    const carl = await server.connect(customer);
    const [first, refused, last] = await Promise.all([
      carl.request("send_message", { conversationId, messageText: "first" }),
      carl.request("send_message", { conversationId, messageText: "" }),
      carl.request("send_message", { conversationId, messageText: "last" }),
    ]);
    expect([first.ok, refused.ok, last.ok]).toEqual([true, false, true]);
    expect(last.message.seq).toBeGreaterThan(first.message.seq);
  });
});
