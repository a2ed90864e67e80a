import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { eventually } from "../support/eventually.js";
import { JWT_SECRET } from "../support/sign-token.js";
import { useServer } from "../support/use-server.js";
import { ecKeys, forgeToken } from "./forge-token.js";
import { engineAddress, openRaw } from "./raw-socket.js";
import { unlimited } from "./unlimited.js";
import { useRoutes } from "./use-routes.js";

const stranger = generateKeyPairSync("ec", { namedCurve: "P-256" });
const own = { alg: "ES256", kid: "own" };
const published = ecKeys.publicKey.export({ format: "pem", type: "spki" }).toString();
const embedded = stranger.publicKey.export({ format: "jwk" });

/** A key set on this machine, and what was asked of it and of addresses that tokens name. */
const env: Record<string, string> = {
  ...unlimited,
  ...{ JWT_ISSUER: "studio", JWT_AUDIENCE: "chat" },
};
const asked: string[] = [];
const keyServer = createServer((request, response) => {
  asked.push(request.url ?? "");
  const isOwn = request.url === "/keys";
  const key = isOwn ? ecKeys.publicKey.export({ format: "jwk" }) : embedded;
  response.end(JSON.stringify({ keys: [{ ...key, kid: "own", alg: "ES256", use: "sig" }] }));
});
let evil = "";
beforeAll(async () => {
  await once(keyServer.listen(0, "127.0.0.1"), "listening");
  const base = `http://127.0.0.1:${(keyServer.address() as AddressInfo).port}`;
  env["JWT_JWKS_URL"] = `${base}/keys`;
  evil = `${base}/evil`;
});
afterAll(() => keyServer.close());

const secret = JWT_SECRET;
const privateKey = ecKeys.privateKey;
const forgeries: [string, () => string][] = [
  ["alg none", () => forgeToken({ header: { alg: "none" } })],
  ["alg None", () => forgeToken({ header: { alg: "None" } })],
  ["alg none and a signature", () => forgeToken({ header: { alg: "none" }, key: secret })],
  ["no signature", () => forgeToken({})],
  ["no signature, of the key set", () => forgeToken({ header: own })],
  ["another secret", () => forgeToken({ key: "x".repeat(64) })],
  ["an empty secret", () => forgeToken({ key: "" })],
  ["HS384", () => forgeToken({ header: { alg: "HS384" }, key: secret, hash: "sha384" })],
  ["HS512", () => forgeToken({ header: { alg: "HS512" }, key: secret, hash: "sha512" })],
  ["a public key as secret", () => forgeToken({ key: published })],
  ["a public key as secret, named", () => forgeToken({ header: { kid: "own" }, key: published })],
  ["the secret as an asymmetric key", () => forgeToken({ header: own, key: secret })],
  ["another key", () => forgeToken({ header: own, key: stranger.privateKey })],
  ["a signature of zeros", () => `${forgeToken({ header: own })}${"A".repeat(86)}`],
  [
    "another algorithm of the key",
    () => forgeToken({ header: { ...own, alg: "ES384" }, key: privateKey }),
  ],
  [
    "a kid that is a path",
    () => forgeToken({ header: { ...own, kid: "../../dev/null" }, key: "" }),
  ],
  [
    "a kid that is SQL",
    () => forgeToken({ header: { ...own, kid: "' OR 1=1 --" }, key: privateKey }),
  ],
  [
    "a key of its own",
    () => forgeToken({ header: { ...own, jwk: embedded }, key: stranger.privateKey }),
  ],
  [
    "a key set of its own",
    () => forgeToken({ header: { ...own, jku: evil }, key: stranger.privateKey }),
  ],
  [
    "a chain of its own",
    () => forgeToken({ header: { ...own, x5u: evil, x5c: [published] }, key: stranger.privateKey }),
  ],
  ["a critical extension", () => forgeToken({ header: { crit: ["exp"] }, key: secret })],
  [
    "a payload as it stands",
    () => forgeToken({ header: { b64: false, crit: ["b64"] }, key: secret }),
  ],
  ["the type of a logout", () => forgeToken({ header: { typ: "logout+jwt" }, key: secret })],
  ["a number as type", () => forgeToken({ header: { typ: 7 }, key: secret })],
  ["another issuer", () => forgeToken({ claims: { iss: "evil" }, key: secret })],
  ["no issuer", () => forgeToken({ claims: { iss: undefined }, key: secret })],
  ["another audience", () => forgeToken({ claims: { aud: "shop" }, key: secret })],
  ["no audience", () => forgeToken({ claims: { aud: undefined }, key: secret })],
  ["an end that is a text", () => forgeToken({ claims: { exp: "2999-01-01" }, key: secret })],
  ["a beginning in the future", () => forgeToken({ claims: { nbf: 4e9 }, key: secret })],
  ["a list as subject", () => forgeToken({ claims: { sub: ["eve"] }, key: secret })],
  ["a role of nobody's", () => forgeToken({ claims: { role: "admin" }, key: secret })],
  ["five parts", () => "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..a.b.c"],
  ["12,000 characters", () => forgeToken({ claims: { x: "x".repeat(9_000) }, key: "x" })],
  ["a header that is no JSON", () => "bm90IGpzb24.e30.c2ln"],
  [
    "a header of nested lists",
    () => `${Buffer.from("[".repeat(4_000)).toString("base64url")}.e30.c2ln`,
  ],
];

describe("a token", () => {
  const server = useServer("PostgreSQL", env);
  const routes = useRoutes(server);

  it.each(forgeries)("with %s signs nobody in", async (_, forge) => {
    const token = forge();
    expect(await server.refusal({ token })).toBe("auth_invalid");
    expect(await server.refusal({ token }, { transports: ["polling"] })).toBe("auth_invalid");
    const answer = await server.fetch({ userId: "eve", token }, "GET /api/me");
    expect(answer).toMatchObject({ status: 401, body: { error: { code: "auth_invalid" } } });
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
  });

  it("names no address that the server asks", () => {
    expect(asked.filter((path) => path !== "/keys")).toEqual([]);
  });

  it.each([
    ["the secret's", { key: secret }],
    ["the key set's", { header: own, key: privateKey }],
    ["no type", { header: { typ: undefined }, key: secret }],
    ["an access token's type", { header: { typ: "at+jwt" }, key: secret }],
    ["an audience among others", { claims: { aud: ["shop", "chat"] }, key: secret }],
    ["a lifetime of its issuer's choice", { claims: { exp: 1e11 }, key: secret }],
  ])("with %s signs in", async (_, forgery) => {
    const token = forgeToken(forgery);
    expect((await server.fetch({ userId: "eve", token }, "GET /api/me")).status).toBe(200);
    (await openRaw(server.url, token)).socket.terminate();
  });

  it("of the key set can't be a session or a link of the server's", async () => {
    for (const [use, route] of [
      ["session", "POST /api/session"],
      ["session", "DELETE /api/session"],
      ["link", "POST /api/sign-in/links"],
    ] as const) {
      const claims = { role: "photographer", use, sid: "1" };
      const status = async (forgery: object) => {
        const token = forgeToken({ ...forgery, claims });
        return (await server.fetch({ userId: "eve", token }, route, { expiresIn: 60 })).status;
      };
      expect(await status({ header: own, key: privateKey })).toBe(403);
      expect(await status({ key: secret })).toBeLessThan(300);
    }
  });

  it("is needed for every route of /api but those that make one", async () => {
    const open = ["POST /api/guests", "POST /api/sign-in", "POST /api/sign-in/exchange"];
    const closed = routes.all.filter(
      ({ name, path }) => path.startsWith("/api/") && !open.includes(name),
    );
    expect(closed.length).toBeGreaterThan(10);
    for (const { method, path } of closed) {
      const answer = await server.fetch(null, `${method} ${path}`);
      expect(answer.status, `${method} ${path}`).toBe(401);
      expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    }
  });

  it("counts in the place for it only", async () => {
    const token = forgeToken({ key: secret });
    for (const path of [`/api/me?token=${token}`, `/api/me?access_token=${token}`]) {
      expect((await server.fetch(null, `GET ${path}`)).status).toBe(401);
    }
    for (const [name, value] of [
      ["authorization", token],
      ["authorization", `Basic ${token}`],
      ["cookie", `token=${token}`],
      ["x-access-token", token],
    ] as const) {
      const answer = await server.fetch(null, "GET /api/me", undefined, { [name]: value });
      expect(answer.status, name).toBe(401);
    }

    const headers = { authorization: `Bearer ${token}`, cookie: `token=${token}` };
    const address = `${engineAddress(server.url, "websocket")}&token=${token}&auth=${token}`;
    const socket = new WebSocket(address, { headers });
    const received = listen(socket);
    await once(socket, "open");
    socket.send("40");
    await eventually(() => expect(received.join()).toContain("auth_missing"));
    socket.terminate();
  });

  it.each([
    ["a second sign-in", (token: string) => [`40{"token":"${token}"}`]],
    ["one after leaving", (token: string) => ["41", `40{"token":"${token}"}`]],
    ["one for another namespace", (token: string) => [`40/admin,{"token":"${token}"}`]],
  ])("of somebody else changes nobody's connection: %s", async (_, frames) => {
    const eve = server.user({ claims: { iss: "studio", aud: "chat" }, name: "Eve" });
    const anna = server.user({ claims: { iss: "studio", aud: "chat" }, name: "Anna" });
    const raw = await openRaw(server.url, eve.token);
    for (const frame of frames(anna.token)) raw.send(frame);
    raw.send('421["sync",{"conversations":{}}]');
    await eventually(() => {
      const isClosed = raw.socket.readyState === WebSocket.CLOSED;
      expect(isClosed || raw.received.some((frame) => /^(431|44)/.test(frame))).toBe(true);
    });
    expect(raw.received.join()).not.toContain(anna.userId);
    raw.socket.terminate();
  });

  it("is one of a hundred in a connection's first breath: at most one counts", async () => {
    const users = Array.from({ length: 100 }, () =>
      server.user({ claims: { iss: "studio", aud: "chat" } }),
    );
    const socket = new WebSocket(engineAddress(server.url, "websocket"));
    const received = listen(socket);
    await once(socket, "open");
    for (const { token } of users) socket.send(`40${JSON.stringify({ token })}`);
    await eventually(() =>
      expect(received.filter((frame) => /^4[04]/.test(frame))).not.toEqual([]),
    );
    const closed = () => socket.readyState === WebSocket.CLOSED;
    await eventually(() => expect(closed() || received.length >= 100).toBe(true));
    expect(received.filter((frame) => frame.startsWith("40")).length).toBeLessThanOrEqual(1);
    socket.terminate();
  });
});

function listen(socket: WebSocket): string[] {
  const received: string[] = [];
  socket.on("message", (data: Buffer) => received.push(data.toString()));
  socket.on("error", () => {});
  return received;
}
