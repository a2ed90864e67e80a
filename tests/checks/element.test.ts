import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readElementTables } from "../../docs/element-tables.js";
import { readSources, root } from "./sources.js";

const tables = readElementTables();
const sources = readSources()
  .filter(({ path }) => path.startsWith("widget/"))
  .map(({ path }) => readFileSync(join(root, path), "utf8").replace(/\/\*\*[^]*?\*\//g, ""));

/** Every capture of a pattern in these texts, once and sorted. */
function found(texts: readonly string[], pattern: RegExp): string[] {
  const all = texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name = ""]) => name));
  return [...new Set(all)].sort();
}

/** The words of `part` attributes, in templates and set by name, those that an expression chooses included. */
function partsUsed(): string[] {
  const written = found(sources, /\bpart="([^"]*)"/g);
  const chosen = found(found(sources, /\bpart=\$\{([^}]*)\}/g), /"([\w -]+)"/g);
  const set = found(sources, /setAttribute\("part", "([\w-]+)"\)/g);
  return [
    ...new Set([...written, ...chosen, ...set].flatMap((value) => value.split(/\s+/))),
  ].sort();
}

const names = (rows: readonly { name: string }[]): string[] => rows.map(({ name }) => name).sort();

describe("the element's doc comment has", () => {
  it("every part there is, and no other", () => {
    const mentioned = tables.parts.flatMap(({ about }) => found([about], /`([\w-]+)`/g));
    const documented = [...names(tables.parts), ...mentioned].sort();
    expect(documented).toContain("own-bubble");
    expect(partsUsed()).toEqual(documented);
  });

  it("every custom property there is, and no other", () => {
    expect(found(sources, /var\(\s*(--photo-chat-[\w-]+)/g)).toEqual(
      names(tables.customProperties),
    );
  });

  it("every slot there is, and no other", () => {
    expect(found(sources, /<slot\s+name="([\w-]+)"/g)).toEqual(names(tables.slots));
  });

  it("every event there is, and no other", () => {
    const types = readFileSync(join(root, "widget/src/emit.ts"), "utf8");
    expect(found([types], /"(photo-chat-[\w-]+)": CustomEvent/g)).toEqual(names(tables.events));
  });

  it("a word about everything", () => {
    const rows = Object.values(tables).flat() as { name: string; about: string }[];
    expect(rows.filter(({ about }) => !about)).toEqual([]);
  });
});

it("documents and demo use only parts and custom properties that there are", () => {
  const folders = ["docs", "demo", "demo/src"];
  const texts = folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((file) => /\.(md|html|css)$/.test(file))
      .map((file) => readFileSync(join(root, folder, file), "utf8")),
  );
  const parts = partsUsed();
  const properties = names(tables.customProperties);
  expect(found(texts, /::part\(([\w -]+)\)/g).filter((part) => !parts.includes(part))).toEqual([]);
  const used = found(texts, /(?<!<)(--photo-chat-[\w-]+)/g);
  expect(used.filter((property) => !properties.includes(property))).toEqual([]);
});
