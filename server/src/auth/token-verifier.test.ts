import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { signToken } from "../../../tests/support/sign-token.js";
import { ChatError } from "../chat/chat-error.js";
import { parseConfig } from "../config.js";
import { createTokenSigner } from "./token-signer.js";
import { createTokenVerifier } from "./token-verifier.js";

const secretText = "a secret of thirty-two bytes, or more";
const secret = new TextEncoder().encode(secretText);
const now = 1_750_000_000_000;
const seconds = now / 1_000;

function verifier(env: Record<string, string> = {}) {
  return createTokenVerifier(parseConfig(env).jwt, secret, () => now);
}

/** A token as a host signs it, an hour long from the verifier's now. */
function token(claims: Record<string, unknown> = {}, signedWith = secretText): string {
  const usual = { sub: "anna", iat: seconds, exp: seconds + 3_600 };
  return signToken("anna", { secret: signedWith, claims: { ...usual, ...claims } });
}

async function codeOf(verified: Promise<unknown>): Promise<string> {
  const error = await verified.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof ChatError ? error.code : String(error);
}

describe("a token of the secret", () => {
  it("tells who its bearer is", async () => {
    const claims = { sub: "5", name: " Anna ", picture: "/anna.jpg", email: "a@example.com" };
    expect(await verifier()(token({ ...claims, role: "photographer" }))).toEqual({
      identity: {
        ...{ userId: "5", name: "Anna", picture: "/anna.jpg", email: "a@example.com" },
        ...{ role: "photographer", issuedAt: seconds, signedAt: seconds },
      },
      expiresAt: now + 3_600_000,
      isLink: false,
    });
  });

  it.each([
    [{ use: "session", sid: "a-1_B" }, "a-1_B", false],
    [{ use: "session" }, undefined, false],
    [{ use: "session", sid: "" }, undefined, false],
    [{ use: "session", sid: "x".repeat(65) }, undefined, false],
    [{ use: "session", sid: ["1"] }, undefined, false],
    [{ use: "link", sid: "1" }, undefined, true],
    [{ use: "access", sid: "1" }, undefined, false],
    [{ use: {} }, undefined, false],
  ])("that says %j is of session %j, and for a link: %j", async (claims, sessionId, isLink) => {
    const verified = await verifier()(token(claims));
    expect([verified.identity.sessionId, verified.isLink]).toEqual([sessionId, isLink]);
  });

  it.each(["HS384", "HS512"])("is none by %s", async (alg) => {
    const other = new SignJWT({}).setProtectedHeader({ alg }).setSubject("anna");
    const signed = await other
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + 60)
      .sign(secret);
    expect(await codeOf(verifier()(signed))).toBe("auth_invalid");
  });

  it("makes a customer without a profile of the least that is needed", async () => {
    const { identity } = await verifier()(token({ iat: undefined }));
    expect(identity).toEqual({
      ...{ userId: "anna", name: null, picture: null, email: null, role: "customer" },
      issuedAt: seconds,
    });
  });

  it.each<[string, Record<string, unknown>, object]>([
    ["a number as sub", { sub: 12 }, { userId: "12" }],
    ["a null role", { role: null }, { role: "customer" }],
    ["a name of white space", { name: " \n" }, { name: null }],
    ["a name of 300 emoji", { name: "📷".repeat(300) }, { name: "📷".repeat(200) }],
    ["a name with U+0000", { name: "An\u0000na" }, { name: "An na" }],
    ["a name that is none", { name: { first: "Anna" } }, { name: null }],
    ["a script as picture", { picture: "javascript:alert(1)" }, { picture: null }],
    ["another host as path", { picture: "//evil.example/x.jpg" }, { picture: null }],
    ["an iat of the future", { iat: seconds + 61 }, { issuedAt: seconds, signedAt: undefined }],
    ["an iat just ahead", { iat: seconds + 59 }, { issuedAt: seconds, signedAt: seconds + 59 }],
  ])("with %s is accepted for what it is worth", async (_, claims, expected) => {
    expect((await verifier()(token(claims))).identity).toMatchObject(expected);
  });

  it.each<[string, unknown, string]>([
    ["nothing", undefined, "auth_missing"],
    ["an empty text", "", "auth_missing"],
    ["an object", { token: token() }, "auth_invalid"],
    ["no JWT", "a.b.c", "auth_invalid"],
    ["another secret", token({}, "x".repeat(40)), "auth_invalid"],
    ["a changed payload", changed(token()), "auth_invalid"],
    ["no signature", `${token().split(".").slice(0, 2).join(".")}.`, "auth_invalid"],
    ["no sub", token({ sub: undefined }), "auth_invalid"],
    ["an empty sub", token({ sub: "" }), "auth_invalid"],
    ["a sub of 129 characters", token({ sub: "a".repeat(129) }), "auth_invalid"],
    ["U+0000 in sub", token({ sub: "a\u0000" }), "auth_invalid"],
    ["half a surrogate pair in sub", token({ sub: "a\ud83d" }), "auth_invalid"],
    ["a fraction as sub", token({ sub: 1.5 }), "auth_invalid"],
    ["no exp", token({ exp: undefined }), "auth_invalid"],
    ["an unknown role", token({ role: "admin" }), "auth_invalid"],
    ["an nbf of the future", token({ nbf: seconds + 60 }), "auth_invalid"],
    ["an exp of now", token({ exp: seconds }), "auth_expired"],
  ])("with %s is refused", async (_, given, code) => {
    expect(await codeOf(verifier()(given))).toBe(code);
  });

  it("needs the configured issuer and audience", async () => {
    const verify = verifier({ JWT_ISSUER: "https://studio.example", JWT_AUDIENCE: "chat" });
    const right = { iss: "https://studio.example", aud: ["chat", "shop"] };
    expect((await verify(token(right))).identity.userId).toBe("anna");
    for (const wrong of [
      {},
      { ...right, iss: "https://evil.example" },
      { ...right, aud: "shop" },
    ]) {
      expect(await codeOf(verify(token(wrong)))).toBe("auth_invalid");
    }
  });

  it("of this server's own signer passes, issuer and audience included", async () => {
    const env = { JWT_ISSUER: "https://studio.example", JWT_AUDIENCE: "chat" };
    const sign = createTokenSigner(parseConfig(env).jwt, secret, () => now);
    const claims = { sub: "guest_1", name: null, email: null, role: "customer" as const };
    const verified = await verifier(env)(await sign(claims, 60));
    expect(verified).toMatchObject({ identity: { userId: "guest_1" }, expiresAt: now + 60_000 });
  });
});

describe("a token of a key set", () => {
  let server: Server;
  let privateKey: CryptoKey;
  let keySet: { status: number; keys: JWK[]; fetched: number };
  let url: string;

  beforeAll(async () => {
    const pair = await generateKeyPair("ES256");
    privateKey = pair.privateKey;
    const hmac = { kty: "oct", alg: "HS256", kid: "hmac", k: "c2VjcmV0" };
    const published = { ...(await exportJWK(pair.publicKey)), kid: "one" };
    keySet = { status: 200, keys: [published, hmac], fetched: 0 };
    server = createServer((_request, response) => {
      keySet.fetched += 1;
      response.writeHead(keySet.status).end(JSON.stringify({ keys: keySet.keys }));
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
  });
  afterAll(() => server.close());

  const signed = (kid = "one", key: CryptoKey = privateKey) =>
    new SignJWT({ sub: "anna", exp: seconds + 60 })
      .setProtectedHeader({ alg: "ES256", kid })
      .sign(key);

  it("passes, and one of the secret still does", async () => {
    const verify = verifier({ JWT_JWKS_URL: url });
    expect((await verify(await signed())).identity.userId).toBe("anna");
    expect((await verify(token({ sub: "guest" }))).identity.userId).toBe("guest");
  });

  it("is refused for another key, an unknown one, or one that is public as a secret", async () => {
    const verify = verifier({ JWT_JWKS_URL: url });
    const stranger = (await generateKeyPair("ES256")).privateKey;
    expect(await codeOf(verify(await signed("one", stranger)))).toBe("auth_invalid");
    expect(await codeOf(verify(await signed("two")))).toBe("auth_invalid");
    expect(await codeOf(verify("no JWT"))).toBe("auth_invalid");
    const published = Buffer.from("c2VjcmV0", "base64url").toString();
    expect(await codeOf(verify(token({}, published)))).toBe("auth_invalid");
  });

  it("answers unavailable while the key set can't be fetched, and asks for it now and then", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const verify = verifier({ JWT_JWKS_URL: url });
    keySet = { ...keySet, status: 500, fetched: 0 };
    const given = await signed();
    const errorOf = () => verify(given).catch((error: unknown) => error);
    const errors = await Promise.all(Array.from({ length: 10 }, errorOf));
    errors.push(await errorOf());
    expect(errors[0]).toMatchObject({ code: "unavailable", retryAfterMs: 2_000 });
    // The same one, which is logged once.
    expect(new Set(errors).size).toBe(1);
    expect(keySet.fetched).toBe(1);
    vi.advanceTimersByTime(2_000);
    expect(await errorOf()).not.toBe(errors[0]);
    expect(keySet.fetched).toBe(2);
    keySet.status = 200;
    vi.advanceTimersByTime(2_000);
    expect((await verify(given)).identity.userId).toBe("anna");
  });

  it("passes by a key that is known while the key set can't be fetched", async () => {
    const verify = verifier({ JWT_JWKS_URL: url });
    await verify(await signed());
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
    onTestFinished(() => void vi.useRealTimers());
    keySet.status = 500;
    expect(await codeOf(verify(await signed("two")))).toBe("unavailable");
    expect((await verify(await signed())).identity.userId).toBe("anna");
    keySet.status = 200;
  });

  it("is not accepted without a key set", async () => {
    expect(await codeOf(verifier()(await signed()))).toBe("auth_invalid");
  });
});

function changed(original: string): string {
  const [header, , signature] = original.split(".");
  const payload = Buffer.from(JSON.stringify({ sub: "eve", exp: seconds + 60 }));
  return [header, payload.toString("base64url"), signature].join(".");
}
