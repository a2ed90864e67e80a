import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startServer } from "./server.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The data folder of a server that has made its embedded database and stopped, to copy from. */
    pgliteDataDir: string;
  }
}

/** Vitest's global set-up that makes the embedded database once for the run: the slow part of a start. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "photo-chat-pglite-"));
  const server = await startServer();
  await server.kill("SIGTERM");
  await cp(server.dataDir, folder, { recursive: true });
  await server.stop();
  project.provide("pgliteDataDir", folder);
  return () => rm(folder, { recursive: true });
}
