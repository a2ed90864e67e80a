import { fileURLToPath } from "node:url";
import { esbuildPlugin } from "@web/dev-server-esbuild";
import { chromeLauncher } from "@web/test-runner-chrome";
import { findChromium } from "./tests/support/chromium.js";

/** Tests of the element in a real browser. */
export default {
  files: "widget/src/**/*.wtr.test.ts",
  nodeResolve: { exportConditions: ["photo-chat-source", "production"] },
  plugins: [
    esbuildPlugin({
      ts: true,
      target: "es2022",
      tsconfig: fileURLToPath(new URL("./widget/tsconfig.json", import.meta.url)),
    }),
  ],
  browsers: [chromeLauncher({ launchOptions: await findChromium() })],
};
