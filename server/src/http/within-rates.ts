import type { MiddlewareHandler } from "hono";
import type { RateLimits, RateName } from "../limits/rate-limits.js";
import type { AppEnv } from "./app-env.js";

/** Middleware for routes of a signed-in user, which takes one of what the user may do. */
export function withinRates(take: RateLimits): (rate: RateName) => MiddlewareHandler<AppEnv> {
  return (rate) =>
    async function withinRate(c, next) {
      await take(rate, c.get("user").userId, c.get("address"));
      await next();
    };
}
