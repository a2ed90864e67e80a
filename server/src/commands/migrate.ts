import type { Config } from "../config.js";
import { createLogger } from "../logger.js";
import { openStore } from "../store/open-store.js";

/** Brings the database's schema up to date. */
export async function migrate({ databaseUrl, dataDir, logLevel }: Config): Promise<void> {
  const logger = createLogger(logLevel, "stdout");
  const store = await openStore(databaseUrl === undefined ? { dataDir } : { databaseUrl }, logger);
  try {
    await store.migrate();
    logger.info({ database: store.kind }, "the schema is up to date");
  } finally {
    await store.close();
  }
}
