import { resolve } from "node:path";
import { defaultClientConditions, defineConfig } from "vite";
import { examplePages } from "./demo/examples/build-examples.js";
import { compactTemplates } from "./widget/build/compact-templates.js";
import { emojiData } from "./widget/build/emoji-data.js";
import { leanDecorators } from "./widget/build/lean-decorators.js";
import { leanLit } from "./widget/build/lean-lit.js";
import { onlyInBrowsers } from "./widget/build/only-in-browsers.js";
import { markedTemplates } from "./widget/build/marked-templates.js";
import { partOf } from "./widget/build/part-of.js";
import { precompressed } from "./widget/build/precompressed.js";
import { pressedFurther } from "./widget/build/pressed-further.js";
import { retriableImports } from "./widget/build/retriable-imports.js";
import { scriptTagSize } from "./widget/build/script-tag-size.js";
import { straightToChat } from "./widget/build/straight-to-chat.js";
import { strictEmojiPicker } from "./widget/build/strict-emoji-picker.js";
import { versionOf } from "./widget/build/version-of.js";
import { withoutWebTransport } from "./widget/build/without-web-transport.js";
import { inboxPage } from "./widget/inbox-page/build-inbox-page.js";

/**
 * What a page may download for the script tag until the first message is sent, in English, in bytes
 * after brotli: for somebody who is signed in, and for a visitor who starts as a guest. Why this
 * much: docs/decisions/0009-size-of-the-script-tag.md.
 */
export const SCRIPT_TAG_BUDGET = 32_000;

/** What another language than English may add. */
export const LANGUAGE_BUDGET = 2_000;

/** What each page view costs: `photo-chat.js` itself, in bytes after brotli. */
export const LOADER_BUDGET = 2_000;

/** What the parts of the script tag, and of the demo beside it, are made of. */
const sources = [
  "vite.config.ts",
  "package-lock.json",
  "demo/src",
  "sdk/src",
  "widget/build",
  "widget/src",
];

const loader = resolve(import.meta.dirname, "widget/src/loader/loader.ts");
const version = versionOf(import.meta.dirname, sources);

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
      // A name that two parts use is shorter in both than handed from one to the other.
      optimization: { inlineConst: { mode: "all", pass: 1 } },
      input: {
        index: resolve(import.meta.dirname, "demo/index.html"),
        themes: resolve(import.meta.dirname, "demo/themes.html"),
        "photo-chat": loader,
      },
      output: {
        entryFileNames: ({ name }) =>
          name === "photo-chat" ? "[name].js" : "assets/[name]-[hash].js",
        chunkFileNames: ({ facadeModuleId }) =>
          `assets/${version}/${/emoji-picker-element\/i18n/.test(facadeModuleId ?? "") ? "emoji-" : ""}[name].js`,
        assetFileNames: "assets/[name]-[hash][extname]",
        codeSplitting: { groups: [{ name: partOf }], includeDependenciesRecursively: false },
      },
    },
  },
  plugins: [
    compactTemplates(),
    markedTemplates(),
    leanDecorators(),
    leanLit(),
    onlyInBrowsers(),
    withoutWebTransport(),
    retriableImports(),
    straightToChat(),
    pressedFurther(),
    emojiData(),
    strictEmojiPicker(),
    precompressed(),
    scriptTagSize({ loader: LOADER_BUDGET, total: SCRIPT_TAG_BUDGET }),
    inboxPage([precompressed()]),
    examplePages([precompressed()]),
  ],
});
