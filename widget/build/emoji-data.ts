import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Plugin } from "vite";

const { resolve } = createRequire(import.meta.url);

/** The languages that there are names of emoji in; English has people's own words for them, too. */
const languages = ["de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "zh"];

const path = /^\/?emoji\/(\w+)\.json(\?|$)/;

function dataOf(language: string): Promise<string> {
  const kind = language === "en" ? "emojibase" : "cldr";
  return readFile(resolve(`emoji-picker-element-data/${language}/${kind}/data.json`), "utf8");
}

/** Serves the names of emoji as `/emoji/<language>.json`, from the sources and from a build. */
export function emojiData(): Plugin {
  return {
    name: "emoji-data",
    async buildStart() {
      if (this.meta.watchMode || this.environment.mode === "dev") return;
      for (const language of languages) {
        const source = await dataOf(language);
        this.emitFile({ type: "asset", fileName: `emoji/${language}.json`, source });
      }
    },
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const language = path.exec(request.url ?? "")?.[1];
        if (!language || !languages.includes(language)) {
          next();
          return;
        }
        response.setHeader("Content-Type", "application/json");
        dataOf(language).then((data) => response.end(data), next);
      });
    },
  };
}
