import { fileURLToPath } from "node:url";
import { esbuildPlugin } from "@web/dev-server-esbuild";
import { chromeLauncher } from "@web/test-runner-chrome";
import { findChromium } from "./tests/support/chromium.js";

const chromium = await findChromium();
const launchOptions = { ...chromium, args: [...chromium.args, "--js-flags=--expose-gc"] };

/** Files run side by side, in profiles of their own, and each page is to behave as the one in front. */
async function createPage({ context }) {
  const profile = await context.browser().createBrowserContext();
  const page = await profile.newPage();
  const session = await page.createCDPSession();
  await session.send("Emulation.setFocusEmulationEnabled", { enabled: true });
  return page;
}

/** The names of emoji where a chat server has them. */
function emojiData(context, next) {
  const [, language] = /^\/emoji\/(\w+)\.json$/.exec(context.path) ?? [];
  const kind = language === "en" ? "emojibase" : "cldr";
  if (language)
    context.url = `/node_modules/emoji-picker-element-data/${language}/${kind}/data.json`;
  return next();
}

/** Tests of the element in a real browser. */
export default {
  concurrency: 2,
  files: "{sdk,widget}/src/**/*.wtr.test.ts",
  nodeResolve: { browser: true, exportConditions: ["photo-chat-source", "browser", "production"] },
  middleware: [emojiData],
  plugins: [
    esbuildPlugin({
      ts: true,
      target: "es2022",
      tsconfig: fileURLToPath(new URL("./widget/tsconfig.json", import.meta.url)),
    }),
  ],
  // What the file before has stored in this page's profile is none of this one's.
  testRunnerHtml: (framework) => `<!doctype html>
    <script>localStorage.clear()</script>
    <script type="module" src="${framework}"></script>`,
  testFramework: { config: { timeout: 30_000 } },
  browsers: [chromeLauncher({ launchOptions, createPage })],
};
