import { describe, expect, it } from "vitest";
import { type TestUser, useServer } from "../support/use-server.js";
import type { WireConversation, WirePayload } from "../support/wire.js";

interface Profile {
  name: string | null;
  picture: string | null;
  email: string | null;
  availability: { mode: string; timeZone: string; hours: object[]; answer: string | null };
}
interface Reply {
  replyId: string;
  title: string;
  text: string;
}

const always = { mode: "online", timeZone: "UTC", hours: [], answer: null };
const away = { ...always, mode: "away", answer: "I am shooting a wedding." };
/** The whole week but this hour and its neighbours, so that it is closed now. */
const closedNow = () => {
  const now = new Date();
  const [day, hour] = [now.getUTCDay(), now.getUTCHours()];
  const pad = (value: number) => `${String(value).padStart(2, "0")}:00`;
  const tomorrow = { day: (day + 1) % 7, from: "22:00", to: "24:00" };
  const spans = [{ day, from: "00:00", to: pad(hour) }, tomorrow];
  return { ...away, mode: "hours", hours: spans.filter(({ from, to }) => from < to) };
};

/** On PostgreSQL the tests of the inbox do the same in a browser. */
describe("a photographer", () => {
  const server = useServer("PGlite");

  const put = (user: TestUser, profile: object) =>
    server.fetch<Profile & WirePayload>(user, "PUT /api/profile", profile);
  const participant = async (user: TestUser, conversationId: string, userId: string) => {
    const { body } = await server.fetch<{ conversations: WireConversation[] }>(
      user,
      "GET /api/conversations",
    );
    const found = body.conversations.find((one) => one.conversationId === conversationId);
    return found?.participants.find((one) => one.userId === userId);
  };

  it("has a profile, which others see and a newer token overrides", async () => {
    const { photographer, customer, conversationId } = await server.pair();
    expect(await server.fetch(photographer, "GET /api/profile")).toMatchObject({
      status: 200,
      body: { name: "Pia", picture: null, email: null, availability: always },
    });
    const profile = {
      name: " Studio Pia ",
      picture: "/pia.jpg",
      email: "pia@studio.example",
      availability: { ...always, timeZone: "Europe/Berlin" },
    };
    const stored = { ...profile, name: "Studio Pia" };
    expect((await put(photographer, profile)).body).toEqual(stored);
    expect((await server.fetch(photographer, "GET /api/profile")).body).toEqual(stored);
    const seen = await participant(customer, conversationId, photographer.userId);
    expect(seen).toMatchObject({ name: "Studio Pia", picture: "/pia.jpg", away: false });
    expect(seen).not.toHaveProperty("email");
    expect(seen).not.toHaveProperty("availability");

    const later = Math.floor(Date.now() / 1_000) + 1;
    await new Promise((resolve) => setTimeout(resolve, later * 1_000 - Date.now() + 50));
    const renamed = server.user({
      ...{ id: photographer.userId, name: "Pia S.", role: "photographer" },
    });
    await server.fetch(renamed, "GET /api/me");
    expect(await server.fetch(renamed, "GET /api/profile")).toMatchObject({
      body: { name: "Pia S.", picture: "/pia.jpg" },
    });
  });

  it("is away when they say so, connected or not, and everybody hears it", async () => {
    const { photographer, customer, conversationId } = await server.pair();
    const pia = await server.connect(photographer);
    const carl = await server.connect(customer);
    const stranger = await server.connect(server.user());
    const { userId } = photographer;
    await put(photographer, { availability: away });
    expect(await carl.next("user_availability")).toEqual({ userId, away: true, backAt: null });
    expect(await pia.next("user_availability")).toEqual({ userId, away: true, backAt: null });
    expect(await participant(customer, conversationId, userId)).toMatchObject({
      ...{ online: true, away: true, backAt: null },
    });

    const hours = closedNow();
    await put(photographer, { availability: hours });
    const { backAt } = await carl.next("user_availability", (event) => event.backAt !== null);
    expect(Date.parse(backAt ?? "")).toBeGreaterThan(Date.now());
    const joined = await carl.request("join_conversation", { conversationId });
    expect(joined.conversation.participants).toContainEqual(
      expect.objectContaining({ userId, away: true, backAt }),
    );
    const synced = await carl.request("sync", { conversations: { [conversationId]: 0 } });
    const seen =
      synced.conversations[conversationId]?.participants ?? joined.conversation.participants;
    expect(seen).toContainEqual(expect.objectContaining({ userId, away: true, backAt }));
    await server.process.restart();
    expect(await participant(customer, conversationId, userId)).toMatchObject({
      ...{ away: true, backAt },
    });
    await put(photographer, { availability: always });
    expect(await participant(customer, conversationId, userId)).toMatchObject({ away: false });
    await stranger.settled().catch(() => {});
    expect(stranger.received("user_availability")).toEqual([]);
  });

  it.each([
    ["away", () => away],
    ["outside of hours", closedNow],
  ])("who is %s answers each customer once", async (_, availability) => {
    const { photographer, customer, conversationId } = await server.pair();
    await put(photographer, { availability: availability() });
    const carl = await server.connect(customer);
    const pia = await server.connect(photographer);
    const say = (client: typeof carl, messageText: string) =>
      client.request("send_message", { conversationId, messageText });
    await Promise.all([say(carl, "one"), say(carl, "two")]);
    const answer = await carl.next(
      "new_message",
      ({ message }) => message.senderId === photographer.userId,
    );
    expect(answer.message).toMatchObject({ messageText: "I am shooting a wedding." });
    await server.process.restart("SIGKILL");
    await say(await server.connect(customer), "three");
    await say(await server.connect(photographer), "four, myself");
    const page = async () => {
      const route = `GET /api/conversations/${conversationId}/messages`;
      const { body } = await server.fetch<WirePayload>(customer, route);
      return body.messages.map(({ messageText }) => messageText);
    };
    expect((await page()).filter((text) => text === "I am shooting a wedding.")).toHaveLength(1);
    expect((await page()).indexOf("I am shooting a wedding.")).toBeGreaterThan(0);
    pia.socket.close();

    await put(photographer, { availability: { ...always, answer: "never shown" } });
    const other = server.user();
    await server.fetch(other, "POST /api/conversations", { userId: photographer.userId });
    expect(await page()).not.toContain("never shown");
  });

  it("who is away answers no photographer, and nobody without a text", async () => {
    const { photographer } = await server.pair();
    const colleague = server.user({ role: "photographer" });
    const customer = server.user();
    await put(photographer, { availability: away });
    const told: string[] = [];
    const exchange = async (user: TestUser) => {
      const opened = await server.fetch<{ conversation: WireConversation }>(
        user,
        "POST /api/conversations",
        { userId: photographer.userId },
      );
      const { conversationId } = opened.body.conversation;
      const route = `POST /api/conversations/${conversationId}/messages`;
      await server.fetch(user, route, { messageText: "hello" });
      return conversationId;
    };
    await exchange(colleague);
    await put(photographer, { availability: { ...away, answer: " \n" } });
    expect((await server.fetch<Profile>(photographer, "GET /api/profile")).body).toMatchObject({
      availability: { mode: "away", answer: null },
    });
    await exchange(customer);
    await put(photographer, { availability: away });
    const asked = server.user();
    const client = await server.connect(asked);
    await exchange(asked);
    // What would have been answered before this one would be there by now.
    await client.next("new_message", ({ message }) => message.senderId === photographer.userId);
    const { body } = await server.fetch<{ conversations: WireConversation[] }>(
      photographer,
      "GET /api/conversations",
    );
    for (const { lastMessage } of body.conversations) {
      if (lastMessage?.senderId === photographer.userId) told.push(lastMessage.receiverId ?? "");
    }
    expect(told).toEqual([asked.userId]);
  });

  it.each([
    ["no availability", {}],
    ["an unknown mode", { availability: { ...always, mode: "busy" } }],
    ["an unknown time zone", { availability: { ...always, timeZone: "Mars/Olympus" } }],
    ["no time zone", { availability: { mode: "online", hours: [] } }],
    [
      "a day too many",
      { availability: { ...always, hours: [{ day: 7, from: "09:00", to: "10:00" }] } },
    ],
    [
      "hours that end first",
      { availability: { ...always, hours: [{ day: 1, from: "10:00", to: "09:00" }] } },
    ],
    [
      "an odd time",
      { availability: { ...always, hours: [{ day: 1, from: "9:00", to: "10:00" }] } },
    ],
    [
      "a time too late",
      { availability: { ...always, hours: [{ day: 1, from: "09:00", to: "24:01" }] } },
    ],
    [
      "too many hours",
      {
        availability: { ...always, hours: Array(51).fill({ day: 1, from: "09:00", to: "10:00" }) },
      },
    ],
    ["an answer that is no text", { availability: { ...always, answer: 7 } }],
    ["a picture of a script", { picture: "javascript:alert(1)", availability: always }],
    ["an odd e-mail", { email: "pia", availability: always }],
  ])("can't set %s", async (_, profile) => {
    const { photographer } = await server.pair();
    expect(await put(photographer, profile)).toMatchObject({
      status: 400,
      body: { error: { code: "invalid" } },
    });
    expect((await server.fetch<Profile>(photographer, "GET /api/profile")).body).toMatchObject({
      name: "Pia",
      availability: always,
    });
  });

  it("keeps replies of their own, up to a hundred", async () => {
    const { photographer } = await server.pair();
    const other = server.user({ role: "photographer" });
    const added = await server.fetch<Reply>(photographer, "POST /api/replies", {
      ...{ title: "Prices", text: "From 900 €\nwith travel" },
    });
    expect(added).toMatchObject({
      status: 201,
      body: { replyId: expect.any(String), title: "Prices", text: "From 900 €\nwith travel" },
    });
    const route = `/api/replies/${added.body.replyId}`;
    const changed = { title: "Prices 2027", text: "From 950 €" };
    expect((await server.fetch(photographer, `PUT ${route}`, changed)).body).toEqual({
      ...{ replyId: added.body.replyId, ...changed },
    });
    for (const path of [route, "/api/replies/5", "/api/replies/%00"]) {
      for (const [method, body] of [
        ["PUT", changed],
        ["DELETE", undefined],
      ] as const) {
        const refused = await server.fetch<WirePayload>(other, `${method} ${path}`, body);
        expect(refused).toMatchObject({ status: 404, body: { error: { code: "not_found" } } });
      }
    }
    expect((await server.fetch(other, "GET /api/replies")).body).toEqual({ replies: [] });
    expect((await server.fetch(photographer, `DELETE ${route}`)).status).toBe(200);
    expect((await server.fetch(photographer, `DELETE ${route}`)).status).toBe(404);

    const titles = Array.from({ length: 100 }, (_, index) => String(index));
    for (const title of titles) {
      await server.fetch(photographer, "POST /api/replies", { title, text: "x" });
    }
    expect(
      await server.fetch(photographer, "POST /api/replies", { title: "one more", text: "x" }),
    ).toMatchObject({ status: 413, body: { error: { code: "too_large" } } });
    const { body } = await server.fetch<{ replies: Reply[] }>(photographer, "GET /api/replies");
    expect(body.replies.map(({ title }) => title)).toEqual(titles);
  });

  it.each([
    [{}, 400],
    [{ title: "a" }, 400],
    [{ title: " ", text: "b" }, 400],
    [{ title: "a", text: "\n" }, 400],
    [{ title: "a", text: "\0" }, 400],
    [{ title: "x".repeat(101), text: "b" }, 413],
    [{ title: "a", text: "x".repeat(4_001) }, 413],
  ])("can't keep %j", async (reply, status) => {
    const { photographer } = await server.pair();
    expect((await server.fetch(photographer, "POST /api/replies", reply)).status).toBe(status);
  });

  it("is the only one who may", async () => {
    const { customer } = await server.pair();
    const guest = await server.fetch<{ token: string }>(null, "POST /api/guests", {});
    for (const user of [customer, { userId: "", token: guest.body.token }]) {
      for (const [route, body] of [
        ["GET /api/profile", undefined],
        ["PUT /api/profile", { availability: away }],
        ["GET /api/replies", undefined],
        ["POST /api/replies", { title: "a", text: "b" }],
        ["PUT /api/replies/00000000-0000-4000-8000-000000000000", { title: "a", text: "b" }],
        ["DELETE /api/replies/00000000-0000-4000-8000-000000000000", undefined],
      ] as const) {
        expect(await server.fetch(user, route, body), route).toMatchObject({
          status: 403,
          body: { error: { code: "forbidden" } },
        });
      }
    }
  });
});
