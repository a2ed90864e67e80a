import { createHash } from "node:crypto";
import { createBoundedMap } from "../chat/bounded-map.js";
import { ChatError } from "../chat/chat-error.js";
import type { RateLimiting } from "../limits/rate-limits.js";
import type { TokenVerifier } from "./token-verifier.js";

const REMEMBERED = 10_000;

/**
 * Verifies tokens and counts by address those that are missing or wrong. From an address with too
 * many of them only tokens are looked at that were accepted before: nobody goes on guessing there,
 * and whoever shares the address with somebody who tries stays signed in. An expired token was good.
 */
export function guardSignIns(verify: TokenVerifier, { take, check }: RateLimiting): TokenVerifier {
  /** By hash: what is remembered signs nobody in. */
  const accepted = createBoundedMap<string, true>(REMEMBERED);

  return async (token, address) => {
    if (address === undefined) return verify(token);
    const hash = createHash("sha256").update(String(token)).digest("base64");
    if (!accepted.get(hash)) await check("failures", address);
    try {
      const verified = await verify(token);
      accepted.set(hash, true);
      return verified;
    } catch (error) {
      if (error instanceof ChatError && /^auth_(missing|invalid)$/.test(error.code)) {
        await take("failures", address);
      }
      throw error;
    }
  };
}
