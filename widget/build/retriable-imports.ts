import type { Plugin } from "vite";

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
export function retriableImports(): Plugin {
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
          .replace(/import\s*\{[^}]*\}\s*from\s*["'`][^"'`]*\bpreload-helper\.js["'`];?/, "")
          .replace(/\bconst __vitePreload = [^;]*;/, "")
          .replace(wrapped, "$1")
          .replace(/\bimport\((["'`]\.[^"'`]+["'`])\)/g, "importRetriable($1)");
        return found === code ? null : { code: retriableImport + found, map: null };
      },
    },
    generateBundle(_, bundle) {
      const helper = Object.keys(bundle).find((file) => /\/preload-helper\.js$/.test(file));
      if (helper === undefined) return;
      Reflect.deleteProperty(bundle, helper);
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === "chunk") chunk.imports = chunk.imports.filter((file) => file !== helper);
      }
    },
  };
}
