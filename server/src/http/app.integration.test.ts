import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { useChatServer } from "../../../tests/support/use-chat-server.js";

const origin = "https://studio.example";

describe("HTTP", () => {
  const server = useChatServer({ ALLOWED_ORIGINS: origin, LIMIT_GUESTS_PER_MINUTE: "4" });

  const post = (path: string, body: BodyInit | null, headers: Record<string, string> = {}) =>
    fetch(server.url + path, { method: "POST", body, headers });

  it("answers a preflight of an allowed page and of no other", async () => {
    const preflight = (from: string) =>
      fetch(`${server.url}/api/conversations`, {
        method: "OPTIONS",
        headers: { origin: from, "access-control-request-method": "POST" },
      });
    const allowed = await preflight(origin);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get("access-control-allow-origin")).toBe(origin);
    expect(allowed.headers.get("access-control-allow-headers")).toContain("Authorization");
    expect(allowed.headers.get("access-control-allow-credentials")).toBeNull();
    const denied = await preflight("https://evil.example");
    expect(denied.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("refuses pages of other origins, not its own", async () => {
    const { token } = server.user();
    const me = (from: string) =>
      fetch(`${server.url}/api/me`, {
        headers: { origin: from, authorization: `Bearer ${token}` },
      });
    for (const evil of ["https://evil.example", `${origin}.evil.example`, "null"]) {
      const refused = await me(evil);
      expect(refused.status).toBe(403);
      expect(await refused.json()).toMatchObject({ error: { code: "origin_denied" } });
    }
    expect((await me(origin)).status).toBe(200);
    expect((await me(server.url)).status).toBe(200);
  });

  it("takes a token from the Authorization header only", async () => {
    const { token, userId } = server.user();
    const status = async (path: string, headers: Record<string, string> = {}) =>
      (await fetch(server.url + path, { headers })).status;
    expect(await status(`/api/me?token=${token}`)).toBe(401);
    expect(await status("/api/me", { authorization: token })).toBe(401);
    expect(await status("/api/me", { authorization: `Basic ${token}` })).toBe(401);
    expect(await status("/api/me", { cookie: `token=${token}` })).toBe(401);
    const me = await fetch(`${server.url}/api/me`, {
      headers: { authorization: `bearer ${token}` },
    });
    expect(await me.json()).toEqual({ userId, name: null, picture: null, role: "customer" });
  });

  it.each([
    "limit=0",
    "limit=101",
    "limit=ten",
    "limit=1.5",
    "limit=",
    "limit=1&limit=2",
    "before=",
    "search=",
    "search=%20",
    "search=%00",
    "search=a&search=b",
    `search=${"x".repeat(101)}`,
  ])("refuses the query %s", async (query) => {
    const headers = { authorization: `Bearer ${server.user().token}` };
    const response = await fetch(`${server.url}/api/conversations?${query}`, { headers });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: "invalid" } });
  });

  it("takes JSON of whatever declared type, and nothing for an empty object", async () => {
    const photographer = server.user({ role: "photographer" });
    await server.connect(photographer.token);
    const headers = { authorization: `Bearer ${server.user().token}` };
    const body = JSON.stringify({ userId: photographer.userId });
    const opened = await post("/api/conversations", body, headers);
    const { conversation } = (await opened.json()) as { conversation: { conversationId: string } };
    const read = await post(`/api/conversations/${conversation.conversationId}/read`, null, {
      ...headers,
      "content-type": "application/json",
    });
    expect(await read.json()).toEqual({ unreadCount: 0 });
  });

  it("answers a body that is too large and closes, with a declared length or without", async () => {
    const headers = { authorization: `Bearer ${server.user().token}` };
    const large = `"${"x".repeat(70_000)}"`;
    const declared = await post("/api/conversations", large, headers);
    expect(declared.status).toBe(413);
    expect(declared.headers.get("connection")).toBe("close");

    const status = await new Promise((resolve, reject) => {
      const chunked = request(`${server.url}/api/conversations`, { method: "POST", headers });
      chunked.on("error", reject);
      chunked.on("response", (response) => resolve(response.statusCode));
      chunked.write(large.slice(0, 40_000));
      chunked.end(large.slice(40_000));
    });
    expect(status).toBe(413);
    expect((await fetch(`${server.url}/api/me`, { headers })).status).toBe(200);
  });

  it("limits the identities made for an address, demo ones included", async () => {
    const demo = await post("/demo/identities", null);
    expect(await demo.json()).toEqual({
      customer: {
        token: expect.any(String),
        userId: expect.stringMatching(/^demo_/),
        name: expect.any(String),
      },
      photographer: {
        token: expect.any(String),
        userId: expect.stringMatching(/^demo_/),
        name: expect.any(String),
      },
    });
    const answers = [];
    for (let index = 0; index < 6; index++) {
      // Without trusted proxies nobody can claim another address.
      answers.push(await post("/api/guests", "{}", { "x-forwarded-for": `198.51.100.${index}` }));
    }
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(3);
    expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("measures by route pattern, never by path", async () => {
    await fetch(`${server.url}/api/conversations/conv_secret_name/messages`);
    await fetch(`${server.url}/nowhere/special`);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toMatch(/route="\/api\/conversations\/:id\/messages",status="401"/);
    expect(metrics).not.toMatch(/conv_secret_name|special/);
  });

  it("sends headers that keep browsers from guessing", async () => {
    const { headers } = await fetch(`${server.url}/healthz`);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("strict-transport-security")).toBeNull();
    expect(headers.get("vary")).toContain("Origin");
  });
});

describe("HTTP in production", () => {
  const server = useChatServer({ NODE_ENV: "production", ALLOWED_ORIGINS: origin });

  it("knows no demo", async () => {
    for (const path of ["/", "/index.html"]) {
      expect((await fetch(server.url + path)).status).toBe(404);
    }
    const { status } = await fetch(`${server.url}/demo/identities`, { method: "POST" });
    expect(status).toBe(404);
  });
});

describe("HTTP behind a proxy", () => {
  const server = useChatServer({ TRUST_PROXY: "1", LIMIT_GUESTS_PER_MINUTE: "1" });

  it("counts visitors by the address that the proxy saw", async () => {
    const guest = async (forwarded: string) => {
      const headers = { "x-forwarded-for": forwarded };
      return (await fetch(`${server.url}/api/guests`, { method: "POST", headers })).status;
    };
    expect(await guest("198.51.100.1")).toBe(201);
    expect(await guest("198.51.100.2")).toBe(201);
    expect(await guest("203.0.113.7, 198.51.100.1")).toBe(429);
  });
});
