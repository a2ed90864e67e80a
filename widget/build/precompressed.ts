import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** Puts a `.br` and a `.gz` beside each text file: the server sends these to whoever takes them. */
export function precompressed(): Plugin {
  return {
    name: "precompressed",
    apply: "build",
    async writeBundle({ dir = "" }, bundle) {
      const texts = Object.keys(bundle).filter((file) => /\.(js|css|html|svg|json)$/.test(file));
      await Promise.all(
        texts.map(async (file) => {
          const content = await readFile(resolve(dir, file));
          await writeFile(resolve(dir, `${file}.br`), brotliCompressSync(content, brotli(content)));
          await writeFile(resolve(dir, `${file}.gz`), gzipSync(content, { level: 9 }));
        }),
      );
    },
  };
}

/** The names of emoji would take ten seconds to press as small as they go. */
function brotli({ length }: Buffer): { params: Record<number, number> } {
  return { params: { [constants.BROTLI_PARAM_QUALITY]: length > 200_000 ? 7 : 11 } };
}
