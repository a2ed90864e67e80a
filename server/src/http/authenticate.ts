import type { MiddlewareHandler } from "hono";
import type { SignInGuard } from "../auth/guard-sign-ins.js";
import type { ConcurrencyLimit } from "../limits/concurrency-limit.js";
import type { AppEnv } from "./app-env.js";
import { readBody } from "./read-body.js";

/**
 * Accepts `Authorization: Bearer <token>` and nothing else, and makes its user known. From then on
 * few requests of one user are under way at once. Nothing is done, and nothing read out, for somebody
 * who was refused meanwhile.
 */
export function authenticate(
  guard: SignInGuard,
  limitConcurrency: ConcurrencyLimit,
): MiddlewareHandler<AppEnv> {
  return async function authenticate(c, next) {
    const [, token] = c.req.header("authorization")?.match(/^Bearer +(\S+) *$/i) ?? [];
    const address = c.get("address");
    const { identity, isLink, signIn } = await guard(token, address);
    // A body that comes slowly is waited for before, and holds up no other guest of the address.
    if (c.req.method !== "GET") await readBody(c);
    await limitConcurrency(identity.userId, address, async () => {
      c.set("user", await signIn());
      c.set("sessionId", identity.sessionId);
      c.set("isLink", isLink);
      await next();
      if (c.req.method === "GET") await signIn();
    });
  };
}
