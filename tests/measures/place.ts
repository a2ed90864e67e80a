import { randomBytes } from "node:crypto";
import type { ChatClient } from "@photo-chat/sdk";
import pg from "pg";
import { assembleChatClient } from "../../sdk/src/assemble-chat-client.js";
import { defaultPlatform } from "../../sdk/src/platform.js";
import { createBrowser } from "../faults/actors/browser.js";
import { createJournal } from "../faults/journal.js";
import { BrowserWebSocket } from "../support/browser-web-socket.js";
import { eventually } from "../support/eventually.js";
import { createPeople, type People, type TestUser } from "../support/people.js";
import type { LocalPostgres } from "../support/postgres.js";
import { startServer, type TestServer } from "../support/server.js";

/** The server in a process of its own, on a database of its own, and people who use it. */
export interface Place extends People {
  readonly server: TestServer;
  readonly postgres: LocalPostgres;
  readonly databaseUrl: string;
  /** Signs requests to `/api/admin`. */
  readonly host: TestUser;
  /** A client of the SDK on a device of its own, online. Disposed of by `hangUp`. */
  device(user: TestUser, url?: string): Promise<ChatClient>;
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** What one user may ask for is out of the way: the question is how soon the answer changes. */
export const UNLIMITED = Object.fromEntries(
  [
    ...["MESSAGES_PER_SECOND", "MESSAGE_BURST", "READS_PER_SECOND", "READ_BURST"],
    ...["JOINS_PER_SECOND", "JOIN_BURST", "SEARCHES_PER_SECOND", "SEARCH_BURST"],
    ...["RECEIPTS_PER_SECOND", "RECEIPT_BURST", "ADMIN_PER_SECOND", "ADMIN_BURST"],
    ...["FAILURES_PER_SECOND", "FAILURE_BURST", "CONNECTS_PER_SECOND", "CONNECT_BURST"],
    "ATTEMPTS_PER_SECOND",
  ].map((name) => [`LIMIT_${name}`, "1000000"]),
);

/** @param env of the server, beside what its defaults are */
export async function openPlace(
  postgres: LocalPostgres,
  env: Record<string, string> = {},
): Promise<Place> {
  // As browsers have it, and Node only from 22 on.
  Object.assign(globalThis, { WebSocket: BrowserWebSocket });
  const databaseUrl = await postgres.createDatabase();
  const adminKey = randomBytes(24).toString("hex");
  const server = await startServer({
    databaseUrl,
    env: { ADMIN_KEY: adminKey, NODE_ENV: "production", LOG_LEVEL: "warn", ...env },
  });
  const people = createPeople(() => server.url);
  const devices: ChatClient[] = [];
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  pool.on("error", () => {});

  const place: Place = {
    ...people,
    ...{ server, postgres, databaseUrl, host: { userId: "", token: adminKey } },
    async device({ token }, url = server.url) {
      const browser = createBrowser("a device").tab(createJournal(() => performance.now()));
      const client = assembleChatClient(
        { url, getToken: () => token },
        { ...defaultPlatform, ...browser },
      );
      devices.push(client);
      client.connect();
      await eventually(() => {
        const { state, catchingUp } = client.snapshot.connection;
        if (state !== "online" || catchingUp) throw new Error(`the client is ${state}`);
      });
      return client;
    },
    async query<Row extends object>(sql: string, values: readonly unknown[] = []) {
      return (await pool.query<Row>(sql, [...values])).rows;
    },
    hangUp() {
      people.hangUp();
      for (const device of devices.splice(0)) device.dispose();
    },
    async close() {
      place.hangUp();
      await pool.end();
      await server.stop();
    },
  };
  return place;
}
