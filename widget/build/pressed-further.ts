import { minify } from "terser";
import { minifySync, type Plugin } from "vite";
import { internalNames, usedAsString, usedElsewhere } from "./internal-names.js";

/** Goes once more over the loader and the chat: two parts in a hundred, on every page that embeds it. */
export function pressedFurther(): Plugin {
  return {
    name: "pressed-further",
    apply: "build",
    async generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
      const chat = chunks.find(({ fileName }) => fileName.endsWith("/chat.js"));
      const loader = bundle["photo-chat.js"];
      if (!chat || loader?.type !== "chunk") return;
      const others = chunks.filter(
        (one) => one === loader || (one.imports.includes(chat.fileName) && one !== chat),
      );
      for (const { code, fileName } of others) {
        const [use] = usedElsewhere.exec(code) ?? [];
        if (use) this.error(`${fileName} uses ${use}, which is a name of the chat's own`);
      }
      const [string] = usedAsString.exec(chat.code) ?? [];
      if (string) this.error(`${string} is a name of the chat's own, and a string`);
      // The short names are none that other parts give to what they share with the chat.
      const reserved = others.flatMap(({ code }) => code.match(/(?<=\.)[\w$]+/g) ?? []);
      for (const chunk of [loader, chat]) {
        const { code } = await minify(chunk.code, {
          nameCache: { vars: { props: exportedNames(chunk.code) } },
          module: true,
          ecma: 2020,
          // Reading a property does nothing here, no function is a constructor, and none is asked for
          // its length. What is off makes code shorter that is longer once pressed.
          compress: {
            passes: 4,
            pure_getters: true,
            unsafe_arrows: true,
            keep_fargs: false,
            ...(chunk === chat
              ? { lhs_constants: false, join_vars: false, if_return: false }
              : { hoist_funs: true }),
          },
          mangle:
            chunk === chat
              ? { properties: { regex: internalNames, reserved, builtins: true } }
              : true,
          format: { comments: false },
        });
        // Templates have the only line breaks that are left; the bundler's minifier finds what is shorter in
        // what terser has put together.
        const onOneLine = (code ?? chunk.code).replaceAll("\n", " ");
        chunk.code = minifySync(chunk.fileName, onOneLine, { module: true, mangle: false }).code;
      }
    },
  };
}

/** What a chunk exports, by its name in there, as the minifier takes it: one name for both says it once. */
function exportedNames(code: string): Record<string, string> {
  const [, list = ""] = /\bexport\s*\{([^}]*)\};?\s*$/.exec(code) ?? [];
  const pairs = [...list.matchAll(/([\w$]+)(?: as ([\w$]+))?/g)];
  return Object.fromEntries(pairs.map(([, name = "", outside = name]) => [`$${name}`, outside]));
}
