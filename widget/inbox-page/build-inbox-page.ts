import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { build, type Plugin } from "vite";

const root = import.meta.dirname;
const worker = "inbox-worker.js";

/**
 * Builds the page `/inbox` and its service worker beside the script tag, once that is there: the page
 * loads the chat as any other page does.
 *
 * @param finish plugins for what both builds do to their files
 */
export function inboxPage(finish: readonly Plugin[]): Plugin {
  let folder = "";
  const chat = new Set<string>();
  return {
    name: "inbox-page",
    apply: "build",
    configResolved({ root: ofSite, build: { outDir } }) {
      folder = resolve(ofSite, outDir);
    },
    writeBundle(_, bundle) {
      const visit = (file: string): void => {
        const chunk = bundle[file];
        if (chat.has(file) || chunk?.type !== "chunk") return;
        chat.add(file);
        for (const imported of [...chunk.imports, ...chunk.dynamicImports]) visit(imported);
      };
      visit("photo-chat.js");
    },
    async closeBundle() {
      const files: string[] = [];
      await build({
        configFile: false,
        root,
        base: "/",
        logLevel: "warn",
        build: {
          outDir: folder,
          emptyOutDir: false,
          target: "es2022",
          modulePreload: false,
          rolldownOptions: { input: resolve(root, "inbox/index.html") },
        },
        plugins: [...finish, remember(files)],
      });
      await writeWorker(folder, [...chat, ...files]);
    },
  };
}

function remember(files: string[]): Plugin {
  return {
    name: "remember-files",
    writeBundle(_, bundle) {
      files.push(...Object.keys(bundle).filter((file) => !file.endsWith(".html")));
    },
  };
}

/** The page's own files and everything that the script tag may load. */
async function writeWorker(folder: string, files: readonly string[]): Promise<void> {
  const icons = (await readdir(join(root, "public/inbox"))).map((file) => `/inbox/${file}`);
  const own = files.map((file) => `/${file}`);
  const all = ["/inbox", ...own, ...icons];
  const hash = createHash("sha256");
  for (const file of all) {
    hash.update(await readFile(join(folder, file === "/inbox" ? "inbox/index.html" : file)));
  }
  const name = `photo-chat-inbox-${hash.digest("hex").slice(0, 12)}`;
  const shell = JSON.stringify({ name, files: all });
  const source = await readFile(join(root, "src", worker), "utf8");
  await writeFile(join(folder, worker), source.replace("__SHELL__", shell));
}
