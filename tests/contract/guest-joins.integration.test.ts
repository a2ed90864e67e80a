import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { signToken } from "../support/sign-token.js";
import { stores, type TestUser, useServer } from "../support/use-server.js";
import type { WireConversation, WirePayload } from "../support/wire.js";

interface Joined {
  conversations: { conversationId: string; movedTo: string }[];
}

describe.each(stores)("a guest who joins an account, on %s", (store) => {
  const server = useServer(store);

  const join = (account: TestUser | null, guestToken?: unknown) =>
    server.fetch<Joined & WirePayload>(account, "POST /api/guests/join", { guestToken });

  async function visit() {
    const photographer = server.user({ name: "Pia", role: "photographer" });
    await server.fetch(photographer, "GET /api/me");
    const made = await server.fetch<{ token: string; user: { userId: string } }>(
      null,
      "POST /api/guests",
      { name: "Visitor" },
    );
    const guest = { userId: made.body.user.userId, token: made.body.token };
    const opened = await server.fetch<{ conversation: WireConversation }>(
      guest,
      "POST /api/conversations",
      { userId: photographer.userId },
    );
    const { conversationId } = opened.body.conversation;
    return { photographer, guest, conversationId };
  }

  it("tells everybody, and goes on under the new id without a gap", async () => {
    const { photographer, guest, conversationId } = await visit();
    const [pia, visitor] = [await server.connect(photographer), await server.connect(guest)];
    await visitor.request("send_message", { conversationId, messageText: "Are you free in May?" });
    const account = server.user({ name: "Anna" });
    const anna = await server.connect(account);
    const eve = await server.connect(server.user({ role: "photographer" }));
    const gone = new Promise((resolve) => visitor.socket.once("disconnect", resolve));

    const joined = await join(account, guest.token);
    expect(joined.status).toBe(200);
    const [move] = joined.body.conversations;
    const movedTo = move?.movedTo ?? "";
    expect(joined.body).toEqual({ conversations: [{ conversationId, movedTo }] });
    expect(movedTo).toContain(account.userId);
    expect(await pia.next("conversation_moved")).toEqual({ conversationId, movedTo });
    expect(await anna.next("conversation_moved")).toEqual({ conversationId, movedTo });
    await gone;
    await eve.settled();
    expect(eve.received("conversation_moved")).toEqual([]);
    expect(await server.refusal({ token: guest.token })).toBe("auth_invalid");
    expect((await server.fetch(guest, "GET /api/me")).status).toBe(401);

    const page = await anna.request("join_conversation", { conversationId: movedTo });
    expect(page.messages).toMatchObject([
      { senderId: account.userId, messageText: "Are you free in May?" },
    ]);
    expect(page.conversation.participants.map(({ userId }) => userId).toSorted()).toEqual(
      [account.userId, photographer.userId].toSorted(),
    );

    await pia.request("typing", { conversationId });
    expect(await anna.next("user_typing")).toMatchObject({ conversationId: movedTo });
    const answered = await pia.request("send_message", { conversationId, messageText: "Yes" });
    expect(answered).toMatchObject({ ok: true, message: { conversationId: movedTo } });
    expect((await anna.next("new_message")).message).toEqual(answered.message);
    expect(await pia.request("leave_conversation", { conversationId })).toEqual({ ok: true });
    const synced = await pia.request("sync", { conversations: { [conversationId]: 1 } });
    expect(synced).toMatchObject({
      moved: { [conversationId]: movedTo },
      conversations: { [movedTo]: { reset: true } },
    });
    for (const route of [
      `GET /api/conversations/${conversationId}/messages`,
      `POST /api/conversations/${conversationId}/read`,
    ]) {
      expect((await server.fetch(account, route)).status).toBe(200);
    }
  });

  it("may ask again, also after a crash; nobody else may", async () => {
    const { guest, conversationId } = await visit();
    const account = server.user();
    const { body } = await join(account, guest.token);
    await server.process.restart("SIGKILL");
    expect(await join(account, guest.token)).toMatchObject({ status: 200, body });
    expect(body.conversations).toMatchObject([{ conversationId }]);
    expect(await join(server.user(), guest.token)).toMatchObject({
      status: 409,
      body: { error: { code: "conflict" } },
    });
    expect(await server.refusal({ token: guest.token })).toBe("auth_invalid");
  });

  it("needs an account's token and a guest's", async () => {
    const { guest } = await visit();
    const account = server.user();
    const guestId = `guest_${randomUUID()}`;
    const other = await visit();
    const payload = Buffer.from(guest.token.split(".")[1] ?? "", "base64url").toString();
    const forged = [
      Buffer.from('{"alg":"none"}').toString("base64url"),
      Buffer.from(payload).toString("base64url"),
      "",
    ].join(".");
    for (const [what, token] of [
      ["none", undefined],
      ["empty", ""],
      ["a number", 7],
      ["not a token", "guest"],
      ["unsigned", forged],
      ["cut", guest.token.slice(0, -2)],
      ["another server's", signToken(guest.userId, { secret: "x".repeat(40) })],
      ["expired", signToken(guestId, { expiresIn: -60 })],
      ["the account's own", account.token],
      ["another account's", server.user().token],
      ["of a name like a guest's", signToken("guest_me")],
      ["too long", "x".repeat(9_000)],
    ] as const) {
      expect(await join(account, token), what).toMatchObject({
        status: 400,
        body: { error: { code: "invalid" } },
      });
    }
    expect((await join(null, guest.token)).status).toBe(401);
    for (const caller of [guest, other.guest]) {
      expect(await join(caller, guest.token)).toMatchObject({
        status: 403,
        body: { error: { code: "forbidden" } },
      });
    }
    expect((await join(account, guest.token)).body.conversations).toHaveLength(1);
  });

  it("may be one whom this server has never met", async () => {
    const token = signToken(`guest_${randomUUID()}`);
    const account = server.user();
    expect(await join(account, token)).toMatchObject({ status: 200, body: { conversations: [] } });
    expect((await join(server.user(), token)).status).toBe(409);
  });
});
