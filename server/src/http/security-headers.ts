import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "./app-env.js";

/** Of every answer: nobody guesses what it is, and no link tells where it was. */
export const ofAll = {
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
} as const;

/** Of an answer that is data: nobody keeps it, and no page may frame or run it. */
const ofData = {
  ...ofAll,
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Cross-Origin-Resource-Policy": "same-origin",
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
