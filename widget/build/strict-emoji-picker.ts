import type { Plugin } from "vite";

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
