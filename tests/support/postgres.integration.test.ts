import pg from "pg";
import { describe, expect, it } from "vitest";
import { installedPostgres } from "./postgres-binaries.js";
import { startLocalPostgres } from "./postgres.js";

const sources = (await installedPostgres())
  ? (["installed", "embedded"] as const)
  : (["embedded"] as const);

describe.each(sources)("PostgreSQL, %s", (binaries) => {
  it("keeps committed rows over a crash", async () => {
    const postgres = await startLocalPostgres({ binaries });
    try {
      const url = await postgres.createDatabase();
      const before = await connect(url);
      await before.query("create table kept as select 7 as value");
      await before.end().catch(() => {});

      await postgres.kill("SIGKILL");
      await postgres.start();

      const after = await connect(url);
      expect((await after.query("select value from kept")).rows).toEqual([{ value: 7 }]);
      await after.end();
    } finally {
      await postgres.stop();
    }
  });
});

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}
