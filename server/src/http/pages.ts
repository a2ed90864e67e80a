import { existsSync } from "node:fs";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono, type MiddlewareHandler } from "hono";
import { etag, RETAINED_304_HEADERS } from "hono/etag";
import type { Logger } from "pino";
import type { AppEnv } from "./app-env.js";
import { describeFile } from "./describe.js";

const nothing: MiddlewareHandler<AppEnv> = (_c, next) => next();

const POLICY = "Content-Security-Policy";
/** A worker's own policy comes with its script, so this is no narrower than what one may need. */
const FILE_POLICY = "default-src 'self'; frame-ancestors 'none'";

const SHORT = "public, max-age=60";
const FOR_EVER = "public, max-age=31536000, immutable";

/** A built file whose address changes with its content: `/assets/B3kf0aQz/chat.js`, `/assets/index-Zq81mT0c.css`. */
const hashed = /^\/assets\/([\w-]{8}\/.+|.+-[\w-]{8}\.\w+)$/;

/** What the script tag and the inbox are made of; all else is of the demo, whatever its address. */
const parts = /^\/(photo-chat\.js|inbox-worker\.js|(assets|emoji|inbox)\/.+(?<!\.(html|br|gz)))$/;

const DEMO_POLICY = "base-uri 'none'; object-src 'none'; frame-ancestors 'self'";

/** Pages of any origin load these, modules among them; only the demo page must not be kept. */
const forPages: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  if (c.res.status >= 400) return;
  const isPage = c.res.headers.get("Content-Type")?.startsWith("text/html");
  c.header("Cache-Control", isPage ? "no-cache" : hashed.test(c.req.path) ? FOR_EVER : SHORT);
  c.header("Access-Control-Allow-Origin", "*");
  c.header("Cross-Origin-Resource-Policy", "cross-origin");
  if (!c.res.headers.has(POLICY)) c.header(POLICY, isPage ? DEMO_POLICY : FILE_POLICY);
  // Whoever keeps such a file itself asks by this whether it is still the same.
  c.header("Access-Control-Expose-Headers", "ETag");
};

/** A browser takes what "not modified" says for the page that it has kept. */
const notModified = etag({
  retainedHeaders: [
    ...RETAINED_304_HEADERS,
    POLICY,
    "Access-Control-Allow-Origin",
    "Access-Control-Expose-Headers",
    "Cross-Origin-Resource-Policy",
  ],
});

/** The inbox is a page of this server's own: it loads from here, and nobody may frame it. */
const INBOX_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' https: data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

const asInbox: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  if (c.res.status < 400) c.header(POLICY, INBOX_POLICY);
};

/** The built files: the script-tag loader and its parts, the inbox, and, where it is wanted, the demo page. */
export function createPages(folder: string, withDemo: boolean, logger: Logger): Hono<AppEnv> {
  const isBuilt = existsSync(folder);
  if (!isBuilt) logger.warn({ folder }, "there are no built files: no photo-chat.js, no demo page");
  const files = isBuilt ? serveStatic<AppEnv>({ root: folder, precompressed: true }) : nothing;
  const inbox = isBuilt
    ? serveStatic<AppEnv>({ root: folder, path: "inbox/index.html", precompressed: true })
    : nothing;
  const app = new Hono<AppEnv>();
  app
    .use(notModified, forPages)
    .get("/inbox", describeFile("The photographer's inbox.", "text/html"), asInbox, inbox)
    .on("GET", ["/inbox/", "/inbox/index.html"], asInbox, inbox)
    .get("/photo-chat.js", describeFile("The script-tag loader.", "text/javascript"), files)
    .get("*", (c, next) => (withDemo || parts.test(c.req.path) ? files(c, next) : next()));
  return app;
}
