import { createHash, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { createBoundedMap } from "../chat/bounded-map.js";
import { ChatError } from "../chat/chat-error.js";
import type { RateLimiting } from "../limits/rate-limits.js";
import type { AppEnv } from "./app-env.js";

const FINGERPRINT_LENGTH = 12;
const REMEMBERED = 10_000;

/** Tells keys apart in the audit log, and says nothing of the key. */
export function fingerprintOf(key: string): string {
  return hashOf(key).toString("hex").slice(0, FINGERPRINT_LENGTH);
}

/**
 * Accepts `Authorization: Bearer <key>` from servers: a request that names an origin comes from a
 * page, where the key has no business. From an address with too many wrong ones no key is looked at,
 * unless the right one came from there before: nobody puts out the host's server, whose address it
 * may look like behind a proxy.
 */
export function requireKey(
  key: string,
  { take, check }: Pick<RateLimiting, "take" | "check">,
): MiddlewareHandler<AppEnv> {
  const expected = hashOf(key);
  /** Addresses that the key came from. */
  const known = createBoundedMap<string, true>(REMEMBERED);

  return async function requireKey(c, next) {
    const address = c.get("address");
    if (c.req.header("origin") !== undefined) {
      throw new ChatError("origin_denied", "Pages have no business here.");
    }
    if (!known.get(address)) await check("failures", address);
    const [, given] = c.req.header("authorization")?.match(/^Bearer +(\S+) *$/i) ?? [];
    // Of the same length, whatever was given.
    if (given === undefined || !timingSafeEqual(hashOf(given), expected)) {
      await take("failures", address);
      throw given === undefined
        ? new ChatError("auth_missing", "There is no key.")
        : new ChatError("auth_invalid", "This is not the key.");
    }
    known.set(address, true);
    await take("administration", address);
    c.header("Cache-Control", "no-store");
    await next();
  };
}

function hashOf(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
