import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readSources, root, type Source, targetOf } from "./sources.js";

const sources = readSources();

/** Folder by folder, the most special first: what files in it may import, beside the folder itself. */
const layers: { folder: string; mayImport: RegExp }[] = [
  { folder: "sdk/src/protocol/", mayImport: /^$/ },
  { folder: "sdk/src/react/", mayImport: /^(react$|sdk\/src\/(?!vue))/ },
  { folder: "sdk/src/vue/", mayImport: /^(vue$|sdk\/src\/(?!react))/ },
  { folder: "sdk/src/", mayImport: /^socket\.io-client$/ },
  { folder: "widget/src/react/", mayImport: /^(react$|@lit\/react$|widget\/src\/)/ },
  { folder: "widget/src/vue.ts", mayImport: /^(vue$|widget\/src\/)/ },
  {
    folder: "widget/src/",
    mayImport: /^(@photo-chat\/sdk(\/protocol)?|(lit|emoji-picker-element)(\/.+)?)$/,
  },
  { folder: "demo/src/", mayImport: /^(@photo-chat\/(sdk|widget)(\/.+)?|lit(\/.+)?)$/ },
  // The rules of the chat know neither sockets nor HTTP.
  {
    folder: "server/src/chat/",
    mayImport: /^(server\/src\/store\/|@photo-chat\/sdk\/protocol$|drizzle-orm|node:)/,
  },
  {
    folder: "server/src/store/",
    mayImport:
      /^(@photo-chat\/sdk\/protocol$|drizzle-orm|pg$|@electric-sql\/pglite|pino$|node:|server\/src\/(chat|config))/,
  },
  {
    folder: "server/src/",
    mayImport: /^(?!@photo-chat\/sdk$|@photo-chat\/widget|lit|socket\.io-client)[^.]/,
  },
];

function offences(source: Source): string[] {
  const layer = layers.find(({ folder }) => source.path.startsWith(folder));
  if (!layer) return [`${source.path} is in no layer`];
  return source.imports
    .map((specifier) => targetOf(source, specifier))
    .filter((target) => !target.startsWith(layer.folder) && !layer.mayImport.test(target))
    .map((target) => `${source.path} → ${target}`);
}

describe("the architecture", () => {
  it("is of more than a few files", () => {
    expect(sources.length).toBeGreaterThan(50);
  });

  it("lets imports point one way: demo → widget → sdk → protocol ← server", () => {
    expect(sources.flatMap(offences)).toEqual([]);
  });

  it("has one file that knows the socket's library", () => {
    const importers = (name: string) =>
      sources.filter(({ path, imports }) => path.startsWith("sdk/") && imports.includes(name));
    expect(importers("socket.io-client").map(({ path }) => path)).toHaveLength(1);
  });

  it("imports only packages that are declared", () => {
    const undeclared = sources.flatMap(({ path, imports }) => {
      const manifest = readFileSync(join(root, path.split("/")[0] ?? "", "package.json"), "utf8");
      const { dependencies, peerDependencies } = JSON.parse(manifest) as Record<string, object>;
      const declared = Object.keys({ ...dependencies, ...peerDependencies });
      return imports
        .filter((specifier) => !/^(\.|node:)/.test(specifier))
        .filter((specifier) => !declared.some((name) => `${specifier}/`.startsWith(`${name}/`)))
        .map((specifier) => `${path} → ${specifier}`);
    });
    expect(undeclared).toEqual([]);
  });

  it("has no circle of files", () => {
    expect(circles(sources)).toEqual([]);
  });

  it("consists of small files, named after what they hold", () => {
    const odd = sources.filter(({ path, lines }) => {
      const name = path.split("/").at(-1) ?? "";
      return (
        lines > 400 ||
        !/^[a-z0-9-]+(\.d)?\.ts$/.test(name) ||
        /^(types|utils|helpers)\.ts$/.test(name)
      );
    });
    expect(odd.map(({ path, lines }) => `${path}: ${lines} lines`)).toEqual([]);

    const lengths = sources.map(({ lines }) => lines).toSorted((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(130);
  });
});

/** Follows relative imports from every file; a file met again on the way to itself closes a circle. */
function circles(files: Source[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: Source, way: string[]) => {
    if (way.includes(file.path))
      found.push([...way.slice(way.indexOf(file.path)), file.path].join(" → "));
    if (done.has(file.path) || way.includes(file.path)) return;
    for (const specifier of file.valueImports.filter((name) => name.startsWith("."))) {
      const next = byPath.get(targetOf(file, specifier).replace(/\.js$/, ".ts"));
      if (next) visit(next, [...way, file.path]);
    }
    done.add(file.path);
  };
  for (const file of files) visit(file, []);
  return found;
}
