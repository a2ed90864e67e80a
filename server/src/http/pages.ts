import { serveStatic } from "@hono/node-server/serve-static";
import { Hono, type MiddlewareHandler } from "hono";
import { etag } from "hono/etag";
import type { AppEnv } from "./app-env.js";

const SHORT = "public, max-age=300, stale-while-revalidate=86400";
const FOR_EVER = "public, max-age=31536000, immutable";

/** A build's file whose name changes with its content, such as `assets/thread-B3kf0aQz.js`. */
const hashed = /-[\w-]{8}\.\w+$/;

const cacheControl: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  if (c.res.status >= 400) return;
  const page = c.res.headers.get("Content-Type")?.startsWith("text/html");
  c.header("Cache-Control", page ? "no-cache" : hashed.test(c.req.path) ? FOR_EVER : SHORT);
};

/**
 * The built files: the script-tag loader and its parts, which pages of any origin load, and, where it
 * is wanted, the demo page.
 */
export function createPages(folder: string, withDemo: boolean): Hono<AppEnv> {
  const files = serveStatic<AppEnv>({ root: folder, precompressed: true });
  const app = new Hono<AppEnv>().use(cacheControl, etag());
  return app.get("*", (c, next) =>
    !withDemo && /(\/|\.html)$/.test(c.req.path) ? next() : files(c, next),
  );
}
