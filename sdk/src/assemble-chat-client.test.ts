import { describe, expect, it, vi } from "vitest";
import type { ChatError } from "./chat-error.js";
import type { ChatClient } from "./client.js";
import type { DeliveryStatus } from "./conversation.js";
import { createMemoryStore } from "./outbox/memory-store.js";
import { conversationIdOf } from "./protocol/index.js";
import { createManualClock } from "./testing/manual-clock.js";
import { setUpClient } from "./testing/set-up-client.js";
import { createModelServer, tokenOf } from "./testing/model-server.js";

const conversationId = conversationIdOf("anna", "bo");

const textsOf = (client: ChatClient, id = conversationId) =>
  client.conversation(id).snapshot.messages.map(({ messageText }) => messageText);

describe("a client", () => {
  it("does nothing before it is told to connect", async () => {
    const getToken = vi.fn(() => tokenOf("anna"));
    const { clock, client, watchers, server } = setUpClient({ getToken });
    await clock.advance(60_000);
    expect(getToken).not.toHaveBeenCalled();
    expect(watchers.size + clock.timers + server.connections).toBe(0);
    expect(client.snapshot.connection.state).toBe("idle");
  });

  it("lists every conversation, whichever page of the list it is on", async () => {
    const { server, clock, client } = setUpClient();
    for (const other of ["bo", "cy", "di", "el", "fi"]) server.send(other, "anna");
    client.connect();
    await clock.advance(1_000);
    const { conversations, unreadCount, connection } = client.snapshot;
    expect(conversations).toHaveLength(5);
    expect(unreadCount).toBe(5);
    expect(connection).toMatchObject({ state: "online", catchingUp: false, reason: null });
    expect(client.snapshot.user?.userId).toBe("anna");
  });

  it("shows a message as sending, then sent, delivered and read, under one key", async () => {
    const { server, clock, client, heard } = setUpClient();
    const conversation = await client.open("bo");
    await clock.advance(100);
    const statuses: (DeliveryStatus | null)[] = [];
    const keys = new Set<string>();
    conversation.subscribe(() => {
      const { messages } = conversation.snapshot;
      expect(messages.length).toBeLessThanOrEqual(1);
      for (const { status, key } of messages) {
        keys.add(key);
        if (statuses.at(-1) !== status) statuses.push(status);
      }
    });
    const first = conversation.send("hello");
    expect(first).toMatchObject({ status: "sending", own: true, messageId: null });
    await clock.advance(100);
    const bo = setUpClient({ server, clock, userId: "bo" });
    bo.client.connect();
    await clock.advance(100);
    bo.client.conversation(conversationId).markRead();
    await clock.advance(100);
    expect(statuses).toEqual(["sending", "sent", "delivered", "read"]);
    expect([...keys]).toEqual([first.key]);
    expect(heard.sent).toEqual(["hello"]);
    expect(heard.message).toEqual([]);
  });

  it("keeps what was written while away, in order, and sends it when it is back", async () => {
    const { server, clock, client } = setUpClient();
    const conversation = await client.open("bo");
    await clock.advance(100);
    server.reachable = false;
    server.dropAll();
    for (const text of ["one", "two", "three"]) conversation.send(text);
    await clock.advance(100);
    expect(client.snapshot).toMatchObject({ pendingCount: 3, connection: { state: "retrying" } });
    expect(conversation.snapshot.pendingCount).toBe(3);
    server.reachable = true;
    await clock.advance(30_000);
    expect(client.snapshot.pendingCount).toBe(0);
    expect(
      server.conversations.get(conversationId)?.messages.map((one) => one.messageText),
    ).toEqual(["one", "two", "three"]);
  });

  it("opens a conversation and shows what waits there, without a connection", async () => {
    const store = createMemoryStore();
    const clock = createManualClock();
    const server = createModelServer(clock);
    server.reachable = false;
    const before = setUpClient({ server, clock, store });
    (await before.client.open("bo")).send("written on the last visit");
    await clock.advance(100);
    before.client.dispose();

    const { client } = setUpClient({ server, clock, store });
    const conversation = await client.open("bo");
    await clock.advance(100);
    expect(conversation.snapshot).toMatchObject({ phase: "loading", pendingCount: 1 });
    expect(textsOf(client)).toEqual(["written on the last visit"]);
    server.reachable = true;
    await clock.advance(30_000);
    expect(conversation.snapshot).toMatchObject({ phase: "ready", pendingCount: 0 });
    expect(textsOf(client)).toEqual(["written on the last visit"]);
  });

  it("carries what a message is about through the outbox, a reload and the server", async () => {
    const about = { id: "dsc-17", title: "Dunes", src: "https://studio.example/dunes.webp" };
    const store = createMemoryStore();
    const clock = createManualClock();
    const server = createModelServer(clock);
    server.reachable = false;
    const before = setUpClient({ server, clock, store });
    const written = (await before.client.open("bo")).send({ text: "", about });
    expect(written.about).toEqual(about);
    await clock.advance(100);
    before.client.dispose();

    const { client } = setUpClient({ server, clock, store });
    const conversation = await client.open("bo");
    await clock.advance(100);
    expect(conversation.snapshot.messages).toMatchObject([{ about, status: "sending" }]);
    server.reachable = true;
    await clock.advance(30_000);
    expect(conversation.snapshot.messages).toMatchObject([{ about, status: "sent" }]);
    expect(server.conversations.get(conversationId)?.messages).toMatchObject([{ about }]);
    server.send("bo", "anna", "about nothing");
    await clock.advance(100);
    expect(conversation.snapshot.messages.at(-1)?.about).toBeNull();
  });

  it.each([
    ["an empty id", { id: "", title: "", src: "/dunes.webp" }, "invalid"],
    ["another scheme", { id: "1", title: "", src: "data:image/png;base64," }, "invalid"],
    ["a long title", { id: "1", title: "x".repeat(201), src: "/dunes.webp" }, "too_large"],
  ])("does not send a picture with %s", async (_, about, code) => {
    const { client } = setUpClient();
    const conversation = await client.open("bo");
    expect(() => conversation.send({ text: "this one", about })).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it("keeps a text that is being written until it is sent", async () => {
    const { clock, client } = setUpClient();
    const conversation = client.conversation(conversationId);
    let told = 0;
    conversation.subscribe(() => (told += 1));
    conversation.setDraft("before the user is known");
    await clock.advance(100);
    expect(told).toBe(1);
    client.connect();
    await clock.advance(100);
    expect(conversation.draft).toBe("before the user is known");
    conversation.send("something else");
    expect(conversation.draft).toBe("before the user is known");
    conversation.send("before the user is known");
    expect(conversation.draft).toBe("");
  });

  it("tells of each message once: live or missed, but not of history", async () => {
    const { server, clock, client, heard } = setUpClient();
    server.send("bo", "anna", "history");
    client.connect();
    await clock.advance(100);
    server.send("bo", "anna", "live");
    server.eventFaults.push("twice");
    server.send("bo", "anna", "live, twice");
    server.reachable = false;
    server.dropAll();
    server.send("bo", "anna", "missed");
    server.send("cy", "anna", "missed, from someone new");
    server.reachable = true;
    await clock.advance(30_000);
    server.eventFaults.push("lost");
    server.send("bo", "anna", "lost");
    await clock.advance(100);
    expect(heard.message).not.toContain("lost");
    server.heads();
    await clock.advance(100);
    client.conversation(conversationId);
    await clock.advance(100);
    expect(heard.message.toSorted()).toEqual(
      ["live", "live, twice", "missed", "missed, from someone new", "lost"].toSorted(),
    );
    expect(client.snapshot.unreadCount).toBe(6);
  });

  it("does not take for news what heads tell of a conversation before it has loaded", async () => {
    const { server, clock, client, heard } = setUpClient();
    server.send("bo", "anna", "history");
    client.on("connection", ({ state }) => {
      if (state === "online") server.heads();
    });
    client.conversation(conversationId);
    client.connect();
    await clock.advance(30_000);
    expect(textsOf(client)).toEqual(["history"]);
    server.send("bo", "anna", "live");
    await clock.advance(100);
    expect(heard.message).toEqual(["live"]);
  });

  it("tells the server what it has, and only what it has", async () => {
    const { server, clock, client } = setUpClient({ pageSize: 50 });
    const anna = () =>
      server.conversations.get(conversationId)?.participants.find((one) => one.userId === "anna");
    for (let at = 0; at < 20; at += 1) server.send("bo", "anna");
    client.connect();
    await clock.advance(100);
    expect(anna()).toMatchObject({ deliveredSeq: 20, readSeq: 0 });
    expect(client.snapshot.conversations[0]?.messages).toHaveLength(20);
    const before = server.requests.length;
    for (let at = 0; at < 60; at += 1) server.send("bo", "anna");
    await clock.advance(100);
    expect(anna()?.deliveredSeq).toBe(81);
    expect(server.requests.length - before).toBeLessThan(10);
  });

  it("keeps a read mark until the server knows", async () => {
    const { server, clock, client } = setUpClient();
    server.send("bo", "anna");
    client.connect();
    await clock.advance(100);
    server.reachable = false;
    server.dropAll();
    const unread: number[] = [];
    client.on("unread", ({ unreadCount }) => unread.push(unreadCount));
    client.conversation(conversationId).markRead();
    await clock.advance(100);
    expect(client.snapshot.unreadCount).toBe(0);
    server.reachable = true;
    await clock.advance(30_000);
    expect(server.conversations.get(conversationId)?.row("anna").unreadCount).toBe(0);
    expect(unread).toEqual([0]);
  });

  it("marks nothing as read by itself, and up to a message only what is asked", async () => {
    const { server, clock, client } = setUpClient();
    for (let at = 0; at < 4; at += 1) server.send("bo", "anna");
    const conversation = await client.open("bo");
    await clock.advance(100);
    expect(conversation.snapshot.unreadCount).toBe(4);
    conversation.markRead(conversation.snapshot.messages[1]?.messageId ?? "");
    await clock.advance(100);
    expect(conversation.snapshot.unreadCount).toBe(2);
    expect(server.conversations.get(conversationId)?.row("anna").unreadCount).toBe(2);
    conversation.markRead("unknown");
    await clock.advance(100);
    expect(conversation.snapshot.unreadCount).toBe(2);
  });

  it("marks as read what lies under a window of one's own messages", async () => {
    const { server, clock, client } = setUpClient({ pageSize: 5 });
    server.send("bo", "anna", "unread");
    for (let at = 0; at < 6; at += 1) server.send("anna", "bo", `from my phone ${at}`);
    const conversation = await client.open("bo");
    await clock.advance(100);
    expect(conversation.snapshot.unreadCount).toBe(1);
    conversation.markRead();
    await clock.advance(100);
    expect(conversation.snapshot.unreadCount).toBe(0);
  });

  it("shows where a conversation went what was written as it moved", async () => {
    const disk = createMemoryStore();
    let storeIt = (): void => {};
    const add: typeof disk.add = (entry) =>
      new Promise((resolve) => {
        storeIt = () => void disk.add(entry).then(resolve);
      });
    const { server, clock, client } = setUpClient({ store: { ...disk, add } });
    server.send("guest", "anna", "as a guest");
    client.connect();
    const before = client.conversation("conv_anna_guest");
    await clock.advance(100);
    before.send("at that moment");
    server.move("anna", "conv_anna_guest", "conv_anna_vera");
    await clock.advance(100);
    server.reachable = false;
    server.dropAll();
    storeIt();
    await clock.advance(100);
    const { messages } = client.conversation("conv_anna_vera").snapshot;
    expect(messages.map(({ messageText }) => messageText)).toEqual(["at that moment"]);
  });

  it("tells nothing of a conversation that was deleted", async () => {
    const { server, clock, client } = setUpClient();
    server.send("bo", "anna", "one");
    client.connect();
    await clock.advance(100);
    server.remove("conv_anna_bo");
    await clock.advance(100);
    expect(client.snapshot.conversations).toEqual([]);
    server.requests.length = 0;
    server.dropAll();
    await clock.advance(5_000);
    expect(server.requests.map(({ name }) => name)).not.toContain("mark_delivered");
  });

  it("loads older pages once each, without a hole", async () => {
    const { server, clock, client } = setUpClient();
    for (let at = 1; at <= 12; at += 1) server.send("bo", "anna", `${at}`);
    const conversation = await client.open("bo");
    await clock.advance(100);
    while (conversation.snapshot.hasOlder) {
      const loading = conversation.loadOlder();
      expect(conversation.loadOlder()).toBe(loading);
      expect(conversation.snapshot.loadingOlder).toBe(true);
      await clock.advance(10);
      await loading;
    }
    expect(textsOf(client)).toEqual(Array.from({ length: 12 }, (_, at) => `${at + 1}`));
    const { length } = server.requests;
    await conversation.loadOlder();
    expect(server.requests).toHaveLength(length);
    server.reachable = false;
  });

  it("says why older messages did not come, and lets one try again", async () => {
    const { server, clock, client } = setUpClient();
    for (let at = 0; at < 12; at += 1) server.send("bo", "anna");
    const conversation = await client.open("bo");
    await clock.advance(100);
    server.requestFaults.push("unanswered");
    const failed = expect(conversation.loadOlder()).rejects.toMatchObject({ code: "timeout" });
    await clock.advance(10);
    await failed;
    expect(conversation.snapshot.loadingOlder).toBe(false);
    const again = conversation.loadOlder();
    await clock.advance(10);
    await again;
    expect(conversation.snapshot.messages).toHaveLength(10);
  });

  it("shows who types and who is there", async () => {
    const { server, clock, client } = setUpClient();
    const bo = setUpClient({ server, clock, userId: "bo" });
    const conversation = await client.open("bo");
    await clock.advance(100);
    const isOnline = () =>
      conversation.snapshot.participants.find(({ userId }) => userId === "bo")?.online;
    expect(isOnline()).toBe(false);
    bo.client.connect();
    await clock.advance(100);
    expect(isOnline()).toBe(true);
    server.typing("bo", "anna");
    await clock.advance(10);
    expect(conversation.snapshot.typing).toEqual([{ userId: "bo", userName: "bo" }]);
    server.send("bo", "anna");
    await clock.advance(10);
    expect(conversation.snapshot.typing).toEqual([]);
    server.dropAll();
    bo.client.disconnect();
    await clock.advance(30_000);
    expect(isOnline()).toBe(false);
    expect(conversation.snapshot.typing).toEqual([]);
  });

  it("shows a conversation that is refused as failed, and asks again when told to", async () => {
    const { clock, client, heard, server } = setUpClient();
    client.connect();
    await clock.advance(100);
    const foreign = client.conversation("conv_cy_di");
    await clock.advance(100);
    expect(foreign.snapshot).toMatchObject({ phase: "failed", error: { code: "forbidden" } });
    expect(heard.error).toMatchObject([{ code: "forbidden" }]);
    const { length } = server.requests;
    expect(client.conversation("conv_cy_di")).toBe(foreign);
    expect(foreign.snapshot.phase).toBe("loading");
    await clock.advance(100);
    expect(server.requests.length).toBe(length + 1);
    expect(client.snapshot.conversations).toEqual([]);
  });

  it("tries again to load what the server could not give just now", async () => {
    const { server, clock, client } = setUpClient();
    server.send("bo", "anna");
    server.requestFaults.push(...Array.from({ length: 8 }, () => "busy" as const));
    const conversation = await client.open("bo");
    await clock.advance(60_000);
    expect(conversation.snapshot.phase).toBe("ready");
    expect(client.snapshot.connection.catchingUp).toBe(false);
  });

  it("refuses at once what no server would take, and a message without a user", async () => {
    const { client, server } = setUpClient();
    const refused = (draft: Parameters<ReturnType<ChatClient["conversation"]>["send"]>[0]) => {
      try {
        client.conversation(conversationId).send(draft);
        return null;
      } catch (error) {
        return (error as ChatError).code;
      }
    };
    expect(refused("hello")).toBe("offline");
    server.reachable = false;
    await client.open("bo");
    expect(refused(" \n\t")).toBe("invalid");
    expect(refused("a\0b")).toBe("invalid");
    expect(refused("x".repeat(4_001))).toBe("too_large");
    expect(refused({ text: "", attachmentUrl: "javascript:alert(1)" })).toBe("invalid");
    expect(refused({ text: "", attachmentUrl: "//elsewhere.example/x" })).toBe("invalid");
    expect(refused({ text: "", attachmentUrl: `/${"x".repeat(2_048)}` })).toBe("too_large");
    expect(refused({ text: "", type: "image", attachmentUrl: "/files/1" })).toBe(null);
    expect(refused("x".repeat(4_000))).toBe(null);
  });

  it("stops for a token of someone else", async () => {
    let userId = "anna";
    const { server, clock, client } = setUpClient({ getToken: () => tokenOf(userId) });
    client.connect();
    await clock.advance(100);
    userId = "mallory";
    server.dropAll();
    await clock.advance(1_000);
    expect(client.snapshot.connection).toMatchObject({
      state: "stopped",
      reason: { code: "auth_invalid" },
    });
    expect(server.connections).toBe(0);
  });

  it("tells those who wait for a conversation why there is none", async () => {
    const { client, clock } = setUpClient({ getToken: () => "not a token" });
    await expect(client.open("")).rejects.toMatchObject({ code: "invalid" });
    const waiting = expect(client.open("bo")).rejects.toMatchObject({ code: "disposed" });
    await clock.advance(1);
    client.dispose();
    await waiting;
  });

  it("tells of a message once, whichever way it came first", async () => {
    const { server, clock, client, heard } = setUpClient({ pageSize: 3 });
    for (let at = 1; at <= 4; at += 1) server.send("bo", "anna");
    server.read("anna", "bo", 4);
    client.connect();
    await clock.advance(1_000);
    server.send("bo", "anna", "heard");
    await clock.advance(10);
    server.eventFaults.push("lost", "lost");
    server.send("bo", "anna", "on the page");
    server.send("bo", "anna", "on the page, too");
    client.conversation(conversationId);
    await clock.advance(1_000);
    expect(heard.message).toEqual(["heard", "on the page", "on the page, too"]);
  });

  it("does not show at the end what has its place far above", async () => {
    const clock = createManualClock();
    const memory = createMemoryStore();
    const { server, client } = setUpClient({
      clock,
      store: {
        ...memory,
        update: async (order, change) => {
          await new Promise<void>((resolve) => clock.after(200, resolve));
          return memory.update(order, change);
        },
      },
    });
    await client.open("bo");
    await clock.advance(100);
    server.eventFaults.push("lost");
    server.requestFaults.push("unanswered");
    client.conversation(conversationId).send("mine");
    await clock.advance(250);
    server.dropAll();
    for (let at = 1; at <= 12; at += 1) server.send("bo", "anna", `${at}`);
    await clock.advance(5_000);
    expect(client.snapshot.pendingCount).toBe(0);
    expect(textsOf(client)).toEqual(["8", "9", "10", "11", "12"]);
  });

  it("notifies once for what happens together, and keeps the identity of what has not changed", async () => {
    const { server, clock, client } = setUpClient();
    for (let at = 0; at < 3; at += 1) server.send("bo", "anna");
    const conversation = await client.open("bo");
    await clock.advance(100);
    const before = conversation.snapshot;
    expect(conversation.snapshot).toBe(before);
    const listener = vi.fn();
    conversation.subscribe(listener);
    server.typing("bo", "anna");
    await clock.advance(10);
    expect(listener).toHaveBeenCalledTimes(1);
    expect(conversation.snapshot).not.toBe(before);
    expect(conversation.snapshot.messages).toBe(before.messages);
    expect(conversation.snapshot.participants).toBe(before.participants);
    server.send("bo", "anna");
    await clock.advance(10);
    expect(conversation.snapshot.messages.slice(0, 3)).toEqual(before.messages);
    expect(conversation.snapshot.messages[0]).toBe(before.messages[0]);
  });

  it("goes without a trace, twice if need be", async () => {
    const { server, clock, client, watchers } = setUpClient();
    const conversation = await client.open("bo");
    await clock.advance(100);
    conversation.send("hello");
    conversation.typing();
    server.typing("bo", "anna");
    server.requestFaults.push("busy", "busy", "busy");
    await clock.advance(10);
    const listener = vi.fn();
    client.subscribe(listener);
    conversation.subscribe(listener);
    client.on("connection", listener);
    client.dispose();
    client.dispose();
    listener.mockClear();
    client.connect();
    conversation.markRead();
    conversation.stopTyping();
    await clock.advance(60_000);
    expect(listener).not.toHaveBeenCalled();
    expect({
      timers: clock.timers,
      watchers: watchers.size,
      connections: server.connections,
    }).toEqual({ timers: 0, watchers: 0, connections: 0 });
    expect(() => conversation.send("late")).toThrow(expect.objectContaining({ code: "disposed" }));
    await expect(conversation.discard("x")).rejects.toMatchObject({ code: "disposed" });
    await expect(client.open("bo")).rejects.toMatchObject({ code: "disposed" });
    await expect(conversation.loadOlder()).resolves.toBeUndefined();
  });
});
