import type { Plugin } from "vite";

/** Takes white space and comments out of `css` and `html` templates, which the minifier leaves alone. */
export function compactTemplates(): Plugin {
  const compactCss = (sheet: string) =>
    sheet
      .replace(/\/\*.*?\*\//gs, "")
      .replace(/\s*([{},;>])\s*/g, "$1")
      .replace(/:\s+/g, ":")
      .replaceAll(" !", "!")
      .replaceAll(";}", "}")
      .replace(/(?<=[(\s,])\s+|\s+(?=\))|(?<=\()\s+/g, "")
      .replace(/(?<![\d\w])0(?=\.\d)/g, "")
      .replace(/="([\w-]+)"\]/g, "=$1]")
      .replaceAll("transparent", "#0000")
      .trim();
  return {
    name: "compact-templates",
    apply: "build",
    transform: {
      filter: { id: /\/widget\/src\/.*\.ts$/, code: /(css|html)`/ },
      handler(code) {
        return {
          code: code
            .replace(/(?<=\bcss`)[^`]*/g, compactCss)
            .replace("const css = String.raw;", "")
            .replace(code.includes("const css = String.raw;") ? /\bcss`/g : /$^/, "`")
            .replace(/\n\s+(?=<\/)/g, "")
            .replace(/\n\s+/g, "\n")
            .replaceAll("\n>", ">"),
          map: null,
        };
      },
    },
  };
}
