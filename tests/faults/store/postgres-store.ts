import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { eventually } from "../../support/eventually.js";
import type { LocalPostgres } from "../../support/postgres.js";
import { startTcpProxy } from "../../support/tcp-proxy.js";
import { auditSql, FAILING_FILE } from "./audit.js";
import type { FaultyStore } from "./faulty-store.js";
import { type Query, readRows } from "./read-rows.js";

/** A new database of a PostgreSQL, which the server reaches through a wire. */
export async function openPostgresStore(postgres: LocalPostgres): Promise<FaultyStore> {
  const databaseUrl = await postgres.createDatabase();
  const wire = await startTcpProxy(databaseUrl);
  const throughWire = new URL(databaseUrl);
  throughWire.port = String(wire.port);
  const name = new URL(databaseUrl).pathname.slice(1);

  const connectTo = async (url: string): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on("error", () => {});
    await client.connect();
    return client;
  };
  const queryOn =
    (url: string): Query =>
    async <Row>(sql: string) => {
      const client = await connectTo(url);
      try {
        const { rows } = await client.query(sql);
        return rows as Row[];
      } finally {
        await client.end();
      }
    };
  const query = queryOn(databaseUrl);
  const queryBeside = queryOn(postgres.url);
  let failingFile = "";

  return {
    kind: "postgres",
    serverOptions: { databaseUrl: throughWire.href },
    async prepare() {
      await query(auditSql);
      const [folder] = await query<{ data_directory: string }>("SHOW data_directory");
      failingFile = join(folder?.data_directory ?? "", FAILING_FILE);
    },
    outer: {
      process: postgres,
      wire,
      query,
      async takeConnections() {
        const taken: pg.Client[] = [];
        const isTaken = async (): Promise<boolean> =>
          connectTo(postgres.url).then(
            (client) => taken.push(client) < 0,
            () => true,
          );
        while (!(await isTaken()));
        await taken[0]?.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`,
        );
        while (!(await isTaken()));
        return async () => {
          await Promise.all(taken.map((client) => client.end()));
        };
      },
    },
    async failCommits(sqlState) {
      if (sqlState === null) await rm(failingFile, { force: true });
      else await writeFile(failingFile, sqlState);
    },
    async backUp() {
      // Of a server that was killed the last connections end a moment later.
      await eventually(() => queryBeside(`CREATE DATABASE ${name}_backup TEMPLATE ${name}`));
    },
    async restore() {
      await queryBeside(`DROP DATABASE ${name} WITH (FORCE)`);
      await queryBeside(`CREATE DATABASE ${name} TEMPLATE ${name}_backup`);
    },
    rows: () => eventually(() => readRows(query)),
    async close() {
      wire.close();
      await queryBeside(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await queryBeside(`DROP DATABASE IF EXISTS ${name}_backup WITH (FORCE)`);
    },
  };
}
