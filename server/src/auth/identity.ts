import { USER_ID_LENGTH } from "@photo-chat/sdk/protocol";
import * as v from "valibot";
import type { Identity } from "../chat/chat.js";
import { cleanName } from "./clean-name.js";

export const NAME_LENGTH = 200;
const PICTURE_LENGTH = 2_048;
const EMAIL_LENGTH = 320;
/** How far a signer's clock may be ahead of this server's, in seconds. */
const CLOCK_TOLERANCE = 60;

/** Neither U+0000, which PostgreSQL refuses, nor half of a surrogate pair, which UTF-8 can't carry. */
const unstorable = /[\0\p{Surrogate}]/u;

export const userId = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(USER_ID_LENGTH),
  v.check((id) => !unstorable.test(id)),
);

/** Cleaned of what would mislead, cut to 200 characters; null when nothing is left. */
export const displayName = v.pipe(
  v.string(),
  v.transform((name) => cleanName(name, NAME_LENGTH)),
);

export const emailAddress = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(EMAIL_LENGTH),
  v.email("must be an e-mail address"),
  v.check((email) => !unstorable.test(email)),
);

/**
 * An absolute http(s) address, or a path on this server. Tabs and line breaks are refused: browsers
 * drop them, which makes another site's address of `/`, tab, `/elsewhere.example`.
 */
export function isWebAddress(value: string): boolean {
  if (unstorable.test(value) || /[\t\n\r]/.test(value)) return false;
  if (!/^(https?:\/\/|\/(?![/\\]))/i.test(value)) return false;
  return URL.canParse(value, "http://localhost");
}

export const picture = v.pipe(
  v.string(),
  v.maxLength(PICTURE_LENGTH),
  v.check(isWebAddress, "must be an absolute http(s) address or a path on this server"),
);

/** What is wrong with a token's decoration (name, picture, email) never shuts anybody out. */
const claims = v.object({
  sub: v.union([
    userId,
    v.pipe(
      v.number(),
      v.check((id) => Number.isSafeInteger(id)),
      v.transform(String),
    ),
  ]),
  exp: v.pipe(v.number(), v.finite()),
  iat: v.fallback(v.optional(v.pipe(v.number(), v.finite())), undefined),
  role: v.nullish(v.picklist(["customer", "photographer"]), "customer"),
  name: v.fallback(v.nullish(displayName, null), null),
  picture: v.fallback(v.nullish(picture, null), null),
  email: v.fallback(v.nullish(emailAddress, null), null),
});

/**
 * Reads a verified token's claims. An `iat` ahead of this server's clock counts as now, so that a
 * wrong clock can't pin a profile; far ahead, it says nothing of when the token was signed, so that
 * a revocation is for it too.
 * @returns null when `sub`, `exp` or `role` is not what it must be
 */
export function identityOf(
  payload: object,
  now: number,
): { identity: Identity; expiresAt: number } | null {
  const result = v.safeParse(claims, payload);
  if (!result.success) return null;
  const { sub, exp, iat, ...profile } = result.output;
  const seconds = now / 1_000;
  const issuedAt = Math.floor(Math.min(iat ?? Infinity, seconds));
  const signedAt = iat !== undefined && iat <= seconds + CLOCK_TOLERANCE ? iat : undefined;
  const identity = { userId: sub, ...profile, issuedAt, signedAt };
  return { identity, expiresAt: exp * 1_000 };
}
