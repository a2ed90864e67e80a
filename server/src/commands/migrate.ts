import type { Config } from "../config.js";
import { createLogger } from "../logger.js";
import { openDatabase } from "../open-database.js";

/** Brings the database's schema up to date. */
export async function migrate(config: Config): Promise<void> {
  const logger = createLogger(config.logLevel, "stdout");
  const store = await openDatabase(config, logger);
  await store.close();
  logger.info({ database: store.kind }, "the schema is up to date");
}
