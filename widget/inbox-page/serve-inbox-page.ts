import { readFile } from "node:fs/promises";
import type { Server } from "node:http";
import { join, resolve } from "node:path";
import { createServer, type Plugin } from "vite";

const root = import.meta.dirname;
const base = "/inbox-sources/";

/** Serves `/inbox` from its sources, in a development server of another page. */
export function serveInboxPage(): Plugin {
  return {
    name: "serve-inbox-page",
    async configureServer({ middlewares, httpServer }) {
      const vite = await createServer({
        configFile: false,
        root,
        base,
        cacheDir: resolve(root, "../../node_modules/.vite-inbox"),
        appType: "custom",
        server: {
          middlewareMode: true,
          hmr: { server: httpServer as Server },
          fs: { allow: [resolve(root, "../..")] },
        },
      });
      httpServer?.once("close", () => void vite.close());
      middlewares.use((request, response, next) => {
        const { url = "" } = request;
        if (url.startsWith(base)) {
          vite.middlewares(request, response, next);
        } else if (/^\/inbox\/?$/.test(url)) {
          page().then((html) => {
            response.setHeader("Content-Type", "text/html").end(html);
          }, next);
        } else {
          next();
        }
      });
      async function page(): Promise<string> {
        const html = await readFile(join(root, "inbox/index.html"), "utf8");
        return vite.transformIndexHtml("/inbox/index.html", html);
      }
    },
  };
}
