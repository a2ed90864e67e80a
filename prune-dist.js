/** Removes from each package's `dist` what no source makes any more: the compiler leaves it there, and it would be published. */
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

const compiled = /\.(js|d\.ts)(\.map)?$/;

for (const name of ["sdk", "widget", "server"]) {
  const dist = join(import.meta.dirname, name, "dist");
  if (!existsSync(dist)) continue;
  for (const path of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
    if (!compiled.test(path)) continue;
    const source = join(import.meta.dirname, name, "src", path.replace(compiled, ".ts"));
    if (!existsSync(source)) rmSync(join(dist, path));
  }
}
