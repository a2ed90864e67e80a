import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "./app-env.js";

/** Of an answer that is data: nobody keeps it, and no page may frame it, run it or guess what it is. */
const ofData = {
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

/**
 * Adds the headers of data to every answer that has none of its own of that name. Which pages are
 * reached by HTTPS only is the domain's to say (`Strict-Transport-Security`), not this server's.
 */
export const securityHeaders: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(ofData)) {
    if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  }
};
