import { describe, expect, it } from "vitest";
import { eventually } from "../../../tests/support/eventually.js";
import { useChatServer } from "../../../tests/support/use-chat-server.js";
import type { WirePayload } from "../../../tests/support/wire.js";

describe("connections and their events", () => {
  const server = useChatServer();

  it("of one socket to one conversation keep their order, sent without waiting", async () => {
    const photographer = server.user({ role: "photographer" });
    const customer = server.user();
    const pia = await server.connect(photographer.token);
    const carl = await server.connect(customer.token);
    const conversationId = `conv_${[photographer.userId, customer.userId].sort().join("_")}`;
    const texts = Array.from({ length: 50 }, (_, index) => `${index}`);
    await Promise.all(
      texts.map((messageText) => carl.request("send_message", { conversationId, messageText })),
    );
    await eventually(() => expect(pia.received("new_message")).toHaveLength(50));
    expect(pia.received("new_message").map((event) => event["message"].messageText)).toEqual(texts);
  });

  it("of a user whose token ends, end with it", async () => {
    const { token } = server.user({ expiresIn: 2 });
    const client = await server.connect(token);
    const reason = new Promise((resolve) => client.socket.once("disconnect", resolve));
    expect(await reason).toBe("transport close");
  });

  it("begin with the session and the heads", async () => {
    const client = await server.connect(server.user({ name: "Anna" }).token);
    await client.next("heads");
    const [session] = client.received("session");
    expect(session).toMatchObject({ user: { name: "Anna", role: "customer" } });
    expect(session).toMatchObject({ limits: { messageLength: 4_000 } });
  });

  it("tell of a typist who left without a stop", async () => {
    const photographer = server.user({ role: "photographer" });
    const customer = server.user({ name: "Carl" });
    const pia = await server.connect(photographer.token);
    const carl = await server.connect(customer.token);
    const conversationId = `conv_${[photographer.userId, customer.userId].sort().join("_")}`;
    await carl.request("join_conversation", { conversationId });
    carl.socket.emit("typing", { conversationId });
    const about = { conversationId, userId: customer.userId };
    expect(await pia.next("user_typing")).toEqual({ ...about, userName: "Carl" });
    carl.socket.close();
    expect(await pia.next("user_stopped_typing")).toEqual(about);
  });

  it("end a typing mark that nobody renews, before its readers would have to", async () => {
    const photographer = server.user({ role: "photographer" });
    const customer = server.user();
    const pia = await server.connect(photographer.token);
    const carl = await server.connect(customer.token);
    const conversationId = `conv_${[photographer.userId, customer.userId].sort().join("_")}`;
    await carl.request("join_conversation", { conversationId });
    carl.socket.emit("typing", { conversationId });
    await pia.next("user_typing");
    await eventually(() => expect(pia.received("user_stopped_typing")).toHaveLength(1));
  });

  it("end a typing mark with the message", async () => {
    const photographer = server.user({ role: "photographer" });
    const customer = server.user();
    const pia = await server.connect(photographer.token);
    const carl = await server.connect(customer.token);
    const conversationId = `conv_${[photographer.userId, customer.userId].sort().join("_")}`;
    await carl.request("join_conversation", { conversationId });
    await carl.request("typing", { conversationId });
    await carl.request("send_message", { conversationId, messageText: "done" });
    await pia.next("user_stopped_typing");
  });

  it("leave delivery to clients that confirm it", async () => {
    const photographer = server.user({ role: "photographer" });
    const customer = server.user();
    const pia = await server.connect(photographer.token, { confirmsDelivery: true });
    const carl = await server.connect(customer.token, { confirmsDelivery: true });
    const conversationId = `conv_${[photographer.userId, customer.userId].sort().join("_")}`;
    const { message } = await carl.request("send_message", { conversationId, messageText: "Hi" });
    await pia.next("new_message");
    await pia.request("join_conversation", { conversationId });
    const { conversation } = await pia.request("join_conversation", { conversationId });
    expect(conversation.participants).toContainEqual(
      expect.objectContaining({ userId: photographer.userId, deliveredSeq: 0 }),
    );

    await pia.request("mark_delivered", { conversationId, upToMessageId: message.messageId });
    expect(await carl.next("message_delivered")).toMatchObject({
      ...{ conversationId, userId: photographer.userId, deliveredSeq: message.seq },
    });
  });
});

describe("a client that asks for more than it can take", () => {
  const server = useChatServer({ LIMIT_JOIN_BURST: "2000" });

  it("gets every page, one after the other, and stays connected", async () => {
    const photographer = server.user({ role: "photographer" });
    const customer = server.user();
    await server.connect(photographer.token);
    const carl = await server.connect(customer.token);
    const conversationId = `conv_${[photographer.userId, customer.userId].sort().join("_")}`;
    const messageText = "x".repeat(4_000);
    for (let sent = 0; sent < 16; sent++) {
      await carl.request("send_message", { conversationId, messageText });
    }
    // In turns that rest: on a busy machine the last one waits for longer than a person would.
    const asked = Array.from(
      { length: 100 },
      () =>
        carl.socket
          .timeout(50_000)
          .emitWithAck("join_conversation", { conversationId }) as Promise<WirePayload>,
    );
    for (const { ok, messages } of await Promise.all(asked)) {
      expect(ok).toBe(true);
      expect(messages).toHaveLength(16);
    }
    expect(carl.socket.connected).toBe(true);
  });
});

describe("connections from one address", () => {
  const server = useChatServer({ LIMIT_CONNECTIONS_PER_ADDRESS: "2" });

  it("are refused past the limit, with a code, until one has closed", async () => {
    const first = await server.connect(server.user().token);
    await server.connect(server.user().token);
    await expect(server.connect(server.user().token)).rejects.toMatchObject({
      data: { code: "too_many_connections", retryAfterMs: expect.any(Number) },
    });
    first.socket.close();
    await eventually(() => server.connect(server.user().token));
  });

  it("are taken up to the limit when more come at once, and refused with a code far beyond it", async () => {
    await eventually(async () => {
      const tries = await Promise.allSettled(
        Array.from({ length: 8 }, () => server.connect(server.user().token)),
      );
      const taken = tries.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
      const refused = tries.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
      for (const { socket } of taken) socket.close();
      expect(taken).toHaveLength(2);
      for (const reason of refused) {
        expect(reason).toMatchObject({ data: { code: "too_many_connections" } });
      }
    });
  });
});

describe("connections that come to nothing", () => {
  const server = useChatServer({ LIMIT_ATTEMPTS_PER_SECOND: "1", LIMIT_ATTEMPT_BURST: "20" });

  const connectAll = (count: number) =>
    Promise.all(Array.from({ length: count }, () => server.connect(server.user().token)));

  it("are counted against their address, and those that last are not", async () => {
    await connectAll(20);
    await expect(connectAll(5)).rejects.toMatchObject({ data: { code: "too_many_connections" } });
    // A burst that was used up is there again after 20 s, what is given back after 2 s.
    await eventually(() => connectAll(15), { timeout: 10_000 });
  });

  it("are refused with a code first, and without one when they don't end, and are counted", async () => {
    const refused = async () => {
      const body = await (await fetch(`${server.url}/metrics`)).text();
      return Number(
        /^photo_chat_connections_refused_total{code="too_many_connections"} (\d+)$/m.exec(
          body,
        )?.[1] ?? 0,
      );
    };
    const before = await refused();
    let ended = 0;
    const begin = async () => {
      const answer = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`);
      await answer.text();
      return answer.status;
    };
    await eventually(async () => {
      const statuses = await Promise.all(Array.from({ length: 80 }, begin));
      ended += statuses.filter((status) => status === 403).length;
      expect(new Set(statuses)).toEqual(new Set([200, 403]));
    });
    expect(await refused()).toBe(before + ended);
    await expect(connectAll(1)).rejects.toThrow();
    await eventually(() => connectAll(1));
  });
});
