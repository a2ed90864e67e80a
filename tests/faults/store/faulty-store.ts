import type { ServerOptions } from "../../support/server.js";
import type { TcpProxy } from "../../support/tcp-proxy.js";
import type { LocalPostgres } from "../../support/postgres.js";
import type { Rows } from "../evidence.js";
import type { Query } from "./read-rows.js";

export const storeKinds = ["postgres", "pglite"] as const;
export type StoreKind = (typeof storeKinds)[number];

/** A database of one seed's own, which faults can be done to. */
export interface FaultyStore {
  readonly kind: StoreKind;
  /** How the server reaches it. */
  readonly serverOptions: ServerOptions;
  /** Once the server has started for the first time. */
  prepare(dataDir: string): Promise<void>;
  /** What PostgreSQL adds; null on PGlite. */
  readonly outer: PostgresParts | null;
  /** The next commits of messages fail with this SQLSTATE, until null is given. */
  failCommits(sqlState: string | null): Promise<void>;
  /** While the server is down. */
  backUp(): Promise<void>;
  /** Puts the backup in place of what is there. While the server is down. */
  restore(): Promise<void>;
  /** While the server is down. */
  rows(): Promise<Rows>;
  close(): Promise<void>;
}

export interface PostgresParts {
  readonly process: LocalPostgres;
  /** Between the server and the database. */
  readonly wire: TcpProxy;
  /** Past the wire. */
  readonly query: Query;
  /** Takes every connection there is, the server's too; returns what gives them back. */
  takeConnections(): Promise<() => Promise<void>>;
}
