import { minify } from "terser";
import type { Plugin } from "vite";

/** Goes once more over the loader and the chat: one part in a hundred, on every page that embeds it. */
export function pressedFurther(): Plugin {
  return {
    name: "pressed-further",
    apply: "build",
    async generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== "chunk" || !/^photo-chat\.js|\/chat\.js$/.test(chunk.fileName)) continue;
        const { code } = await minify(chunk.code, {
          module: true,
          ecma: 2020,
          // Reading a property does nothing here, and no function is a constructor.
          compress: { passes: 3, pure_getters: true, unsafe_arrows: true },
          format: { comments: false },
        });
        // Templates have the only line breaks that are left.
        chunk.code = (code ?? chunk.code).replaceAll("\n", " ");
      }
    },
  };
}
