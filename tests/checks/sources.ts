import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import ts from "typescript";

export const root = join(import.meta.dirname, "../..");

const compilerOptions = {
  target: ts.ScriptTarget.ES2022,
  verbatimModuleSyntax: true,
  experimentalDecorators: true,
};

export interface Source {
  /** Relative to the repository, with slashes: `sdk/src/index.ts`. */
  path: string;
  lines: number;
  /** As written, `./chat-error.js` or `idb`; dynamic ones too. */
  imports: string[];
  /** Those that are left at run time, types taken away. */
  valueImports: string[];
}

/** Every source file that ships: neither tests nor what they are made with. */
export function readSources(): Source[] {
  const paths = ["sdk", "widget", "server", "demo"].flatMap((folder) =>
    readdirSync(join(root, folder, "src"), { recursive: true, encoding: "utf8" }).map(
      (path) => `${folder}/src/${path.replaceAll("\\", "/")}`,
    ),
  );
  return paths
    .filter((path) => path.endsWith(".ts") && !/\.test\.ts$|\/testing\//.test(path))
    .map((path) => {
      const text = readFileSync(join(root, path), "utf8");
      const compiled = ts.transpileModule(text, { compilerOptions }).outputText;
      return {
        path,
        lines: text.split("\n").length - 1,
        imports: importsOf(text),
        valueImports: importsOf(compiled),
      };
    });
}

function importsOf(text: string): string[] {
  return ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName);
}

/** The folder of the repository that a relative import leads to, or the package's name as written. */
export function targetOf(source: Source, specifier: string): string {
  return specifier.startsWith(".") ? normalize(join(dirname(source.path), specifier)) : specifier;
}
