import { afterAll, afterEach, beforeAll, inject } from "vitest";
import { createPeople, type People } from "./people.js";
import { createDatabase } from "./postgres.js";
import { startServer, type TestServer } from "./server.js";

export type { Answer, TestUser } from "./people.js";

/** Everything outside must be the same on both. */
export const stores = ["PostgreSQL", "PGlite"] as const;
export type Store = (typeof stores)[number];

/** A server shared by a file's tests; connections are closed after each. */
export interface SharedServer extends People {
  readonly process: TestServer;
  readonly url: string;
  /** On PostgreSQL, its database. */
  readonly databaseUrl: string;
}

export function useServer(store: Store, env: Record<string, string> = {}): SharedServer {
  let server: TestServer;
  let databaseUrl = "";
  const people = createPeople(() => server.url);

  beforeAll(async () => {
    if (store === "PostgreSQL") databaseUrl = await createDatabase(inject("postgresUrl"));
    server = await startServer(
      store === "PostgreSQL" ? { databaseUrl, env } : { dataDir: inject("pgliteDataDir"), env },
    );
  });
  afterEach(() => people.hangUp());
  afterAll(() => server.stop());

  return {
    ...people,
    get process() {
      return server;
    },
    get url() {
      return server.url;
    },
    get databaseUrl() {
      return databaseUrl;
    },
  };
}
