import { createHash } from "node:crypto";
import type { User } from "@photo-chat/sdk/protocol";
import { createBoundedMap } from "../chat/bounded-map.js";
import type { Chat } from "../chat/chat.js";
import { ChatError } from "../chat/chat-error.js";
import type { RateLimiting } from "../limits/rate-limits.js";
import type { TokenVerifier, Verified } from "./token-verifier.js";

const REMEMBERED = 10_000;

export interface SignInAttempt extends Verified {
  /** Makes the bearer known. @throws ChatError as the chat's `signIn` */
  signIn: () => Promise<User>;
}

/**
 * Verifies a token as a `TokenVerifier` does.
 *
 * @param address where it comes from; `rate_limited` when too many from there were not accepted
 */
export type SignInGuard = (token: unknown, address: string) => Promise<SignInAttempt>;

/**
 * Verifies tokens and counts by address those that are missing, wrong, or of somebody who is refused.
 * From an address with too many of them only tokens are looked at that were accepted before: nobody
 * goes on guessing there, and whoever shares the address with somebody who tries stays signed in. An
 * expired token was good.
 */
export function guardSignIns(
  verify: TokenVerifier,
  chat: Pick<Chat, "signIn">,
  { take, check }: Pick<RateLimiting, "take" | "check">,
): SignInGuard {
  /** By hash: what is remembered signs nobody in. */
  const accepted = createBoundedMap<string, true>(REMEMBERED);

  return async (token, address) => {
    const hash = createHash("sha256").update(String(token)).digest("base64");
    const count = async (error: unknown): Promise<never> => {
      if (isRefusal(error)) {
        accepted.delete(hash);
        await take("failures", address);
      }
      throw error;
    };
    if (!accepted.get(hash)) await check("failures", address);
    const verified = await verify(token).catch(count);
    return {
      ...verified,
      signIn: async () => {
        const user = await chat.signIn(verified.identity).catch(count);
        accepted.set(hash, true);
        return user;
      },
    };
  };
}

/** A revoked token counts, which is told from an expired one by its reason. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof ChatError)) return false;
  return error.reason !== undefined || /^auth_(missing|invalid)$/.test(error.code);
}
