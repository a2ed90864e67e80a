import { existsSync } from "node:fs";
import type { Logger } from "pino";
import type { Identity } from "../chat/chat.js";
import { createSignIn } from "../chat/sign-in.js";
import { type Config, ConfigError } from "../config.js";
import { openDatabase } from "../open-database.js";
import { DataDirInUseError } from "../store/data-dir-lock.js";
import { databaseFolder } from "../store/open-pglite.js";
import { createStatements } from "../store/statements.js";

/**
 * Makes a token's user known, so that others can write before the first sign-in. An embedded
 * database that a running server has is reached through that server. Where it can't be done now
 * (no database yet, or out of reach), the log says so and the token is good all the same.
 */
export async function introduce(
  config: Config,
  identity: Identity,
  token: string,
  logger: Logger,
): Promise<void> {
  const isKnown =
    config.databaseUrl === undefined && !existsSync(databaseFolder(config.dataDir))
      ? false
      : await keep(config, identity, token, logger);
  if (!isKnown) logger.warn("nobody can write to this user before the token is first used");
}

async function keep(
  config: Config,
  identity: Identity,
  token: string,
  logger: Logger,
): Promise<boolean> {
  try {
    const store = await openDatabase(config, logger);
    const signIns = createSignIn(createStatements(store.db));
    await signIns.signIn(identity).finally(() => store.close());
    return true;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.cause instanceof DataDirInUseError && (await signIn(config, token));
  }
}

/** Whatever request is answered, its user is known by then. */
async function signIn({ host = "localhost", port }: Config, token: string): Promise<boolean> {
  try {
    const { ok } = await fetch(`http://${host}:${port}/api/me`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(5_000),
    });
    return ok;
  } catch {
    return false;
  }
}
