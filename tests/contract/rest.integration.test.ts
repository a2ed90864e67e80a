import { describe, expect, it } from "vitest";
import { stores, useServer } from "../support/use-server.js";
import type { WireConversation } from "../support/wire.js";

interface Guest {
  token: string;
  user: { userId: string; name: string | null; role: string };
}

describe.each(stores)("REST, on %s", (store) => {
  const server = useServer(store);

  it("tells who the caller is", async () => {
    const user = server.user({
      name: "Pia",
      role: "photographer",
      picture: "https://photos.example/pia.jpg",
    });
    expect(await server.fetch(user, "GET /api/me")).toMatchObject({
      status: 200,
      body: {
        userId: user.userId,
        name: "Pia",
        role: "photographer",
        picture: "https://photos.example/pia.jpg",
      },
    });
  });

  it("gives a visitor an identity that can write to a photographer", async () => {
    const photographer = server.user({ role: "photographer" });
    const pia = await server.connect(photographer);
    const made = await server.fetch<Guest>(null, "POST /api/guests", {
      name: "Vera",
      email: "vera@example.com",
    });
    expect(made.status).toBe(201);
    expect(made.body.user).toMatchObject({ name: "Vera", role: "customer" });
    const guest = { userId: made.body.user.userId, token: made.body.token };
    expect(guest.userId.length).toBeLessThanOrEqual(128);

    const opened = await server.fetch<{ conversation: WireConversation }>(
      guest,
      "POST /api/conversations",
      { userId: photographer.userId },
    );
    const vera = await server.connect(guest);
    await vera.request("send_message", {
      conversationId: opened.body.conversation.conversationId,
      messageText: "Hello!",
    });
    expect(await pia.next("new_message")).toMatchObject({ message: { senderId: guest.userId } });
  });

  it("gives every visitor another identity, also without a body", async () => {
    const first = await server.fetch<Guest>(null, "POST /api/guests", {});
    const second = await server.fetch<Guest>(null, "POST /api/guests");
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.body.user.userId).not.toBe(second.body.user.userId);
  });

  it("takes a form that was left empty", async () => {
    const made = await server.fetch<Guest>(null, "POST /api/guests", { name: "", email: " " });
    expect(made).toMatchObject({ status: 201, body: { user: { name: null } } });
  });

  it.each([
    { name: 7 },
    { email: "no address" },
    { name: "x".repeat(10_000) },
    { name: "a\0b" },
    [],
  ])("refuses the visitor %j", async (body) => {
    const answer = await server.fetch(null, "POST /api/guests", body);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: "invalid" } } });
  });

  it.each(["GET /api/nothing", "DELETE /api/me", "GET /nothing", "POST /healthz"])(
    "answers %s with 404 as JSON",
    async (route) => {
      const answer = await server.fetch(server.user(), route);
      expect(answer).toMatchObject({
        status: 404,
        body: { error: { code: "not_found", message: expect.any(String) } },
      });
    },
  );

  it("tells that it is alive and ready", async () => {
    expect((await server.fetch(null, "GET /healthz")).status).toBe(200);
    expect((await server.fetch(null, "GET /readyz")).status).toBe(200);
  });

  it("counts in Prometheus' text format", async () => {
    const { status, headers, body } = await server.fetch<string>(null, "GET /metrics");
    expect(status).toBe(200);
    expect(headers.get("content-type")).toContain("text/plain");
    expect(body).toMatch(/^# HELP \w+ .+\n# TYPE \w+ (counter|gauge|histogram|summary)$/m);
    expect(body).toMatch(/^process_cpu_seconds_total /m);
  });

  it("describes its routes in OpenAPI", async () => {
    const { status, body } = await server.fetch<{ openapi: string; paths: object }>(
      null,
      "GET /openapi.json",
    );
    expect(status).toBe(200);
    expect(body.openapi).toMatch(/^3\./);
    expect(body.paths).toMatchObject({
      "/api/me": { get: {} },
      "/api/conversations": { get: {}, post: {} },
      "/api/conversations/{id}/messages": { get: {}, post: {} },
      "/api/conversations/{id}/read": { post: {} },
      "/api/unread": { get: {} },
      "/api/guests": { post: {} },
      "/api/guests/join": { post: {} },
      "/api/profile": { get: {}, put: {} },
      "/api/replies": { get: {}, post: {} },
      "/api/replies/{replyId}": { put: {}, delete: {} },
      "/api/sign-in": { post: {} },
      "/api/sign-in/exchange": { post: {} },
      "/api/session": { post: {}, delete: {} },
      "/inbox": { get: {} },
      "/healthz": { get: {} },
      "/readyz": { get: {} },
      "/metrics": { get: {} },
      "/photo-chat.js": { get: {} },
      "/openapi.json": { get: {} },
    });
  });

  it("describes its limits and refusals in OpenAPI", async () => {
    interface Operation {
      parameters?: { name: string; schema: object }[];
      responses: Record<string, object>;
    }
    const { body } = await server.fetch<{
      paths: Record<string, Record<string, Operation>>;
      components: { schemas: Record<string, object> };
    }>(null, "GET /openapi.json");
    const history = body.paths["/api/conversations/{id}/messages"]?.["get"];
    expect(history?.parameters).toContainEqual({
      in: "query",
      name: "limit",
      schema: expect.objectContaining({ type: "integer", minimum: 1, maximum: 100 }),
    });
    for (const [path, operations] of Object.entries(body.paths)) {
      if (!path.startsWith("/api/")) continue;
      for (const { responses } of Object.values(operations)) {
        expect(Object.keys(responses), path).toEqual(expect.arrayContaining(["403", "429", "500"]));
      }
    }
    expect(body.components.schemas["Error"]).toMatchObject({
      properties: {
        error: {
          properties: {
            code: { enum: expect.arrayContaining(["rate_limited", "origin_denied"]) },
            retryAfterMs: { type: "integer" },
          },
        },
      },
    });
  });

  it("says what a wrong limit must be", async () => {
    const answer = await server.fetch(server.user(), "GET /api/conversations?limit=many");
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code: "invalid", message: "limit must be a whole number from 1 to 100." } },
    });
  });

  it("serves the script-tag loader to pages of any origin", async () => {
    const { status, headers } = await server.fetch(null, "GET /photo-chat.js", undefined, {
      origin: "https://studio.example",
    });
    expect(status).toBe(200);
    expect(headers.get("content-type")).toMatch(/^(text|application)\/javascript/);
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("cross-origin-resource-policy") ?? "cross-origin").toBe("cross-origin");
  });
});
