import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Hono } from "hono";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AppEnv } from "./app-env.js";
import { createPages } from "./pages.js";

const logger = pino({ level: "silent" });
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:; " +
  "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; " +
  "form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'";

const ofDemo = [
  "index.html",
  "index.html.br",
  "themes.html",
  "icon.svg",
  "examples/vue/index.html",
];
const ofAll = ["photo-chat.js", "assets/index-Zq81mT0c.js", "emoji/en.json", "inbox/icon.svg"];

describe.each([true, false])("the inbox, with a demo: %s", (withDemo) => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "photo-chat-pages-"));
    await mkdir(join(folder, "inbox"));
    await writeFile(join(folder, "inbox/index.html"), "<!doctype html><title>Inbox</title>");
    await writeFile(join(folder, "inbox/manifest.webmanifest"), "{}");
    await writeFile(join(folder, "inbox-worker.js"), "");
    for (const name of [...ofDemo, ...ofAll]) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), "built");
    }
  });
  afterAll(() => rm(folder, { recursive: true }));

  const get = async (path: string, headers: Record<string, string> = {}) =>
    new Hono<AppEnv>().route("/", createPages(folder, withDemo, logger)).request(path, { headers });

  it.each(["/inbox", "/inbox/", "/inbox/index.html"])(
    "is served at %s, locked down",
    async (path) => {
      const page = await get(path);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain("Inbox");
      expect(page.headers.get("content-type")).toMatch(/^text\/html/);
      expect(page.headers.get("cache-control")).toBe("no-cache");
      expect(page.headers.get("content-security-policy")).toBe(policy);
    },
  );

  it.each(["/inbox", "/inbox/manifest.webmanifest"])(
    "keeps the policies of %s when it has not changed",
    async (path) => {
      const { headers } = await get(path);
      const again = await get(path, { "If-None-Match": headers.get("etag") ?? "" });
      expect(again.status).toBe(304);
      const ofThisCopy = ["content-length", "content-type", "last-modified"];
      const kept = [...headers].filter(([name]) => !ofThisCopy.includes(name));
      expect([...again.headers]).toEqual(kept);
    },
  );

  it("comes with a manifest and a worker", async () => {
    const manifest = await get("/inbox/manifest.webmanifest");
    expect(manifest.headers.get("content-type")).toMatch(/^application\/manifest\+json/);
    const worker = await get("/inbox-worker.js");
    expect(worker.headers.get("content-type")).toMatch(/javascript/);
    const ofFiles = "default-src 'self'; frame-ancestors 'none'";
    expect(worker.headers.get("content-security-policy")).toBe(ofFiles);
  });

  it.each(["/", "/examples/vue", "/examples/vue/", ...ofDemo.map((name) => `/${name}`)])(
    "comes with %s only where there is a demo",
    async (path) => {
      expect((await get(path)).status).toBe(withDemo ? 200 : 404);
    },
  );

  it.each(ofAll)("comes with /%s", async (name) => {
    expect((await get(`/${name}`)).status).toBe(200);
  });

  it("is not there when it is not built", async () => {
    await rm(join(folder, "inbox"), { recursive: true });
    for (const path of ["/inbox", "/inbox/", "/inbox/index.html"]) {
      const missing = await get(path);
      expect(missing.status).toBe(404);
      expect(missing.headers.get("content-security-policy")).toBeNull();
    }
  });
});
