import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { createDatabase } from "../support/postgres.js";
import { startServer, type TestServer } from "../support/server.js";
import { signToken } from "../support/sign-token.js";
import { refusalOf } from "../support/raw-client.js";

const own = generateKeyPairSync("ec", { namedCurve: "P-256" });
const foreign = generateKeyPairSync("ec", { namedCurve: "P-256" });

let keys: Server;
let server: TestServer;

beforeAll(async () => {
  const jwk = { ...own.publicKey.export({ format: "jwk" }), kid: "own", alg: "ES256", use: "sig" };
  keys = createServer((_, response) => response.end(JSON.stringify({ keys: [jwk] })));
  keys.listen(0, "127.0.0.1");
  await once(keys, "listening");
  const address = keys.address();
  const port = typeof address === "object" ? address?.port : "";
  server = await startServer({
    databaseUrl: await createDatabase(inject("postgresUrl")),
    env: { JWT_JWKS_URL: `http://127.0.0.1:${port}/keys` },
  });
});
afterAll(async () => {
  await server.stop();
  keys.close();
});

function asymmetricToken(sub: string, privateKey: KeyObject): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const exp = Math.floor(Date.now() / 1_000) + 60;
  const unsigned = `${part({ alg: "ES256", kid: "own" })}.${part({ sub, exp })}`;
  const key = { key: privateKey, dsaEncoding: "ieee-p1363" } as const;
  return `${unsigned}.${sign("sha256", Buffer.from(unsigned), key).toString("base64url")}`;
}

describe("a server with a key set", () => {
  it("accepts a token signed with a key of the set", async () => {
    const headers = { authorization: `Bearer ${asymmetricToken("anna", own.privateKey)}` };
    const me = await fetch(`${server.url}/api/me`, { headers });
    expect(await me.json()).toMatchObject({ userId: "anna" });
  });

  it("refuses one signed with another key, or with the public key as a secret", async () => {
    const token = asymmetricToken("eve", foreign.privateKey);
    expect(await refusalOf(server.url, { token })).toBe("auth_invalid");
    const secret = own.publicKey.export({ format: "pem", type: "spki" }).toString();
    expect(await refusalOf(server.url, { token: signToken("eve", { secret }) })).toBe(
      "auth_invalid",
    );
  });

  it("accepts the guests that it made itself", async () => {
    const made = await fetch(`${server.url}/api/guests`, { method: "POST" });
    const { token } = await made.json();
    const me = await fetch(`${server.url}/api/me`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(me.status).toBe(200);
  });
});
