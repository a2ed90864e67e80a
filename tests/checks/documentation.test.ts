import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CONNECT_ERROR_CODES, ERROR_CODES } from "@photo-chat/sdk/protocol";
import { describe, expect, it } from "vitest";
import { withTables } from "../../docs/element-tables.js";
import { describeVariables } from "../../server/src/config.js";
import { root } from "./sources.js";

const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** The first column of a document's tables, without its backticks. */
function namesIn(path: string): Set<string> {
  const cells = read(path).match(/^\| *([^|]+?) *\|/gm) ?? [];
  return new Set(cells.flatMap((cell) => cell.match(/(?<=`)[^`]+(?=`)/g) ?? []));
}

function missing(names: Iterable<string>, path: string): string[] {
  const documented = namesIn(path);
  return [...names].filter((name) => !documented.has(name));
}

/** The names that a source declares in the way the pattern captures. */
function declared(path: string, pattern: RegExp): string[] {
  return [...read(path).matchAll(pattern)].flatMap(([, name]) => name ?? []);
}

/** Where a document leads to within the repository; what stands in an example leads nowhere. */
function linksIn(path: string): string[] {
  const text = read(path).replace(/^```[^]*?^```/gm, "");
  const links = text.matchAll(/(?:\]\(|srcset="|src=")(?!https?:|#)([^)#"]+)/g);
  return [...links].flatMap(([, target]) => target ?? []);
}

const inDocs = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" });
const documents = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "SECURITY.md",
  "sdk/PROTOCOL.md",
  ...["sdk", "widget", "server"].map((folder) => `${folder}/README.md`),
  ...inDocs.map((path) => `docs/${path}`).filter((path) => path.endsWith(".md")),
];

describe("the documentation", () => {
  it("lists every variable with its default", () => {
    const rows = read("docs/configuration.md").replace(/ +/g, " ");
    const wrong = describeVariables().filter(
      ({ name, default: value, about }) =>
        !rows.includes(`| \`${name}\` | ${value === null ? "" : `\`${value}\` `}| ${about} |`),
    );
    expect(wrong).toEqual([]);
  });

  it("explains every error code", () => {
    const own = declared("sdk/src/chat-error.ts", /^ \* - `(\w+)`/gm);
    expect(own.length).toBeGreaterThan(0);
    expect(missing([...ERROR_CODES, ...CONNECT_ERROR_CODES, ...own], "docs/errors.md")).toEqual([]);
  });

  it("has every event of the protocol in the protocol's tables", () => {
    const events = declared("sdk/src/protocol/events.ts", /^ {2}(\w+): [({]/gm);
    expect(events).toContain("send_message");
    expect(events).toContain("user_typing");
    expect(missing(events, "sdk/PROTOCOL.md")).toEqual([]);
  });

  it("has the element's tables as its sources say; else: npm run docs", async () => {
    const document = read("docs/element.md");
    expect(document).toBe(await withTables(document));
  });

  it("links to what exists", () => {
    const broken = documents.flatMap((path) =>
      linksIn(path)
        .filter((target) => !existsSync(join(root, dirname(path), target)))
        .map((target) => `${path} → ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it("names no registry: packages come from whichever is set up", () => {
    const naming = documents.filter((path) => /\bnpm\w*\.(com|org|io)\b/.test(read(path)));
    expect(naming).toEqual([]);
  });
});
