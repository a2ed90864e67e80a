import type { ChatMessage } from "@photo-chat/sdk";
import { describe, expect, it } from "vitest";
import { eventually } from "../support/eventually.js";
import { stores } from "../support/use-server.js";
import { statusOf, textsOf, useChat } from "./use-chat.js";

describe.each(stores)("a conversation, on %s", (store) => {
  const chat = useChat(store);

  it("is opened by the customer and answered by the photographer", async () => {
    const photographer = chat.user({ name: "Pia", role: "photographer" });
    const customer = chat.user({ name: "Carl" });
    const pia = chat.client(photographer);
    await eventually(() => expect(pia.snapshot.connection.state).toBe("online"));
    const carl = chat.client(customer);

    const carls = await carl.open(photographer.userId);
    await eventually(() =>
      expect(carls.snapshot).toMatchObject({ phase: "ready", messages: [], unreadCount: 0 }),
    );
    const shown = carls.send("Are you free in May?");
    expect(shown).toMatchObject({ own: true, status: "sending", messageId: null });

    const pias = pia.conversation(carls.id);
    await eventually(() => expect(textsOf(pias)).toEqual(["Are you free in May?"]));
    expect(pias.snapshot.unreadCount).toBe(1);
    expect(pia.snapshot.unreadCount).toBe(1);
    pias.send({ text: "I am!", type: "image", attachmentUrl: "https://photos.example/may.jpg" });

    await eventually(() => {
      expect(textsOf(carls)).toEqual(["Are you free in May?", "I am!"]);
    });
    expect(carls.snapshot.messages[0]?.key).toBe(shown.key);
    expect(carls.snapshot.messages[1]).toMatchObject({
      own: false,
      status: null,
      messageType: "image",
      attachmentUrl: "https://photos.example/may.jpg",
    });
  });

  it("tells how far a message has come, forward only", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const carls = chat.client(customer).conversation(conversationId);
    const seen: (string | null | undefined)[] = [];
    carls.subscribe(() => {
      const status = statusOf(carls, "hello");
      if (status !== seen.at(-1)) seen.push(status);
    });
    await eventually(() => expect(carls.snapshot.phase).toBe("ready"));

    carls.send("hello");
    await eventually(() => expect(statusOf(carls, "hello")).toBe("sent"));
    const pias = chat.client(photographer).conversation(conversationId);
    await eventually(() => expect(statusOf(carls, "hello")).toBe("delivered"));
    pias.markRead();
    await eventually(() => expect(statusOf(carls, "hello")).toBe("read"));

    expect(seen.filter((status) => status !== undefined)).toEqual([
      "sending",
      "sent",
      "delivered",
      "read",
    ]);
    await eventually(() => expect(pias.snapshot.unreadCount).toBe(0));
  });

  it("shows typing while it lasts, and who is there", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const pia = chat.client(photographer);
    const carl = chat.client(customer);
    const pias = pia.conversation(conversationId);
    const carls = carl.conversation(conversationId);
    const online = () =>
      pias.snapshot.participants.find(({ userId }) => userId === customer.userId)?.online;
    await eventually(() => expect(online()).toBe(true));
    await eventually(() => expect(carls.snapshot.phase).toBe("ready"));

    carls.typing();
    await eventually(() =>
      expect(pias.snapshot.typing).toEqual([{ userId: customer.userId, userName: "Carl" }]),
    );
    expect(carls.snapshot.typing).toEqual([]);
    carls.stopTyping();
    await eventually(() => expect(pias.snapshot.typing).toEqual([]));

    carl.disconnect();
    await eventually(() => expect(online()).toBe(false));
  });

  it("is the same on every device of a user", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const [phone, laptop] = [chat.client(customer), chat.client(customer)];
    const pia = chat.client(photographer);
    const views = [phone, laptop, pia].map((client) => client.conversation(conversationId));
    await eventually(() => {
      for (const view of views) expect(view.snapshot.phase).toBe("ready");
    });

    views[0]?.send("from the phone");
    views[1]?.send("from the laptop");
    views[2]?.send("to both");
    await eventually(() => {
      const [first, ...others] = views.map(textsOf);
      expect(first).toHaveLength(3);
      for (const other of others) expect(other).toEqual(first);
    });
    await eventually(() => expect(phone.snapshot.unreadCount).toBe(1));
    views[1]?.markRead();
    await eventually(() => expect(phone.snapshot.unreadCount).toBe(0));
    await eventually(() => {
      for (const view of views.slice(0, 2)) {
        const mine = view.snapshot.messages.filter((message) => message.own);
        expect(mine.map((message) => message.status)).toEqual(["delivered", "delivered"]);
      }
    });
  });

  it("shows at once what came in by REST", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const pia = chat.client(photographer);
    const told: ChatMessage[] = [];
    pia.on("message", ({ message }) => told.push(message));
    const pias = pia.conversation(conversationId);
    await eventually(() => expect(pias.snapshot.phase).toBe("ready"));
    await chat.fetch(customer, `POST /api/conversations/${conversationId}/messages`, {
      messageText: "by REST",
    });
    await eventually(() => expect(textsOf(pias)).toEqual(["by REST"]));
    expect(told.map((message) => message.messageText)).toEqual(["by REST"]);
  });

  it("loads its history page by page", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const texts = Array.from({ length: 120 }, (_, index) => `message ${index}`);
    const carl = await chat.connect(customer);
    await Promise.all(
      texts.map((messageText) => carl.request("send_message", { conversationId, messageText })),
    );

    const pias = chat.client(photographer).conversation(conversationId);
    await eventually(() => expect(textsOf(pias)).toEqual(texts.slice(70)));
    expect(pias.snapshot.hasOlder).toBe(true);
    await Promise.all([pias.loadOlder(), pias.loadOlder()]);
    expect(textsOf(pias)).toEqual(texts.slice(20));
    await pias.loadOlder();
    expect(textsOf(pias)).toEqual(texts);
    expect(pias.snapshot.hasOlder).toBe(false);
  });

  it("loads long messages in smaller pages, also those that were missed", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const texts = Array.from({ length: 60 }, (_, index) => `${index} `.padEnd(4_000, "x"));
    const carl = await chat.connect(customer);
    const send = (some: readonly string[]) =>
      Promise.all(
        some.map((messageText) => carl.request("send_message", { conversationId, messageText })),
      );
    await send(texts.slice(0, 5));
    const pia = chat.client(photographer);
    const pias = pia.conversation(conversationId);
    await eventually(() => expect(textsOf(pias)).toEqual(texts.slice(0, 5)));
    pia.disconnect();
    await send(texts.slice(5));
    pia.connect();
    const anew = chat.client(photographer).conversation(conversationId);
    for (const view of [pias, anew]) {
      await eventually(() => expect(textsOf(view).at(-1)).toBe(texts.at(-1)));
      expect(view.snapshot.hasOlder).toBe(true);
      while (view.snapshot.hasOlder) await view.loadOlder();
      expect(textsOf(view)).toEqual(texts);
    }
    await eventually(() => expect(pia.snapshot.unreadCount).toBe(texts.length));
  });

  it("keeps what the server refused, and sends what followed", async () => {
    const { customer, photographer } = await chat.pair();
    const pia = chat.client(photographer);
    const stranger = chat.user();
    const carls = await chat.client(customer).open(photographer.userId);
    expect(() => carls.send("   ")).toThrow(expect.objectContaining({ code: "invalid" }));
    expect(() => carls.send("x".repeat(4_001))).toThrow(
      expect.objectContaining({ code: "too_large" }),
    );
    carls.send("fine");
    await eventually(() => expect(textsOf(pia.conversation(carls.id))).toEqual(["fine"]));

    const strangers = chat.client(stranger).conversation(carls.id);
    await eventually(() => expect(strangers.snapshot.phase).toBe("failed"));
    expect(strangers.snapshot.error?.code).toBe("forbidden");
    const unwanted = await chat.client(stranger).open(customer.userId);
    await eventually(() => expect(unwanted.snapshot.error?.code).toBe("forbidden"));
  });
});
