import type { Plugin } from "vite";

/**
 * Leads the loader straight to the chat's file. The bundler gives what is imported dynamically a file
 * of its own, which here would only name the other one: a round trip for nothing.
 */
export function straightToChat(): Plugin {
  return {
    name: "straight-to-chat",
    apply: "build",
    generateBundle(_, bundle) {
      const loading = bundle["photo-chat.js"];
      const between = Object.values(bundle).find(({ fileName }) =>
        /\/start-chat\.js$/.test(fileName),
      );
      if (loading?.type !== "chunk" || between?.type !== "chunk") return;
      const named = /^export\{(\w+) as startChat\}from"\.\/([^"]+)";?\s*$/.exec(between.code);
      if (!named) {
        this.warn("the chat's first file holds more than a name: it stays");
        return;
      }
      const [, local = "", name = ""] = named;
      const file = between.fileName.replace("start-chat.js", name);
      loading.code = loading.code
        .replace(between.fileName, file)
        .replace("{startChat:", `{${local}:`);
      loading.dynamicImports = [file];
      Reflect.deleteProperty(bundle, between.fileName);
    },
  };
}
