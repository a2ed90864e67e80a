import type { Logger } from "pino";
import { createSignIn } from "./chat/sign-in.js";
import { type Config, ConfigError } from "./config.js";
import { introduceNoted } from "./introductions.js";
import { openStore, type Store } from "./store/open-store.js";
import { createStatements } from "./store/statements.js";

/** Opens the configured database and brings its schema up to date. @throws ConfigError */
export async function openDatabase(config: Config, logger: Logger): Promise<Store> {
  const { databaseUrl, dataDir } = config;
  const variable = databaseUrl === undefined ? "DATA_DIR" : "DATABASE_URL";
  let store: Store | null = null;
  try {
    store = await openStore(databaseUrl === undefined ? { dataDir } : { databaseUrl }, logger);
    await store.migrate();
    if (store.kind === "pglite") {
      const signIns = createSignIn(createStatements(store.db));
      await introduceNoted(dataDir, (identity) => signIns.signIn(identity));
    }
    return store;
  } catch (cause) {
    await store?.close();
    throw new ConfigError(`${variable}: ${reasonOf(cause)}`, { cause });
  }
}

/** A refused connection to a name with several addresses comes as an error without a message. */
function reasonOf(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : "the database can't be opened";
}
