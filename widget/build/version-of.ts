import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** What code has many of: a name of rare letters is longer once pressed. */
const LETTERS = "etanoirscldupmhf";

/** What no part is made of. */
const testing = /\.test\.ts$|\/testing\//;

/**
 * Eight letters that change with anything in these files and folders but tests. The parts of a build share
 * them: a hash of its own in each name can't be pressed, and every part is named where it is fetched.
 */
export function versionOf(root: string, paths: readonly string[]): string {
  const hash = createHash("sha256");
  const files = paths.flatMap((path) => filesIn(root, path));
  for (const path of files.filter((path) => !testing.test(path)).sort()) {
    hash.update(path).update(readFileSync(join(root, path)));
  }
  return Array.from(hash.digest().subarray(0, 8), (byte) => LETTERS[byte % 16]).join("");
}

function filesIn(root: string, path: string): string[] {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path)).flatMap((name) => filesIn(root, join(path, name)));
}
