import { describe, expect, it } from "vitest";
import { signToken } from "../support/sign-token.js";
import { useServer } from "../support/use-server.js";

const refusedTokens: [string, string, string][] = [
  ["no token", "", "auth_missing"],
  ["no JWT", "nonsense", "auth_invalid"],
  ["another secret", signToken("eve", { secret: "x".repeat(40) }), "auth_invalid"],
  ["no signature", unsignedToken("eve"), "auth_invalid"],
  ["no sub", signToken("eve", { claims: { sub: undefined } }), "auth_invalid"],
  ["an empty sub", signToken(""), "auth_invalid"],
  ["a sub of 129 characters", signToken("s".repeat(129)), "auth_invalid"],
  ["no exp", signToken("eve", { claims: { exp: undefined } }), "auth_invalid"],
  ["an unknown role", signToken("eve", { role: "admin" }), "auth_invalid"],
  ["an exp in the past", signToken("eve", { expiresIn: -120 }), "auth_expired"],
];

describe("connecting", () => {
  const server = useServer("PostgreSQL");

  it.each(refusedTokens)("refuses a token with %s", async (_, token, code) => {
    expect(await server.refusal({ token })).toBe(code);
    expect(await server.refusal({ token }, { transports: ["polling"] })).toBe(code);

    const answer = await server.fetch({ userId: "eve", token }, "GET /api/me");
    expect(answer).toMatchObject({ status: 401, body: { error: { code } } });
  });

  it.each([{}, { token: null }, { token: 7 }, { token: { a: 1 } }, { token: ["x"] }])(
    "refuses the handshake %j",
    async (auth) => {
      expect(await server.refusal(auth)).toMatch(/^auth_(missing|invalid)$/);
    },
  );

  it("refuses a request without a token", async () => {
    const answer = await server.fetch(null, "GET /api/me");
    expect(answer).toMatchObject({ status: 401, body: { error: { code: "auth_missing" } } });
  });

  it.each(["websocket", "polling"] as const)("connects by %s", async (transport) => {
    const anna = await server.connect(server.user(), { transports: [transport] });
    expect((await anna.request("sync", { conversations: {} })).ok).toBe(true);
  });

  it("accepts a sub of 128 characters", async () => {
    const user = server.user({ id: "s".repeat(128) });
    const client = await server.connect(user);
    expect(client.socket.connected).toBe(true);
    expect((await server.fetch(user, "GET /api/me")).body).toMatchObject({ userId: user.userId });
  });

  it("knows a user before the first connection is accepted", async () => {
    const photographer = server.user({ id: "knownfirst-a", role: "photographer" });
    const customer = await server.connect(server.user({ id: "knownfirst-b" }));
    await server.connect(photographer);
    const joined = await customer.request("join_conversation", {
      conversationId: "conv_knownfirst-a_knownfirst-b",
    });
    expect(joined.ok).toBe(true);
  });

  it("shows others the profile of the newest valid token", async () => {
    const picture = "https://photos.example/pia.jpg";
    const id = "newest";
    const minuteAgo = Math.floor(Date.now() / 1_000) - 60;
    const older = server.user({
      id,
      name: "Pia",
      role: "photographer",
      claims: { iat: minuteAgo },
    });
    const newer = server.user({ id, name: "Pia Neu", role: "photographer", picture });
    for (const signedIn of [older, newer, older]) await server.fetch(signedIn, "GET /api/me");
    const customer = server.user();
    await server.fetch(customer, "POST /api/conversations", { userId: id });

    const listed = await server.fetch(customer, "GET /api/conversations");
    const participants = expect.arrayContaining([
      expect.objectContaining({ userId: id, name: "Pia Neu", picture }),
    ]);
    expect(listed.body).toMatchObject({ conversations: [{ participants }] });
  });
});

describe("connecting to a strict server", () => {
  const server = useServer("PostgreSQL", {
    ALLOWED_ORIGINS: "https://studio.example,https://www.studio.example",
    JWT_ISSUER: "https://studio.example",
    JWT_AUDIENCE: "photo-chat",
    LIMIT_CONNECTIONS_PER_USER: "2",
  });
  const claims = { iss: "https://studio.example", aud: "photo-chat" };

  it.each(["websocket", "polling"] as const)("checks the origin of a %s", async (transport) => {
    const user = server.user({ claims });
    const token = { token: user.token };
    const foreign = { transports: [transport], origin: "https://studio.example.evil.example" };
    expect(await server.refusal(token, foreign)).toBe("origin_denied");
    await server.connect(user, { transports: [transport], origin: "https://www.studio.example" });
    await server.connect(user, { transports: [transport] });
  });

  it("answers CORS for allowed origins only", async () => {
    const user = server.user({ claims });
    const allowed = await server.fetch(user, "GET /api/me", undefined, {
      origin: "https://studio.example",
    });
    expect(allowed.headers.get("access-control-allow-origin")).toBe("https://studio.example");
    const foreign = await server.fetch(user, "GET /api/me", undefined, {
      origin: "https://evil.example",
    });
    expect(foreign.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("answers a preflight before the request that needs it", async () => {
    const preflight = await server.fetch(null, "OPTIONS /api/conversations", undefined, {
      origin: "https://studio.example",
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization,content-type",
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-methods")).toContain("POST");
    const allowed = preflight.headers.get("access-control-allow-headers")?.toLowerCase();
    expect(allowed).toContain("authorization");
    expect(allowed).toContain("content-type");
  });

  it("checks issuer and audience", async () => {
    for (const wrong of [{}, { ...claims, iss: "https://evil.example" }, { ...claims, aud: "x" }]) {
      const { token } = server.user({ claims: wrong });
      expect(await server.refusal({ token })).toBe("auth_invalid");
    }
  });

  it("limits the connections of one user that come at once", async () => {
    const user = server.user({ claims });
    const attempts = Array.from({ length: 20 }, () => server.connect(user));
    const accepted = (await Promise.allSettled(attempts)).filter(
      ({ status }) => status === "fulfilled",
    );
    expect(accepted).toHaveLength(2);
  });

  it("limits the connections of one user", async () => {
    const user = server.user({ claims });
    await server.connect(user);
    const second = await server.connect(user);
    expect(await server.refusal({ token: user.token })).toBe("too_many_connections");

    second.socket.close();
    await expect
      .poll(() =>
        server.connect(user).then(
          () => "connected",
          () => "refused",
        ),
      )
      .toBe("connected");
  });
});

function unsignedToken(sub: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none" })}.${part({ sub, exp: 4_000_000_000 })}.`;
}
