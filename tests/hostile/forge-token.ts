import { createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";

export interface Forgery {
  header?: Record<string, unknown>;
  claims?: Record<string, unknown>;
  /** Default: none. A text or bytes: HMAC; a private key: ECDSA. */
  key?: string | KeyObject;
  /** Of the HMAC. Default `sha256`. */
  hash?: string;
}

export const ecKeys = generateKeyPairSync("ec", { namedCurve: "P-256" });

/** A token with whatever header, claims and signature; the usual ones where nothing is said. */
export function forgeToken({ header = {}, claims = {}, key, hash = "sha256" }: Forgery): string {
  const now = Math.floor(Date.now() / 1_000);
  const usual = { sub: "eve", iat: now, exp: now + 600, iss: "studio", aud: "chat" };
  const unsigned = `${part({ alg: "HS256", typ: "JWT", ...header })}.${part({ ...usual, ...claims })}`;
  return `${unsigned}.${signatureOf(unsigned, key, hash)}`;
}

function signatureOf(unsigned: string, key: string | KeyObject | undefined, hash: string): string {
  if (key === undefined) return "";
  if (typeof key === "string") return createHmac(hash, key).update(unsigned).digest("base64url");
  const ecdsa = { key, dsaEncoding: "ieee-p1363" } as const;
  return sign("sha256", Buffer.from(unsigned), ecdsa).toString("base64url");
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
