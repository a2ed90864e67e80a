import { existsSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import { ChatError } from "../chat/chat-error.js";
import type { Identity } from "../chat/chat.js";
import { createSignIn } from "../chat/sign-in.js";
import { type Config, ConfigError } from "../config.js";
import { noteIntroduction } from "../introductions.js";
import { openDatabase } from "../open-database.js";
import { findServer } from "../server-address.js";
import { DataDirInUseError } from "../store/data-dir-lock.js";
import { databaseFolder } from "../store/open-pglite.js";
import { createStatements } from "../store/statements.js";

/** Whoever has the database and is no server lets go of it within this time: another command. */
const PATIENCE_MS = 10_000;

/**
 * Makes a token's user known, so that others can write before the first sign-in. An embedded database
 * that a running server has is reached through that server; one that is not yet made knows the user
 * from its beginning. Where it can't be done, the log says so and the token is good all the same.
 */
export async function introduce(
  config: Config,
  identity: Identity,
  token: string,
  logger: Logger,
): Promise<void> {
  const isKnown =
    (await isNoted(config, identity)) || (await introduceSoon(config, identity, token, logger));
  if (!isKnown) logger.warn("nobody can write to this user before the token is first used");
}

/** Not when the database is there already: who is noted is looked at when it is opened. */
async function isNoted({ databaseUrl, dataDir }: Config, identity: Identity): Promise<boolean> {
  const isMade = () => databaseUrl !== undefined || existsSync(databaseFolder(dataDir));
  if (isMade()) return false;
  const isWritten = await noteIntroduction(dataDir, identity).then(
    () => true,
    () => false,
  );
  return isWritten && !isMade();
}

async function introduceSoon(
  config: Config,
  identity: Identity,
  token: string,
  logger: Logger,
): Promise<boolean> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  while (Date.now() < giveUpAt) {
    const isKnown = await introduceNow(config, identity, token, logger);
    if (isKnown !== null) return isKnown;
    await delay(200);
  }
  return false;
}

/** Null when somebody else has the database who does not answer. */
async function introduceNow(
  config: Config,
  identity: Identity,
  token: string,
  logger: Logger,
): Promise<boolean | null> {
  try {
    const store = await openDatabase(config, logger);
    const signIns = createSignIn(createStatements(store.db));
    await signIns.signIn(identity).finally(() => store.close());
    return true;
  } catch (error) {
    if (error instanceof ChatError) return false;
    if (!(error instanceof ConfigError)) throw error;
    return error.cause instanceof DataDirInUseError && (await signIn(config, token));
  }
}

/** Whatever request is answered, its user is known by then. */
async function signIn(config: Config, token: string): Promise<boolean | null> {
  try {
    const { ok } = await fetch(`${await findServer(config)}/api/me`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(5_000),
    });
    return ok;
  } catch {
    return null;
  }
}
