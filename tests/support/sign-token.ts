import { createHmac } from "node:crypto";

/** The secret that test servers are started with. */
export const JWT_SECRET = "a secret of the tests, more than 32 bytes long";

export interface TokenOptions {
  name?: string;
  role?: string;
  picture?: string;
  email?: string;
  /** Seconds, default one hour; negative makes an expired token. */
  expiresIn?: number;
  /** Further claims, or other values for the usual ones. */
  claims?: Record<string, unknown>;
  secret?: string;
}

/** A JWT for `sub`, signed with HS256 by Node itself. */
export function signToken(sub: string, options: TokenOptions = {}): string {
  const { expiresIn = 3_600, claims, secret = JWT_SECRET, ...profile } = options;
  const issuedAt = Math.floor(Date.now() / 1_000);
  const payload = { sub, iat: issuedAt, exp: issuedAt + expiresIn, ...profile, ...claims };
  const unsigned = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(payload)}`;
  return `${unsigned}.${createHmac("sha256", secret).update(unsigned).digest("base64url")}`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
