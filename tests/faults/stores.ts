import { rm } from "node:fs/promises";
import { startLocalPostgres } from "../support/postgres.js";
import type { FaultyStore, StoreKind } from "./store/faulty-store.js";
import { makePgliteTemplate, openPgliteStore } from "./store/pglite-store.js";
import { openPostgresStore } from "./store/postgres-store.js";

/** Few enough that a test can take them all. */
const CONNECTIONS = 30;

/** Opens a new database for each seed, all of one PostgreSQL of the run's own, or from one template. */
export interface Stores {
  readonly open: () => Promise<FaultyStore>;
  readonly close: () => Promise<void>;
}

/** @param pgliteDataDir as for `makePgliteTemplate` */
export async function startStores(kind: StoreKind, pgliteDataDir?: string): Promise<Stores> {
  if (kind === "pglite") {
    const template = await makePgliteTemplate(pgliteDataDir);
    return {
      open: async () => openPgliteStore(template),
      close: () => rm(template, { recursive: true }),
    };
  }
  const postgres = await startLocalPostgres({ maxConnections: CONNECTIONS });
  return { open: () => openPostgresStore(postgres), close: () => postgres.stop() };
}
