import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const manifest = JSON.parse(readFileSync(join(import.meta.dirname, "package.json"), "utf8"));

/** The words of a union of strings, such as `"inline" | "popup"`. */
const wordsOf = (type = "") => [...type.matchAll(/"([^"]*)"/g)].map(([, word]) => ({ name: word }));

/** Writes what editors read beside the manifest: custom data for VS Code, web-types for JetBrains. */
export function editorData() {
  return {
    name: "editor-data",
    packageLinkPhase({ customElementsManifest }) {
      const elements = customElementsManifest.modules
        .flatMap(({ declarations = [] }) => declarations)
        .filter(({ customElement }) => customElement);
      write("vscode.html-custom-data.json", { version: 1.1, tags: elements.map(customDataOf) });
      write("vscode.css-custom-data.json", {
        version: 1.1,
        properties: elements.flatMap(({ cssProperties = [] }) => cssProperties.map(described)),
      });
      write("web-types.json", webTypesOf(elements));
    },
  };
}

const described = ({ name, description }) => ({ name, description });

function customDataOf({ tagName, description, attributes = [] }) {
  return {
    name: tagName,
    description,
    attributes: attributes.map((attribute) => ({
      ...described(attribute),
      values: wordsOf(attribute.type?.text),
    })),
  };
}

function webTypesOf(elements) {
  return {
    $schema: "https://json.schemastore.org/web-types",
    name: manifest.name,
    version: manifest.version,
    "description-markup": "markdown",
    contributions: {
      html: {
        elements: elements.map((element) => ({
          name: element.tagName,
          description: element.description,
          attributes: element.attributes?.map((attribute) => ({
            ...described(attribute),
            value: { type: attribute.type?.text },
          })),
          slots: element.slots?.map(described),
          js: {
            properties: element.members
              ?.filter(({ kind, static: isStatic }) => kind === "field" && !isStatic)
              .map((member) => ({ ...described(member), type: member.type?.text })),
            events: element.events?.map(described),
          },
          css: {
            properties: element.cssProperties?.map(described),
            parts: element.cssParts?.map(described),
          },
        })),
      },
    },
  };
}

function write(name, content) {
  const text = `${JSON.stringify(content, null, 2)}\n`;
  writeFileSync(join(import.meta.dirname, "dist", name), text);
}
