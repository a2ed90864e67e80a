import * as jose from "jose";
import { ChatError } from "../chat/chat-error.js";
import type { Identity } from "../chat/chat.js";
import type { Config } from "../config.js";
import { identityOf } from "./identity.js";
import { createKeySet } from "./key-set.js";

/** The algorithm of the server's secret. */
const OWN = "HS256";
const asymmetric = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];

/**
 * The kinds of token that sign in: whoever signs them may sign others too, such as a logout's, which
 * must not (RFC 8725, section 3.11). Most say no more than that they are a JWT, some not even that.
 */
const signsIn = /^(application\/)?(at\+)?jwt$/i;

export interface Verified {
  identity: Identity;
  /** When the token ends, in epoch milliseconds. */
  expiresAt: number;
  /** It is this server's own, and makes a sign-in link. */
  isLink: boolean;
}

/** Checks a token; throws a `ChatError` with `auth_missing`, `auth_invalid`, `auth_expired` or `unavailable`. */
export type TokenVerifier = (token: unknown) => Promise<Verified>;

/**
 * Accepts HS256 tokens of the server's secret and, with a key set, asymmetric ones of that set.
 * Which key may verify which algorithm is fixed here and never taken from the token.
 */
export function createTokenVerifier(
  settings: Config["jwt"],
  secret: Uint8Array,
  now: () => number,
): TokenVerifier {
  // Imported once: jose would do it for each token anew.
  const ownKey = crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, [
    "verify",
  ]);
  const keySet = settings.jwksUrl === undefined ? null : createKeySet(new URL(settings.jwksUrl));
  const checks: jose.JWTVerifyOptions = {
    requiredClaims: ["sub", "exp"],
    ...(settings.issuer === undefined ? {} : { issuer: settings.issuer }),
    ...(settings.audience === undefined ? {} : { audience: settings.audience }),
  };

  const verify = async (token: string, currentDate: Date): Promise<jose.JWTVerifyResult> =>
    keySet && jose.decodeProtectedHeader(token).alg !== OWN
      ? jose.jwtVerify(token, keySet, { ...checks, currentDate, algorithms: asymmetric })
      : jose.jwtVerify(token, await ownKey, { ...checks, currentDate, algorithms: [OWN] });

  return async (token) => {
    if (token === undefined || token === null || token === "") {
      throw new ChatError("auth_missing", "Unable to sign in; there is no token.");
    }
    if (typeof token !== "string") throw invalid("it is not a string");
    const at = now();
    const { payload, protectedHeader } = await verify(token, new Date(at)).catch(refuse);
    const { alg, typ = "JWT" } = protectedHeader;
    if (typeof typ !== "string" || !signsIn.test(typ)) throw invalid("its typ is not acceptable");
    const verified = identityOf(payload, at);
    if (!verified) throw invalid("its sub, exp or role is not acceptable");
    const { identity, expiresAt } = verified;
    const own = alg === OWN ? payload : null;
    const sessionId = own?.["use"] === "session" ? sessionIdOf(own["sid"]) : undefined;
    return { identity: { ...identity, sessionId }, expiresAt, isLink: own?.["use"] === "link" };
  };
}

function sessionIdOf(sid: unknown): string | undefined {
  return typeof sid === "string" && /^[\w-]{1,64}$/.test(sid) ? sid : undefined;
}

function refuse(cause: unknown): never {
  if (cause instanceof ChatError) throw cause;
  if (cause instanceof jose.errors.JWTExpired) {
    throw new ChatError("auth_expired", "Unable to sign in; the token has expired.", { cause });
  }
  const claim = cause instanceof jose.errors.JWTClaimValidationFailed ? cause.claim : null;
  throw invalid(claim ? `its ${claim} is not acceptable` : "it can't be verified", cause);
}

function invalid(reason: string, cause?: unknown): ChatError {
  return new ChatError("auth_invalid", `Unable to sign in; the token is invalid: ${reason}.`, {
    cause,
  });
}
