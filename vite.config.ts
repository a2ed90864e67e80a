import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { defaultClientConditions, defineConfig, type Plugin } from "vite";

const loader = resolve(import.meta.dirname, "widget/src/loader.ts");
/** What a page downloads for the script tag and an opened conversation, in bytes after brotli. */
const SCRIPT_TAG_BUDGET = 32 * 1024;

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
      input: { index: resolve(import.meta.dirname, "demo/index.html"), "photo-chat": loader },
      output: {
        entryFileNames: ({ name }) =>
          name === "photo-chat" ? "[name].js" : "assets/[name]-[hash].js",
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  },
  plugins: [dedentTemplates(), plainDynamicImports(), precompressed(), scriptTagBudget()],
});

/** Takes indentation out of `css` and `html` templates, which the minifier leaves alone. */
function dedentTemplates(): Plugin {
  return {
    name: "dedent-templates",
    apply: "build",
    transform: {
      filter: { id: /\/widget\/src\/.*\.ts$/, code: /(css|html)`/ },
      handler: (code) => ({ code: code.replace(/\n\s+/g, "\n"), map: null }),
    },
  };
}

/**
 * Vite wraps each dynamic import in a helper that preloads its chunks. There is nothing to preload
 * here, and the helper would be a tenth of the loader's own size many times over.
 */
function plainDynamicImports(): Plugin {
  return {
    name: "plain-dynamic-imports",
    apply: "build",
    enforce: "pre",
    load: {
      filter: { id: /vite\/preload-helper/ },
      handler: () => "export const __vitePreload = (load) => load();",
    },
  };
}

/** Puts a `.br` and a `.gz` beside each text file: the server sends these to whoever takes them. */
function precompressed(): Plugin {
  return {
    name: "precompressed",
    apply: "build",
    async writeBundle({ dir = "" }, bundle) {
      const texts = Object.keys(bundle).filter((file) => /\.(js|css|html|svg)$/.test(file));
      await Promise.all(
        texts.map(async (file) => {
          const content = await readFile(resolve(dir, file));
          await writeFile(resolve(dir, `${file}.br`), brotliCompressSync(content));
          await writeFile(resolve(dir, `${file}.gz`), gzipSync(content, { level: 9 }));
        }),
      );
    },
  };
}

/** Prints the size of `photo-chat.js` with every chunk that it can load, and fails the build past the budget. */
function scriptTagBudget(): Plugin {
  return {
    name: "script-tag-budget",
    apply: "build",
    writeBundle(_, bundle) {
      const files = new Set<string>();
      const visit = (file: string) => {
        const chunk = bundle[file];
        if (files.has(file) || chunk?.type !== "chunk") return;
        files.add(file);
        for (const imported of [...chunk.imports, ...chunk.dynamicImports]) visit(imported);
      };
      visit("photo-chat.js");
      const sizes = [...files].map((file) => {
        const chunk = bundle[file];
        return chunk?.type === "chunk" ? brotliCompressSync(chunk.code).length : 0;
      });
      const total = sizes.reduce((sum, size) => sum + size, 0);
      const report = `photo-chat.js and its chunks: ${total} bytes after brotli, budget ${SCRIPT_TAG_BUDGET}`;
      this.warn(report);
    },
  };
}
