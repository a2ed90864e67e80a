import type { MiddlewareHandler } from "hono";
import type { TokenVerifier } from "../auth/token-verifier.js";
import type { Chat } from "../chat/chat.js";
import type { AppEnv } from "./app-env.js";

/**
 * Accepts `Authorization: Bearer <token>` and nothing else, and makes its user known. What is asked
 * for may take its time: `body` asks again, and so does what was read for an answer.
 */
export function authenticate(verify: TokenVerifier, chat: Chat): MiddlewareHandler<AppEnv> {
  return async function authenticate(c, next) {
    const [, token] = c.req.header("authorization")?.match(/^Bearer +(\S+) *$/i) ?? [];
    const { identity, isLink } = await verify(token, c.get("address"));
    const signIn = async (): Promise<void> => c.set("user", await chat.signIn(identity));
    await signIn();
    c.set("signInAgain", signIn);
    c.set("sessionId", identity.sessionId);
    c.set("isLink", isLink);
    await next();
    if (c.req.method === "GET") await signIn();
  };
}
