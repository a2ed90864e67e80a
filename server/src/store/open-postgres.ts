import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import type { Logger } from "pino";
import { driverErrorOf, sqlStateOf, toChatError } from "./database-error.js";
import { migrationsFolder } from "./migrations-folder.js";
import type { Store } from "./open-store.js";

const CONNECT_MS = 2_000;
const STATEMENT_MS = 5_000;
/** The server ends a statement first, which keeps the connection usable; the client ends a silent server's. */
const ANSWER_MS = STATEMENT_MS + 500;
const IDLE_IN_TRANSACTION_MS = 10_000;
const CONNECTIONS = 10;
/** Any constant of our own: it names the lock that migrating processes queue for. */
const MIGRATION_LOCK = 7_405_126_933;

/** A PostgreSQL by its URL. Survives its restarts: each statement that fails makes room for a new connection. */
export async function openPostgres(databaseUrl: string, logger: Logger): Promise<Store> {
  const connection = {
    connectionString: databaseUrl,
    application_name: "photo-chat",
    // Compiling takes longer than any statement here, and begins once tables are large.
    options: "-c jit=off",
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
  };
  const pool = new pg.Pool({
    ...connection,
    max: CONNECTIONS,
    // A new connection makes its plans anew: the first message after a quiet time would wait for it.
    idleTimeoutMillis: 0,
    statement_timeout: STATEMENT_MS,
    query_timeout: ANSWER_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  });
  // A connection that breaks while nobody uses it; without a listener it would end the process.
  const onLost = (error: unknown) =>
    logger.warn({ sqlState: sqlStateOf(error) }, "lost a connection to PostgreSQL");
  pool.on("error", onLost);
  let closing: Promise<void> | undefined;

  return {
    db: drizzle(pool),
    kind: "postgres",
    async ping() {
      await pool.query("SELECT 1").catch((error: unknown) => {
        throw toChatError(error);
      });
    },
    async migrate() {
      // Its own connection: no time-out of statements, and the lock goes with it whatever happens.
      const client = new pg.Client(connection);
      client.on("error", onLost);
      try {
        await client.connect();
        await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
        await migrate(drizzle(client), { migrationsFolder });
      } catch (error) {
        throw driverErrorOf(error);
      } finally {
        await client.end();
      }
    },
    close() {
      closing ??= pool.end();
      return closing;
    },
  };
}
