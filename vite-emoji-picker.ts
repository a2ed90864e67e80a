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

/** What the picker does that a strict policy, or a page of somebody else, does not like. */
const changes: [file: string, from: RegExp, to: string][] = [
  // Markup goes by lit's policy, the only one that such a page has to allow.
  [
    "picker.js",
    /const template = document\.createElement\('template'\);\s*template\.innerHTML = htmlString;/,
    `const template = document.createElement("template");
    renderMarkup(htmlMarkup(Object.assign([htmlString], { raw: [htmlString] })), template.content);`,
  ],
  [
    "picker.js",
    /const style = document\.createElement\('style'\);\s*style\.textContent = (.+);\s*this\.shadowRoot\.appendChild\(style\);/,
    `const sheet = new CSSStyleSheet();
    sheet.replaceSync($1);
    this.shadowRoot.adoptedStyleSheets = [sheet];`,
  ],
  [
    "picker.js",
    /targetNode\.setAttribute\(attributeName, newValue\);/,
    `if (attributeName === "style") targetNode.style.cssText = newValue;
    else targetNode.setAttribute(attributeName, newValue);`,
  ],
  ["picker.js", /console\.error\(err\);/, ""],
  ["picker.js", /err => console\.error\(err\)/, "() => {}"],
  ["database.js", /console\.warn\('emoji-picker-element is[^']+'\);/, ""],
];

/**
 * Has the emoji picker keep to `style-src 'self'; require-trusted-types-for 'script'`, and be silent.
 * A new version in which one of these places is not found ends the build.
 */
export function strictEmojiPicker(): Plugin {
  return {
    name: "strict-emoji-picker",
    apply: "build",
    transform: {
      filter: { id: /\/emoji-picker-element\/(picker|database)\.js$/ },
      handler(code, id) {
        let changed = code;
        for (const [file, from, to] of changes) {
          if (!id.endsWith(`/${file}`)) continue;
          if (!from.test(changed)) this.error(`${file} has nothing like ${String(from)}`);
          changed = changed.replace(from, to);
        }
        const imports = `import { html as htmlMarkup, render as renderMarkup } from "lit";\n`;
        return { code: id.endsWith("/picker.js") ? imports + changed : changed, map: null };
      },
    },
  };
}
