import { cp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { copyDataDir } from "../../support/copy-data-dir.js";
import { makePgliteDataDir } from "../../support/make-pglite-data-dir.js";
import { auditSql, FAILING_FILE } from "./audit.js";
import type { FaultyStore } from "./faulty-store.js";
import { readRows } from "./read-rows.js";

/** Where the server keeps the database in its data folder. */
const databaseIn = (dataDir: string): string => join(dataDir, "database");

async function withDatabase<Result>(
  folder: string,
  use: (client: PGlite) => Promise<Result>,
): Promise<Result> {
  const client = await PGlite.create(folder);
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

/**
 * Makes a data folder with the embedded database and the tests' triggers: to copy from.
 * @param made one as a server leaves it, to begin with; without it, a server makes one
 */
export async function makePgliteTemplate(made?: string): Promise<string> {
  const template = await (made === undefined ? makePgliteDataDir() : copyDataDir(made));
  await withDatabase(databaseIn(template), (client) => client.exec(auditSql));
  return template;
}

/** The embedded database in the data folder of a server. */
export function openPgliteStore(template: string): FaultyStore {
  let folder = "";
  const backup = (): string => `${folder}-backup`;

  return {
    kind: "pglite",
    serverOptions: { dataDir: template },
    async prepare(dataDir) {
      folder = databaseIn(dataDir);
    },
    outer: null,
    async failCommits(sqlState) {
      const file = join(folder, FAILING_FILE);
      if (sqlState === null) await rm(file, { force: true });
      else await writeFile(file, sqlState);
    },
    async backUp() {
      await cp(folder, backup(), { recursive: true });
    },
    async restore() {
      await rm(folder, { recursive: true });
      await cp(backup(), folder, { recursive: true });
    },
    rows: () =>
      withDatabase(folder, (client) =>
        readRows(async <Row>(sql: string) => (await client.query<Row>(sql)).rows),
      ),
    // The server removes its folder.
    async close() {},
  };
}
