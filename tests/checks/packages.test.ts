import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { root } from "./sources.js";

interface Manifest {
  name: string;
  exports: Record<string, unknown>;
}

const entries = ["sdk", "widget", "server"].flatMap((folder) => {
  const manifest = readFileSync(join(root, folder, "package.json"), "utf8");
  const { name, exports } = JSON.parse(manifest) as Manifest;
  return Object.keys(exports).map((path) => name + path.slice(1));
});

describe.each(entries)("importing %s", (entry) => {
  it("in Node does nothing but export", async () => {
    const program = `
      const before = Object.getOwnPropertyNames(globalThis);
      await import(${JSON.stringify(entry)});
      const added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.includes(name));
      // Lit and Vue mark themselves, and Lit stands in for the registry of elements.
      const theirs = /^(lit|reactiveElement|customElements$|__VUE_)/;
      console.log(added.filter((name) => !theirs.test(name)).join());`;
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      ["--input-type=module", "--eval", program],
      { cwd: root, timeout: 60_000 },
    );
    expect(stdout + stderr).toBe("\n");
  });
});

describe("package-lock.json", () => {
  it("names no registry, so that it installs from any", () => {
    const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
    const resolved = Object.values(packages as Record<string, { resolved?: string }>)
      .map((entry) => entry.resolved ?? "")
      .filter((address) => /^[a-z+]+:/.test(address));
    expect(resolved).toEqual([]);
  });
});
