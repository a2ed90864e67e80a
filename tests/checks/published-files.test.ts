import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "./sources.js";

const run = promisify(execFile);

/** Beside what is made from the sources. */
const others: Record<string, RegExp> = {
  sdk: /^PROTOCOL\.md$/,
  widget: /^dist\/(custom-elements|web-types|vscode\.(html|css)-custom-data)\.json$/,
  server: /^(bin\/photo-chat\.js|migrations\/(\w+\.sql|meta\/\w+\.json)|public\/.+)$/,
};

interface Packed {
  filename: string;
  files: { path: string }[];
}

describe.each(Object.keys(others))("the package of %s", (folder) => {
  let into: string;
  let packed: Packed;

  beforeAll(async () => {
    into = await mkdtemp(join(tmpdir(), "photo-chat-pack-"));
    const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", into, "-w", folder];
    const { stdout } = await run("npm", args, { cwd: root, shell: process.platform === "win32" });
    [packed] = JSON.parse(stdout) as [Packed];
  });
  afterAll(() => rm(into, { recursive: true }));

  it("contains what is made from its sources, and the sources without tests", () => {
    const sources = readdirSync(join(root, folder, "src"), { recursive: true, encoding: "utf8" })
      .map((path) => path.replaceAll("\\", "/"))
      .filter((path) => path.endsWith(".ts") && !/\.test\.ts$|^testing\//.test(path));
    const expected = sources.flatMap((path) => {
      const made = `dist/${path.slice(0, -".ts".length)}`;
      return [`src/${path}`, `${made}.js`, `${made}.js.map`, `${made}.d.ts`, `${made}.d.ts.map`];
    });
    expected.push("package.json", "README.md", "LICENSE");
    const files = packed.files.map(({ path }) => path);
    const own = files.filter((path) => !others[folder]?.test(path));
    expect(own.toSorted()).toEqual(expected.toSorted());
    expect(own.length).toBeLessThan(files.length);
  });

  it("is found by Node, bundlers and TypeScript", async () => {
    const { messages, pkg } = await publint({ pkgDir: join(root, folder), strict: true });
    expect(pkg).toHaveProperty("license");
    expect(messages).toEqual([]);
    const attw = join(root, "node_modules/@arethetypeswrong/cli/dist/index.js");
    const args = [attw, join(into, packed.filename), "--profile", "esm-only", "--format", "json"];
    const { stdout } = await run(process.execPath, args, { maxBuffer: 2 ** 26 });
    const { problems = {} } = JSON.parse(stdout) as { problems?: Record<string, unknown[]> };
    const ignored = ["NoResolution", "CJSResolvesToESM"];
    expect(Object.keys(problems).filter((kind) => !ignored.includes(kind))).toEqual([]);
  });
});

describe("the element's manifest", () => {
  const manifest = JSON.parse(
    readFileSync(join(root, "widget/dist/custom-elements.json"), "utf8"),
  ) as { modules: { path: string; declarations?: Declaration[] }[] };
  interface Declaration {
    tagName?: string;
    members: { name: string; kind: string }[];
    attributes: { name: string }[];
    events: { name: string }[];
  }

  it("is of the published files, and of what is public", async () => {
    const { PhotoChatElement } = await import("@photo-chat/widget");
    const [module] = manifest.modules;
    const [element] = module?.declarations ?? [];
    expect(module?.path).toBe("dist/photo-chat-element.js");
    expect(element?.tagName).toBe("photo-chat");
    expect(element?.attributes.map(({ name }) => name).toSorted()).toEqual(
      PhotoChatElement.observedAttributes.toSorted(),
    );
    const members = element?.members.map(({ name }) => name) ?? [];
    expect(members).toEqual(
      expect.arrayContaining([...PhotoChatElement.elementProperties.keys(), "show", "hide"]),
    );
    expect(members.filter((name) => /^[#_]|^(render|update)/.test(name))).toEqual([]);
    const declared = readFileSync(join(root, "widget/src/emit.ts"), "utf8").matchAll(
      /^ {2}"(photo-chat-[\w-]+)": Custom/gm,
    );
    expect(element?.events.map(({ name }) => name).toSorted()).toEqual(
      [...declared].map(([, name]) => name).toSorted(),
    );
  });
});
