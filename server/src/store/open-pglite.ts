import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import type { Logger } from "pino";
import { makeFolder } from "./make-folder.js";
import { driverErrorOf, toChatError } from "./database-error.js";
import { lockDataDir } from "./data-dir-lock.js";
import { migrationsFolder } from "./migrations-folder.js";
import type { Store } from "./open-store.js";

/** The default of 128 MB nearly doubles the process, and the files are in the system's cache anyway. */
const SETTINGS = "shared_buffers = 16MB";

/** Where the embedded database of a data directory is, once it has been made. */
export function databaseFolder(dataDir: string): string {
  return join(dataDir, "database");
}

/**
 * An embedded PGlite in a directory of its own. Each commit is handed to the operating system before
 * it is acked: it survives a crash of the process, though not of the power.
 */
export async function openPglite(dataDir: string, logger: Logger): Promise<Store> {
  await makeFolder(dataDir);
  const unlock = await lockDataDir(dataDir);
  const folder = databaseFolder(dataDir);
  try {
    await createDatabase(folder, logger);
    const client = await PGlite.create(folder, { postgresqlconf: SETTINGS });
    let closing: Promise<void> | undefined;

    return {
      db: drizzle(client),
      kind: "pglite",
      async ping() {
        await client.query("SELECT 1").catch((error: unknown) => {
          throw toChatError(error);
        });
      },
      async migrate() {
        await migrate(drizzle(client), { migrationsFolder }).catch((error: unknown) => {
          throw driverErrorOf(error);
        });
      },
      close() {
        closing ??= client.close().finally(unlock);
        return closing;
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/**
 * The first start takes seconds and most of a gigabyte, which a process of its own gives back. Its
 * folder gets its name when it is complete, so a crash on the way leaves nothing half made.
 */
async function createDatabase(folder: string, logger: Logger): Promise<void> {
  if (existsSync(folder)) return;
  logger.info("making the embedded database; this takes some seconds, once");
  const dataDir = dirname(folder);
  const left = (await readdir(dataDir)).filter((name) => name.startsWith("database.new"));
  // One that a killed start's process still writes to can't be removed; this attempt has its own.
  await Promise.allSettled(
    left.map((name) => rm(join(dataDir, name), { recursive: true, force: true })),
  );
  const unfinished = await mkdtemp(`${folder}.new-`);
  const script = "require(process.argv[1]).PGlite.create(process.argv[2]).then((db) => db.close())";
  const pglite = createRequire(import.meta.url).resolve("@electric-sql/pglite");
  try {
    await promisify(execFile)(process.execPath, ["--eval", script, pglite, unfinished]);
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}
