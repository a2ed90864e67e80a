import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseConfig } from "../config.js";
import { loadSecret } from "./secret.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "photo-chat-secret-"));
});
afterEach(() => rm(folder, { recursive: true }));

function load(env: Record<string, string> = {}, dataDir = join(folder, "data")) {
  const lines: string[] = [];
  const logger = pino({ level: "warn" }, { write: (line: string) => void lines.push(line) });
  const secret = loadSecret(parseConfig({ DATA_DIR: dataDir, ...env }), logger);
  return secret.then((bytes) => ({ text: new TextDecoder().decode(bytes), lines }));
}

describe("loadSecret", () => {
  it("is the configured one, without a warning or a file", async () => {
    const configured = "a secret of thirty-two bytes, or more";
    expect(await load({ JWT_SECRET: configured })).toEqual({ text: configured, lines: [] });
    expect(await readdir(folder)).toEqual([]);
  });

  it("is made once, kept for its owner only, and warned about", async () => {
    const first = await load();
    const second = await load();
    expect(first.text).toMatch(/^[\w-]{43}$/);
    expect(second.text).toBe(first.text);
    expect(first.lines).toEqual([expect.stringContaining("JWT_SECRET")]);
    expect(first.lines.join()).not.toContain(first.text);

    const file = join(folder, "data", "jwt-secret");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, "utf8")).toBe(first.text);
    expect(await readdir(join(folder, "data"))).toEqual(["jwt-secret"]);
  });

  it("refuses a damaged file instead of signing with it", async () => {
    await writeFile(join(folder, "jwt-secret"), "short");
    await expect(load({}, folder)).rejects.toThrow(/^JWT_SECRET .*damaged$/);
  });

  it("names DATA_DIR when it can't be written to", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    await expect(load({}, join(file, "data"))).rejects.toThrow(/^DATA_DIR: /);
  });
});
