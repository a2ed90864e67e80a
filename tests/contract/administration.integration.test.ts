import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { describe, expect, it } from "vitest";
import { eventually } from "../support/eventually.js";
import { connectRaw, type RawClient } from "../support/raw-client.js";
import { type TestUser, useServer } from "../support/use-server.js";
import type { WireMessage } from "../support/wire.js";

const ADMIN_KEY = "a key of the host's that only these tests know".replaceAll(" ", "-");
const host: TestUser = { userId: "", token: ADMIN_KEY };

const closed = (client: RawClient) => eventually(() => expect(client.socket.connected).toBe(false));

describe("administration", () => {
  const server = useServer("PostgreSQL", { ADMIN_KEY, RETENTION_DAYS: "30" });

  const refusal = async (token: string) =>
    connectRaw(server.url, { token }).then(
      () => null,
      (error: { data: object }) => error.data,
    );
  const later = (user: TestUser): TestUser => {
    const token = server.process.token(user.userId, {
      claims: { iat: Math.floor(Date.now() / 1_000) + 2 },
    });
    return { ...user, token };
  };

  it("bans at once and everywhere, also after a restart, until it is lifted", async () => {
    const { photographer, customer, conversationId } = await server.pair();
    const [one, other] = [await server.connect(photographer), await server.connect(customer)];
    const path = `/api/admin/users/${customer.userId}/ban`;
    expect((await server.fetch(host, `PUT ${path}`, { reason: "spam" })).status).toBe(204);
    await closed(other);
    const heard = other.received("new_message").length;
    await one.request("send_message", { conversationId, messageText: "who is there?" });
    const refused = { code: "auth_invalid", reason: "banned" };
    expect(await refusal(customer.token)).toMatchObject(refused);
    const asked = await server.fetch(customer, "GET /api/conversations");
    expect([asked.status, asked.body]).toMatchObject([401, { error: refused }]);
    expect(other.received("new_message").length).toBe(heard);

    await server.process.restart();
    expect(await refusal(customer.token)).toMatchObject(refused);
    expect((await server.fetch(host, `DELETE ${path}`)).status).toBe(204);
    const back = await server.connect(customer);
    const { messages } = await back.request("load_messages", { conversationId });
    expect(messages).toMatchObject([{ messageText: "who is there?" }]);
  });

  it("revokes tokens: what was signed before is refused, what is signed now is not", async () => {
    const { customer } = await server.pair();
    const client = await server.connect(customer);
    const path = `/api/admin/users/${customer.userId}/revoke-tokens`;
    expect((await server.fetch(host, `POST ${path}`)).status).toBe(204);
    await closed(client);
    const refused = { code: "auth_expired", reason: "revoked" };
    expect(await refusal(customer.token)).toMatchObject(refused);
    const undated = server.process.token(customer.userId, { claims: { iat: undefined } });
    expect(await refusal(undated)).toMatchObject(refused);
    expect((await server.fetch(customer, "GET /api/me")).status).toBe(401);
    await server.connect(later(customer));
  });

  it("erases a person for those who look on, too", async () => {
    const { photographer, customer, conversationId } = await server.pair();
    const [one, other] = [await server.connect(photographer), await server.connect(customer)];
    const secret = `secret ${randomUUID()}`;
    const { message } = await other.request("send_message", {
      ...{ conversationId, messageText: secret },
    });
    const path = `/api/admin/users/${customer.userId}`;
    const before = await server.fetch<{ messages: WireMessage[] }>(host, `GET ${path}/export`);
    expect(before.body).toMatchObject({
      user: { userId: customer.userId, name: "Carl" },
      messages: [{ messageText: secret }],
    });
    expect(before.headers.get("cache-control")).toBe("no-store");

    expect((await server.fetch(host, `POST ${path}/erase`)).status).toBe(204);
    await closed(other);
    const { conversation } = await one.next("conversation_changed");
    expect(conversation.lastMessage).toMatchObject({
      ...{ messageId: message.messageId, seq: message.seq, messageText: "" },
      deletedAt: expect.any(String),
    });
    expect(conversation.participants.map(({ name }) => name)).toContain(null);
    const answers = [
      await one.request("join_conversation", { conversationId }),
      await one.request("load_messages", { conversationId }),
      await one.request("sync", { conversations: { [conversationId]: message.rev } }),
      await one.request("list_conversations", {}),
      (await server.fetch(photographer, `GET /api/conversations/${conversationId}/messages`)).body,
      (await server.fetch(host, `GET ${path}/export`)).body,
    ];
    expect(JSON.stringify(answers)).not.toContain(secret);
    expect(JSON.stringify(answers)).not.toContain("Carl");
    expect(server.process.logs()).not.toContain(secret);

    const erased = async () => {
      const joined = await one.request("join_conversation", { conversationId });
      return joined.conversation.participants.filter((who) => who.erased).map((who) => who.userId);
    };
    expect(await erased()).toEqual([customer.userId]);
    await server.connect(later(customer));
    expect(await erased()).toEqual([]);
  });

  it("deletes a conversation for both", async () => {
    const { photographer, customer, conversationId } = await server.pair();
    const clients = [await server.connect(photographer), await server.connect(customer)];
    await clients[0]?.request("send_message", { conversationId, messageText: "gone soon" });
    const path = `/api/admin/conversations/${conversationId}`;
    expect((await server.fetch(host, `DELETE ${path}`)).status).toBe(204);
    for (const client of clients) {
      expect(await client.next("conversation_deleted")).toEqual({ conversationId });
      expect((await client.request("list_conversations", {})).conversations).toEqual([]);
      const synced = await client.request("sync", { conversations: { [conversationId]: 1 } });
      expect(synced).toEqual({ ok: true, conversations: {}, gone: [conversationId] });
    }
    expect((await server.fetch(host, `DELETE ${path}`)).status).toBe(404);
  });

  it("lists reports, closes them, and keeps a log of it all", async () => {
    const { photographer, customer, conversationId } = await server.pair();
    const report = { userId: photographer.userId, conversationId, reason: "abuse", note: "rude" };
    const made = await server.fetch<{ reportId: string }>(customer, "POST /api/reports", report);
    const again = await server.fetch(customer, "POST /api/reports", report);
    expect([made.status, again.status, again.body]).toEqual([201, 200, made.body]);
    const { reportId } = made.body;
    const open = await server.fetch<{ reports: { reportId: string }[] }>(
      host,
      "GET /api/admin/reports?status=open&limit=1",
    );
    expect(open.body).toMatchObject({
      reports: [{ ...report, reportId, reporterId: customer.userId, closedAt: null }],
    });
    const done = await server.fetch(host, `POST /api/admin/reports/${reportId}/close`);
    expect(done.status).toBe(204);
    const log = await server.fetch<{ entries: { entryId: string; by: string }[] }>(
      host,
      "GET /api/admin/audit?limit=1",
    );
    expect(log.body).toMatchObject({
      entries: [
        { action: "close_report", subject: reportId, by: expect.stringMatching(/^\w{12}$/) },
      ],
      hasMore: true,
    });
    expect(ADMIN_KEY).not.toContain(log.body.entries[0]?.by);
    const next = await server.fetch<{ entries: { entryId: string }[] }>(
      host,
      `GET /api/admin/audit?before=${log.body.entries[0]?.entryId}`,
    );
    expect(next.body.entries[0]).toMatchObject({ action: "delete_conversation" });
  });

  it("removes messages by age from the start on", async () => {
    const { customer, conversationId } = await server.pair();
    const path = `/api/conversations/${conversationId}/messages`;
    for (const messageText of ["old", "new"]) {
      await server.fetch(customer, `POST ${path}`, { messageText });
    }
    const database = new Client({ connectionString: server.databaseUrl });
    await database.connect();
    await database.query(
      `UPDATE messages SET created_at = now() - interval '40 days'
       WHERE conversation_id = $1 AND message_text = 'old'`,
      [conversationId],
    );
    await database.end();
    await server.process.restart();
    await eventually(async () => {
      const page = await server.fetch<{ messages: WireMessage[] }>(customer, `GET ${path}`);
      expect(page.body.messages.map(({ messageText }) => messageText)).toEqual(["new"]);
    });
  });

  it("is for the key alone, never for a page, and says nothing of it", async () => {
    const { photographer } = await server.pair();
    const document = await server.fetch<{ paths: Record<string, Record<string, object>> }>(
      null,
      "GET /openapi.json",
    );
    const routes = Object.entries(document.body.paths)
      .filter(([path]) => path.startsWith("/api/admin/"))
      .flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
      );
    expect(routes.length).toBe(9);
    for (const route of [...routes, "GET /api/admin/nothing"]) {
      for (const [user, code] of [
        [null, "auth_missing"],
        [photographer, "auth_invalid"],
        [{ ...host, token: `${ADMIN_KEY}x` }, "auth_invalid"],
      ] as const) {
        const answer = await server.fetch(user, route);
        expect([answer.status, answer.body], route).toMatchObject([401, { error: { code } }]);
      }
      const page = await server.fetch(host, route, undefined, { origin: server.url });
      expect([page.status, page.body], route).toMatchObject([
        403,
        { error: { code: "origin_denied" } },
      ]);
      expect(page.headers.get("access-control-allow-origin")).toBeNull();
    }
    const preflight = await server.fetch(null, "OPTIONS /api/admin/audit", undefined, {
      ...{ origin: server.url, "access-control-request-method": "GET" },
    });
    expect(preflight.status).toBe(403);
    expect(preflight.headers.get("access-control-allow-methods")).toBeNull();
    expect((await server.fetch(host, "GET /api/admin/nothing")).status).toBe(404);
    expect(server.process.logs()).not.toContain(ADMIN_KEY);
  });
});
