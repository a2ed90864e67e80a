import { randomBytes } from "node:crypto";
import { chmod, link, readFile, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import { ConfigError, type Config } from "../config.js";
import { makeFolder } from "../store/make-folder.js";

/**
 * The secret of this server's own tokens: `JWT_SECRET`, or a random one that is made once and kept
 * in `DATA_DIR/jwt-secret`, readable by its owner only.
 */
export async function loadSecret(config: Config, logger: Logger): Promise<Uint8Array> {
  if (config.jwt.secret !== undefined) return new TextEncoder().encode(config.jwt.secret);
  const path = join(config.dataDir, "jwt-secret");
  const kept = (await read(path)) ?? (await make(config.dataDir, path));
  if (kept.length < 32) throw new ConfigError(`JWT_SECRET is not set and ${path} is damaged`);
  logger.warn(`JWT_SECRET is not set: using the generated one in ${path}`);
  return new TextEncoder().encode(kept);
}

async function read(path: string): Promise<string | null> {
  try {
    return (await readFile(path, "utf8")).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new ConfigError(`DATA_DIR: unable to read ${path} (${(error as Error).message})`);
  }
}

/** Written aside and then linked, so that of two processes starting together one wins whole. */
async function make(dataDir: string, path: string): Promise<string> {
  const draft = `${path}.${process.pid}`;
  try {
    await makeFolder(dataDir);
    await writeFile(draft, randomBytes(32).toString("base64url"), { mode: 0o600, flush: true });
    await chmod(draft, 0o600);
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
    await unlink(draft);
    return (await read(path)) ?? "";
  } catch (error) {
    throw new ConfigError(`DATA_DIR: unable to write to it (${(error as Error).message})`);
  }
}
