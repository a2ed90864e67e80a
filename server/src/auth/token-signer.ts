import type { Role } from "@photo-chat/sdk/protocol";
import { SignJWT } from "jose";
import type { Config } from "../config.js";

/** What a token is for beside signing in: a session that may be renewed, or making a link. */
export type TokenUse = "session" | "link";

export interface TokenClaims {
  sub: string;
  name: string | null;
  email: string | null;
  role: Role;
  use?: TokenUse;
  /** The session's id, the same in all of its tokens. */
  sid?: string;
}

/** Signs a token of this server's own, HS256. `expiresIn` in seconds. */
export type TokenSigner = (claims: TokenClaims, expiresIn: number) => Promise<string>;

export function createTokenSigner(
  settings: Config["jwt"],
  secret: Uint8Array,
  now: () => number,
): TokenSigner {
  return ({ sub, role, ...profile }, expiresIn) => {
    const issuedAt = Math.floor(now() / 1_000);
    const given = Object.entries(profile).filter(([, value]) => value !== null);
    const token = new SignJWT({ role, ...Object.fromEntries(given) })
      .setProtectedHeader({ alg: "HS256", typ: "JWT" })
      .setSubject(sub)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + expiresIn);
    if (settings.issuer !== undefined) token.setIssuer(settings.issuer);
    if (settings.audience !== undefined) token.setAudience(settings.audience);
    return token.sign(secret);
  };
}
