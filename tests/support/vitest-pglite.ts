import { rm } from "node:fs/promises";
import type { TestProject } from "vitest/node";
import { makePgliteDataDir } from "./make-pglite-data-dir.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The data folder of a server that has made its embedded database and stopped, to copy from. */
    pgliteDataDir: string;
  }
}

/** Vitest's global set-up that makes the embedded database once for the run: the slow part of a start. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await makePgliteDataDir();
  project.provide("pgliteDataDir", folder);
  return () => rm(folder, { recursive: true });
}
