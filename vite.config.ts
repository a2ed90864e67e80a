import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { minify } from "terser";
import { defaultClientConditions, defineConfig, type Plugin } from "vite";
import { examplePages } from "./demo/examples/build-examples.js";
import { inboxPage } from "./widget/inbox-page/build-inbox-page.js";
import { emojiData, strictEmojiPicker } from "./vite-emoji-picker.js";

/**
 * What a page may download for the script tag with an opened conversation in one language, in bytes
 * after brotli. Why this much: docs/decisions/0009-size-of-the-script-tag.md.
 */
export const SCRIPT_TAG_BUDGET = 36_500;

/** What each page view costs: `photo-chat.js` itself, in bytes after brotli. */
export const LOADER_BUDGET = 2_000;

const loader = resolve(import.meta.dirname, "widget/src/loader/loader.ts");

/** Builds the demo page and the script-tag bundle, `photo-chat.js`, into the folder that the server serves. */
export default defineConfig({
  root: resolve(import.meta.dirname, "demo"),
  base: "./",
  resolve: { conditions: ["photo-chat-source", ...defaultClientConditions] },
  build: {
    outDir: resolve(import.meta.dirname, "server/public"),
    emptyOutDir: true,
    target: "es2022",
    // Preloading resolves against the page, which is not where the chunks of an embedded script are.
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        index: resolve(import.meta.dirname, "demo/index.html"),
        themes: resolve(import.meta.dirname, "demo/themes.html"),
        "photo-chat": loader,
      },
      output: {
        entryFileNames: ({ name }) =>
          name === "photo-chat" ? "[name].js" : "assets/[name]-[hash].js",
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
        codeSplitting: { groups: [{ name: partOf }], includeDependenciesRecursively: false },
      },
    },
  },
  plugins: [
    compactTemplates(),
    withoutWebTransport(),
    retriableImports(),
    straightToChat(),
    pressedFurther(),
    emojiData(),
    strictEmojiPicker(),
    precompressed(),
    scriptTagSize(),
    inboxPage([precompressed()]),
    examplePages([precompressed()]),
  ],
});

/**
 * What the chat needs at its start is one file, also what parts that come later use of it: one round
 * trip, and it presses smaller than several.
 */
function partOf(
  id: string,
  graph: { getModuleInfo: (id: string) => { importers: string[] } | null },
): string | null {
  const seen = new Set<string>();
  const leadsToStart = (module: string): boolean => {
    if (module.endsWith("/loader/chat/start-chat.ts")) return true;
    if (seen.has(module)) return false;
    seen.add(module);
    return graph.getModuleInfo(module)?.importers.some(leadsToStart) ?? false;
  };
  // Of its own, so that the loader does not get it from the chat; it is taken away later.
  if (id.includes("preload-helper")) return "preload-helper";
  // The SDK's index leads to these, too; the chat takes them when there is a guest to make or to join.
  if (/\/sdk\/src\/(create-guest|join-guest|post-json)\.ts$/.test(id)) return "guests";
  return leadsToStart(id) ? "chat" : null;
}

/** Takes white space out of `css` and `html` templates, which the minifier leaves alone. */
function compactTemplates(): Plugin {
  const compactCss = (sheet: string) =>
    sheet
      .replace(/\s*([{},;])\s*/g, "$1")
      .replaceAll(": ", ":")
      .replaceAll(";}", "}")
      .replace(/(?<=[(\s,])\s+|\s+(?=\))|(?<=\()\s+/g, "")
      .replace(/(?<![\d\w])0(?=\.\d)/g, "")
      .replace(/="([\w-]+)"\]/g, "=$1]")
      .trim();
  return {
    name: "compact-templates",
    apply: "build",
    transform: {
      filter: { id: /\/widget\/src\/.*\.ts$/, code: /(css|html)`/ },
      handler: (code) => ({
        code: code
          .replace(/(?<=\bcss`)[^`]*/g, compactCss)
          .replace("const css = String.raw;", "")
          .replace(code.includes("const css = String.raw;") ? /\bcss`/g : /$^/, "`")
          .replace(/\n\s+/g, "\n"),
        map: null,
      }),
    },
  };
}

/**
 * Leaves WebTransport out, which engine.io-client brings for whoever lists it in `transports`; the
 * SDK lists websocket and polling.
 */
function withoutWebTransport(): Plugin {
  return {
    name: "without-web-transport",
    apply: "build",
    load: {
      filter: { id: /engine\.io-client\/.*\/webtransport\.js$/ },
      handler: () => "export const WT = undefined;",
    },
  };
}

/**
 * A dynamic import that may be tried again. Browsers remember a module that could not be fetched for
 * the life of the page, so that a second click would fail without a request. Here the file is fetched
 * first, and imported, out of the browser's cache, once it is known to have come.
 */
const retriableImport =
  "const importRetriable=async(file)=>{" +
  "const url=new URL(file,import.meta.url);" +
  "if(!(await fetch(url)).ok)throw file;" +
  "return import(url)};";

/** `__vitePreload(() => import("./a.js"), [])`, also where one export is taken out inside. */
const wrapped = new RegExp(
  String.raw`__vitePreload\((?:\(\) => |async \(\) => \{\s*const \{[^}]*\} = await )` +
    String.raw`(import\([^)]*\))(?:;\s*return \{[^}]*\};?\s*\})?,\s*[\w\s[\]]+(?:,\s*import\.meta\.url)?\)`,
  "g",
);

/**
 * Puts these imports in the place of the helper that vite wraps dynamic imports in to preload their
 * chunks. There is nothing to preload here, and as a chunk of its own it would cost each page a
 * round trip.
 */
function retriableImports(): Plugin {
  return {
    name: "retriable-imports",
    apply: "build",
    enforce: "pre",
    load: {
      filter: { id: /vite\/preload-helper/ },
      handler: () => "export const __vitePreload = (load) => load();",
    },
    renderChunk: {
      order: "pre",
      handler(code) {
        const found = code
          .replace(/import\s*\{[^}]*\}\s*from\s*["'`][^"'`]*\bpreload-helper-[^"'`]*["'`];?/, "")
          .replace(/\bconst __vitePreload = [^;]*;/, "")
          .replace(wrapped, "$1")
          .replace(/\bimport\((["'`]\.[^"'`]+["'`])\)/g, "importRetriable($1)");
        return found === code ? null : { code: retriableImport + found, map: null };
      },
    },
    generateBundle(_, bundle) {
      const helper = Object.keys(bundle).find((file) => /\bpreload-helper-/.test(file));
      if (helper === undefined) return;
      Reflect.deleteProperty(bundle, helper);
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === "chunk") chunk.imports = chunk.imports.filter((file) => file !== helper);
      }
    },
  };
}

/**
 * Leads the loader straight to the chat's file. The bundler gives what is imported dynamically a file
 * of its own, which here would only name the other one: a round trip for nothing.
 */
function straightToChat(): Plugin {
  return {
    name: "straight-to-chat",
    apply: "build",
    generateBundle(_, bundle) {
      const loading = bundle["photo-chat.js"];
      const between = Object.values(bundle).find(({ fileName }) => /\/start-chat-/.test(fileName));
      if (loading?.type !== "chunk" || between?.type !== "chunk") return;
      const named = /^export\{(\w+) as startChat\}from"\.\/([^"]+)";?\s*$/.exec(between.code);
      if (!named) {
        this.warn("the chat's first file holds more than a name: it stays");
        return;
      }
      const [, local = "", file = ""] = named;
      loading.code = loading.code
        .replace(between.fileName, `assets/${file}`)
        .replace("{startChat:", `{${local}:`);
      loading.dynamicImports = [`assets/${file}`];
      Reflect.deleteProperty(bundle, between.fileName);
    },
  };
}

/** Goes once more over the loader and the chat: one part in a hundred, on every page that embeds it. */
function pressedFurther(): Plugin {
  return {
    name: "pressed-further",
    apply: "build",
    async generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== "chunk" || !/^(photo-chat\.js|assets\/chat-)/.test(chunk.fileName))
          continue;
        const { code } = await minify(chunk.code, {
          module: true,
          ecma: 2020,
          compress: { passes: 3, hoist_funs: true },
          format: { comments: false, quote_style: 1 },
        });
        chunk.code = code ?? chunk.code;
      }
    },
  };
}

/** Puts a `.br` and a `.gz` beside each text file: the server sends these to whoever takes them. */
function precompressed(): Plugin {
  return {
    name: "precompressed",
    apply: "build",
    async writeBundle({ dir = "" }, bundle) {
      const texts = Object.keys(bundle).filter((file) => /\.(js|css|html|svg|json)$/.test(file));
      await Promise.all(
        texts.map(async (file) => {
          const content = await readFile(resolve(dir, file));
          await writeFile(resolve(dir, `${file}.br`), brotliCompressSync(content, brotli(content)));
          await writeFile(resolve(dir, `${file}.gz`), gzipSync(content, { level: 9 }));
        }),
      );
    },
  };
}

/** The names of emoji would take ten seconds to press as small as they go. */
function brotli({ length }: Buffer): { params: Record<number, number> } {
  return { params: { [constants.BROTLI_PARAM_QUALITY]: length > 200_000 ? 7 : 11 } };
}

/** Prints what a page downloads: the loader, and with an open conversation. */
function scriptTagSize(): Plugin {
  return {
    name: "script-tag-size",
    apply: "build",
    writeBundle(_, bundle) {
      const sizes = new Map<string, number>();
      const visit = (file: string): void => {
        const chunk = bundle[file];
        if (sizes.has(file) || chunk?.type !== "chunk") return;
        sizes.set(file, brotliCompressSync(chunk.code).length);
        for (const imported of chunk.imports) visit(imported);
      };
      visit("photo-chat.js");
      const loaderSize = sizes.get("photo-chat.js") ?? 0;
      const started = bundle["photo-chat.js"];
      if (started?.type === "chunk") for (const file of started.dynamicImports) visit(file);
      const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
      this.info(
        `photo-chat.js: ${loaderSize} of ${LOADER_BUDGET} bytes after brotli, ` +
          `with an open conversation ${total} of ${SCRIPT_TAG_BUDGET}`,
      );
    },
  };
}
