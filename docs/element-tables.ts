import { readFileSync } from "node:fs";
import { join } from "node:path";
import prettier from "prettier";
import ts from "typescript";

const root = join(import.meta.dirname, "..");
const element = "widget/src/photo-chat-element.ts";
const events = "widget/src/emit.ts";
const theme = "widget/src/styles/theme.ts";

/** One row of a table: its name, what stands in the columns between, and what it is. */
interface Row {
  readonly name: string;
  readonly about: string;
  readonly cells?: readonly (string | undefined)[];
}

/** What the element's doc comments say, as the tables of `docs/element.md`. */
export interface ElementTables {
  readonly attributes: readonly Row[];
  readonly methods: readonly Row[];
  readonly events: readonly Row[];
  readonly slots: readonly Row[];
  readonly parts: readonly Row[];
  readonly customProperties: readonly Row[];
}

/** Reads the tables from the doc comments of the element's class and the types of its events. */
export function readElementTables(): ElementTables {
  const declared = declarationOf(parse(element), "PhotoChatElement", ts.isClassDeclaration);
  const details = declarationOf(parse(events), "PhotoChatEventMap", ts.isInterfaceDeclaration);
  const colours = readColours();
  return {
    attributes: declared.members.filter(ts.isPropertyDeclaration).flatMap(attribute),
    methods: declared.members.flatMap(method),
    events: tagged(declared, "fires").map((row) => ({ ...row, cells: [detailOf(details, row)] })),
    slots: tagged(declared, "slot"),
    parts: tagged(declared, "csspart"),
    customProperties: tagged(declared, "cssproperty").map(({ name, about }) => {
      const [, property = name, value] = /^\[(.+?)=(.+)\]$/.exec(name) ?? [];
      const [light = value, dark = light] = colours.get(property) ?? [];
      return { name: property, about, cells: [light, dark].map((one) => one && code(one)) };
    }),
  };
}

/** The document with its tables as the sources have them, between `<!-- name -->` and `<!-- /name -->`. */
export async function withTables(document: string): Promise<string> {
  const tables = readElementTables();
  const heads: Readonly<Record<keyof ElementTables, readonly string[]>> = {
    attributes: ["property", "attribute", "type", "default", ""],
    methods: ["method", ""],
    events: ["event", "`detail`", ""],
    slots: ["slot", ""],
    parts: ["part", ""],
    customProperties: ["custom property", "default", "in dark", ""],
  };
  const filled = document.replace(
    /(<!-- (\w+) -->)[^]*?(<!-- \/\2 -->)/g,
    (_, start: string, name: keyof ElementTables, end: string) =>
      `${start}\n\n${table(heads[name], tables[name])}\n\n${end}`,
  );
  const options = await prettier.resolveConfig(join(root, "docs/element.md"));
  return prettier.format(filled, { ...options, parser: "markdown" });
}

function table(head: readonly string[], rows: readonly Row[]): string {
  const line = (cells: readonly (string | undefined)[]): string =>
    `| ${cells.map((cell = "") => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [
    line(head),
    line(head.map(() => "---")),
    ...rows.map(({ name, about, cells = [] }) => line([code(name), ...cells, about])),
  ].join("\n");
}

function attribute(member: ts.PropertyDeclaration): Row[] {
  const decorator = ts
    .getDecorators(member)
    ?.find(({ expression }) => expression.getText().startsWith("property("));
  if (!decorator) return [];
  const name = member.name.getText();
  const options = decorator.expression.getText();
  const [, named = name.toLowerCase()] = /attribute: "([\w-]+)"/.exec(options) ?? [];
  const value = member.initializer?.getText() ?? "";
  const attributeName = options.includes("attribute: false") ? "" : code(named);
  const type = member.type?.getText() ?? (value === "false" ? "boolean" : "string");
  const cells = [attributeName, code(type), value === '""' ? "" : code(value)];
  return [{ name, about: commentOf(member), cells }];
}

/** What a page may call or read: everything public with a doc comment that the platform does not call. */
function method(member: ts.ClassElement): Row[] {
  const modifiers = ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : [];
  const hidden = [ts.SyntaxKind.ProtectedKeyword, ts.SyntaxKind.PrivateKeyword];
  const isStatic = modifiers.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
  const name = member.name?.getText() ?? "#";
  const about = commentOf(member);
  if (name.startsWith("#") || !about || modifiers.some(({ kind }) => hidden.includes(kind)))
    return [];
  if (ts.isGetAccessor(member)) return [{ name, about }];
  const value = ts.isPropertyDeclaration(member) ? member.initializer : member;
  if (value && (ts.isMethodDeclaration(value) || ts.isArrowFunction(value))) {
    const parameters = value.parameters.map(
      (one) => one.name.getText() + (one.questionToken ? "?" : ""),
    );
    return [{ name: `${name}(${parameters.join(", ")})`, about }];
  }
  return isStatic ? [{ name: `PhotoChatElement.${name}`, about }] : [];
}

/** The colours of each custom property, in light and in dark. */
function readColours(): Map<string, string[]> {
  const colours = new Map<string, string[]>();
  const sheet = readFileSync(join(root, theme), "utf8");
  for (const [, name = "", value = ""] of sheet.matchAll(/var\((--photo-chat-[\w-]+), (#\w+)\)/g)) {
    colours.set(name, [...(colours.get(name) ?? []), value]);
  }
  return colours;
}

function detailOf(map: ts.InterfaceDeclaration, { name }: Row): string {
  const member = map.members.find((one) => one.name?.getText() === `"${name}"`);
  const type = member && ts.isPropertySignature(member) ? member.type : undefined;
  const detail = type && ts.isTypeReferenceNode(type) ? type.typeArguments?.[0] : undefined;
  if (!detail) throw new Error(`${name} is fired, but is not in PhotoChatEventMap`);
  return code(detail.getText().replace(/\s+/g, " ").replaceAll(";", ",").replace(", }", " }"));
}

function tagged(node: ts.Node, name: string): Row[] {
  return ts
    .getJSDocTags(node)
    .filter(({ tagName }) => tagName.text === name)
    .map(({ comment }) => {
      const text = (ts.getTextOfJSDocComment(comment) ?? "").replace(/\s+/g, " ");
      const [, item = "", about = ""] = /^(\S+) - (.+)$/.exec(text) ?? [];
      if (!item)
        throw new Error(`unable to read "@${name} ${text}"; it is not "name - what it is"`);
      return { name: item, about };
    });
}

function commentOf(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return (ts.getTextOfJSDocComment(comment?.comment) ?? "").replace(/\s+/g, " ").trim();
}

function parse(path: string): ts.SourceFile {
  const text = readFileSync(join(root, path), "utf8");
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
}

function declarationOf<Node extends ts.ClassDeclaration | ts.InterfaceDeclaration>(
  source: ts.SourceFile,
  name: string,
  is: (node: ts.Node) => node is Node,
): Node {
  const found = source.statements.find((node): node is Node & ts.Statement => {
    return is(node) && node.name?.text === name;
  });
  if (!found) throw new Error(`${name} is not in ${source.fileName}`);
  return found;
}

function code(text: string): string {
  return `\`${text}\``;
}
