/**
 * `npm run dev`: the demo on vite with reload for the demo, the widget and the SDK, and behind it the
 * server from its sources, restarted when one of them changes. Ends when either of them does.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createServer } from "vite";
import { serveInboxPage } from "../widget/inbox-page/serve-inbox-page.js";

const root = resolve(import.meta.dirname, "..");
const port = Number(process.env["PORT"] ?? 5000);
const serverPort = port + 1;
const target = `http://localhost:${serverPort}`;

const server = spawn(
  process.execPath,
  [
    resolve(root, "node_modules/tsx/dist/cli.mjs"),
    "watch",
    "--clear-screen=false",
    "--conditions=photo-chat-source",
    "server/src/cli.ts",
    "serve",
  ],
  {
    cwd: root,
    env: { ...process.env, PORT: String(serverPort) },
    stdio: ["ignore", "inherit", "inherit"],
  },
);

const vite = await createServer({
  configFile: resolve(root, "vite.config.ts"),
  server: {
    port,
    strictPort: true,
    fs: { allow: [root] },
    proxy: {
      "/socket.io": { target, ws: true },
      "^/(inbox/|api|demo/identities|healthz|readyz|metrics|openapi\\.json)": { target },
    },
  },
  plugins: [
    serveInboxPage(),
    {
      name: "script-tag-source",
      configureServer({ middlewares }) {
        middlewares.use((request, _, next) => {
          if (request.url === "/photo-chat.js")
            request.url = "/@fs" + resolve(root, "widget/src/loader/loader.ts");
          next();
        });
      },
    },
  ],
});
await vite.listen();
vite.printUrls();

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => server.kill(signal));
await once(server, "exit");
await vite.close();
