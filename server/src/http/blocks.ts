import { Hono, type MiddlewareHandler } from "hono";
import * as v from "valibot";
import { userId } from "../auth/identity.js";
import type { Chat } from "../chat/chat.js";
import type { RateLimits } from "../limits/rate-limits.js";
import type { AppEnv } from "./app-env.js";
import { describe } from "./describe.js";
import * as models from "./models.js";
import { param } from "./valid.js";
import { withinRates } from "./within-rates.js";

export interface BlocksOptions {
  chat: Chat;
  signedIn: MiddlewareHandler<AppEnv>;
  take: RateLimits;
}

/** Whom the caller takes nothing from. */
export function createBlockRoutes({ chat, signedIn, take }: BlocksOptions): Hono<AppEnv> {
  const within = withinRates(take);
  const refusals = [400, 401, 403, 404, 429, 503];
  const path = v.object({ userId });

  const app = new Hono<AppEnv>();
  app
    .get(
      "/blocks",
      describe(
        "Whom the caller has blocked, newest first.",
        { 200: models.blockedUsers },
        [401, 403, 429, 503],
      ),
      signedIn,
      within("reads"),
      async (c) => c.json({ users: await chat.blocks.list(c.get("user").userId) }),
    )
    .put(
      "/blocks/:userId",
      describe(
        "Blocks somebody with whom the caller shares a conversation; repeatable.",
        { 204: null },
        refusals,
      ),
      signedIn,
      within("signals"),
      param(path),
      async (c) => {
        await chat.blocks.block(c.get("user").userId, c.req.valid("param").userId);
        return c.body(null, 204);
      },
    )
    .delete(
      "/blocks/:userId",
      describe("Ends the caller's block of a user; repeatable.", { 204: null }, refusals),
      signedIn,
      within("signals"),
      param(path),
      async (c) => {
        await chat.blocks.unblock(c.get("user").userId, c.req.valid("param").userId);
        return c.body(null, 204);
      },
    );
  return app;
}
