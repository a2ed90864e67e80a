import type { Logger } from "pino";
import { openPglite } from "./open-pglite.js";
import { openPostgres } from "./open-postgres.js";
import type { Database } from "./statement.js";

export interface Store {
  readonly db: Database;
  readonly kind: "postgres" | "pglite";
  /** Resolves when the database answers. @throws ChatError `unavailable` */
  ping(): Promise<void>;
  /**
   * Applies the migrations that are missing; several processes may do so at once.
   * @throws the driver's error, of one line
   */
  migrate(): Promise<void>;
  /** Lets running statements end, then frees the connections or the data directory. May be called twice. */
  close(): Promise<void>;
}

export type StoreOptions =
  /** A PostgreSQL, 14 or newer. It need not be reachable yet. */
  | { databaseUrl: string }
  /** An embedded PGlite under this directory, which is made when it is missing. */
  | { dataDir: string };

/** Opens the database, without migrating it. @throws Error with one line to show when it can't */
export function openStore(options: StoreOptions, logger: Logger): Promise<Store> {
  return "databaseUrl" in options
    ? openPostgres(options.databaseUrl, logger)
    : openPglite(options.dataDir, logger);
}
