import type { MiddlewareHandler } from "hono";
import type { TokenVerifier } from "../auth/token-verifier.js";
import type { Chat } from "../chat/chat.js";
import type { ConcurrencyLimit } from "../limits/concurrency-limit.js";
import type { AppEnv } from "./app-env.js";
import { readBody } from "./read-body.js";

/**
 * Accepts `Authorization: Bearer <token>` and nothing else, and makes its user known. From then on
 * few requests of one user are under way at once. Nothing is done, and nothing read out, for somebody
 * who was refused meanwhile.
 */
export function authenticate(
  verify: TokenVerifier,
  chat: Chat,
  limitConcurrency: ConcurrencyLimit,
): MiddlewareHandler<AppEnv> {
  return async function authenticate(c, next) {
    const [, token] = c.req.header("authorization")?.match(/^Bearer +(\S+) *$/i) ?? [];
    const address = c.get("address");
    const { identity, isLink } = await verify(token, address);
    // A body that comes slowly is waited for before, and holds up no other guest of the address.
    if (c.req.method !== "GET") await readBody(c);
    await limitConcurrency(identity.userId, address, async () => {
      const signIn = async (): Promise<void> => c.set("user", await chat.signIn(identity));
      await signIn();
      c.set("sessionId", identity.sessionId);
      c.set("isLink", isLink);
      await next();
      if (c.req.method === "GET") await signIn();
    });
  };
}
