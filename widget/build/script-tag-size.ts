import { brotliCompressSync } from "node:zlib";
import type { Plugin } from "vite";

export interface Budgets {
  readonly loader: number;
  /** With an open conversation. */
  readonly total: number;
}

/** Prints what a page downloads: the loader, and with an open conversation. */
export function scriptTagSize(budgets: Budgets): Plugin {
  return {
    name: "script-tag-size",
    apply: "build",
    writeBundle(_, bundle) {
      const sizes = new Map<string, number>();
      const visit = (file: string): void => {
        const chunk = bundle[file];
        if (sizes.has(file) || chunk?.type !== "chunk") return;
        sizes.set(file, brotliCompressSync(chunk.code).length);
        for (const imported of chunk.imports) visit(imported);
      };
      visit("photo-chat.js");
      const loaderSize = sizes.get("photo-chat.js") ?? 0;
      const started = bundle["photo-chat.js"];
      if (started?.type === "chunk") for (const file of started.dynamicImports) visit(file);
      const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
      this.info(
        `photo-chat.js: ${loaderSize} of ${budgets.loader} bytes after brotli, ` +
          `with an open conversation ${total} of ${budgets.total}`,
      );
    },
  };
}
