import { type SQL, sql } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { databaseUnavailable, toChatError } from "./database-error.js";

/** PostgreSQL or PGlite: what both can do. */
export type Database = PgDatabase<PgQueryResultHKT>;

/** A statement that runs with the values of its `param`s. @throws ChatError `unavailable` or `internal` */
export type Statement<Row> = (parameters?: Record<string, unknown>) => Promise<Row[]>;

/** Builds a statement once; it is then prepared under this name on each connection. */
export type Prepare = <Row>(name: string, query: SQL) => Statement<Row>;

/** A value that a statement is given under this name at each call. */
export const param = sql.placeholder;

/** Running and waiting statements, beyond which more are refused. */
const STATEMENTS = 110;

/**
 * Every operation of the server is one such statement: one snapshot, one round trip, and no
 * transaction that a crash or a lost connection leaves open. Rows travel as JSON, so that both
 * drivers give the same types: numbers for bigint, ISO 8601 strings for times.
 */
export function createPrepare(db: Database): Prepare {
  let admitted = 0;

  return <Row>(name: string, query: SQL): Statement<Row> => {
    const prepared = db
      .with(db.$with("answer", {}).as(query))
      .select({ row: sql<Row>`row_to_json(answer)` })
      .from(sql`answer`)
      .prepare(name);

    return async (parameters) => {
      if (admitted >= STATEMENTS) throw databaseUnavailable();
      admitted += 1;
      try {
        return (await prepared.execute(parameters)).map(({ row }) => row);
      } catch (error) {
        throw toChatError(error);
      } finally {
        admitted -= 1;
      }
    };
  };
}
