/** Writes the tables of `docs/element.md` anew: `npm run docs`. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withTables } from "./element-tables.js";

const path = join(import.meta.dirname, "element.md");
await writeFile(path, await withTables(await readFile(path, "utf8")));
