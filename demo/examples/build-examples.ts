import { resolve } from "node:path";
import vue from "@vitejs/plugin-vue";
import { build, defaultClientConditions, type Plugin } from "vite";

const root = resolve(import.meta.dirname, "..");
const examples = ["script-tag", "react", "vue"];

/** Vue's compiler, told that the chat is an element and no component. */
export const vueWithElements = (): Plugin =>
  vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === "photo-chat" } } });

/**
 * Builds the pages under `/examples/` beside the demo, in a build of their own: they bundle the chat
 * from the packages, and must not share chunks with the script tag.
 *
 * @param finish plugins for what both builds do to their files
 */
export function examplePages(finish: readonly Plugin[]): Plugin[] {
  let folder = "";
  return [
    vueWithElements(),
    {
      name: "example-pages",
      apply: "build",
      configResolved({ root: ofSite, build: { outDir } }) {
        folder = resolve(ofSite, outDir);
      },
      async closeBundle() {
        await build({
          configFile: false,
          root,
          base: "./",
          publicDir: false,
          logLevel: "warn",
          resolve: { conditions: ["photo-chat-source", ...defaultClientConditions] },
          build: {
            outDir: folder,
            assetsDir: "examples/assets",
            emptyOutDir: false,
            target: "es2022",
            rolldownOptions: {
              // The packages' "use client" is for frameworks that render on a server, too.
              onLog(level, log, handle) {
                if (log.code !== "MODULE_LEVEL_DIRECTIVE") handle(level, log);
              },
              input: examples.map((name) => resolve(root, `examples/${name}/index.html`)),
            },
          },
          plugins: [vueWithElements(), ...finish],
        });
      },
    },
  ];
}
