import { Client } from "pg";
import { afterAll, beforeAll } from "vitest";
import { type SharedServer, type TestUser, useServer } from "../support/use-server.js";
import type { WirePayload } from "../support/wire.js";
import { unlimited } from "./unlimited.js";

export const ADMIN_KEY = "the-key-of-the-hosts-server-for-tests-only";

/** What the examples name. */
export interface Place {
  customer: TestUser;
  photographer: TestUser;
  conversationId: string;
  /** Of the photographer's, unread. */
  messageId: string;
}

export interface PlaceServer extends SharedServer {
  place(): Promise<Place>;
  /** A fingerprint of all rows, save when somebody was last seen and their token issued. */
  stored(): Promise<string>;
  query<Row>(text: string, values?: unknown[]): Promise<Row[]>;
}

/** A server on PostgreSQL whose rates stop nobody, and a look into its database. */
export function usePlaces(env: Record<string, string> = {}): PlaceServer {
  const server = useServer("PostgreSQL", { ...unlimited, ADMIN_KEY, ...env });
  let database: Client;
  let tables: string[] = [];

  const query = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
    (await database.query(text, values)).rows as Row[];

  beforeAll(async () => {
    database = new Client({ connectionString: server.databaseUrl });
    await database.connect();
    const rows = await query<{ name: string }>(
      `SELECT quote_ident(table_name) AS name FROM information_schema.tables
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
    );
    tables = rows.map(({ name }) => name);
  });
  afterAll(() => database.end());

  return Object.defineProperties(
    {
      query,
      async place() {
        const { customer, photographer, conversationId } = await server.pair();
        const route = `POST /api/conversations/${conversationId}/messages`;
        const body = { messageText: "for the examples" };
        const sent = await server.fetch<WirePayload>(photographer, route, body);
        return { customer, photographer, conversationId, messageId: sent.body.message.messageId };
      },
      async stored() {
        const each = tables.map(
          (table) =>
            `SELECT '${table}' || (to_jsonb(t) - 'last_seen_at' - 'profile_issued_at')::text AS row FROM ${table} t`,
        );
        const [all] = await query<{ sum: string }>(
          `SELECT md5(string_agg(row, ',' ORDER BY row)) AS sum FROM (${each.join(" UNION ALL ")}) a`,
        );
        return all?.sum ?? "";
      },
    },
    Object.getOwnPropertyDescriptors(server),
  ) as PlaceServer;
}
