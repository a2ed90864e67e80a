import * as v from "valibot";
import { displayName, emailAddress, userId } from "../auth/identity.js";
import { loadSecret } from "../auth/secret.js";
import { createTokenSigner } from "../auth/token-signer.js";
import { createSignInLinks } from "../chat/sign-in-links.js";
import { createSignIn } from "../chat/sign-in.js";
import { type Config, ConfigError } from "../config.js";
import { inboxLink } from "../inbox-link.js";
import { createLogger } from "../logger.js";
import { openDatabase } from "../open-database.js";
import { findServer } from "../server-address.js";
import { DataDirInUseError } from "../store/data-dir-lock.js";
import { createStatements } from "../store/statements.js";
import { parseDuration } from "./parse-duration.js";
import { UsageError } from "./usage-error.js";

export interface LinkOptions {
  sub?: string | undefined;
  name?: string | undefined;
  email?: string | undefined;
  url?: string | undefined;
  expires?: string | undefined;
}

const LONGEST_SECONDS = 30 * 86_400;

type Photographer = ReturnType<typeof toPhotographer>;

/**
 * A one-time link that signs a photographer in to the inbox. An embedded database that a running
 * server has is reached through that server.
 */
export async function makeLink(config: Config, options: LinkOptions): Promise<string> {
  const photographer = toPhotographer(options);
  const seconds = parseDuration(options.expires ?? "15m");
  if (seconds > LONGEST_SECONDS) throw new UsageError("--expires must be at most 30d");
  const origin = originOf(options.url ?? config.publicUrl ?? `http://localhost:${config.port}`);
  return inboxLink(origin, await makeCode(config, photographer, seconds));
}

async function makeCode(config: Config, of: Photographer, seconds: number): Promise<string> {
  const logger = createLogger(config.logLevel, "stderr");
  try {
    const store = await openDatabase(config, logger);
    const statements = createStatements(store.db);
    try {
      await createSignIn(statements).signIn(of);
      return await createSignInLinks(statements).create(of.userId, seconds);
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof ConfigError && error.cause instanceof DataDirInUseError)) throw error;
    const secret = await loadSecret(config, logger);
    return askServer(config, secret, of, seconds);
  }
}

/** The secret that both have is the proof. */
async function askServer(
  config: Config,
  secret: Uint8Array,
  { userId: sub, name, email, role }: Photographer,
  expiresIn: number,
): Promise<string> {
  const sign = createTokenSigner(config.jwt, secret, Date.now);
  const token = await sign({ sub, name, email, role, use: "link" }, 60);
  const url = `${await findServer(config)}/api/sign-in/links`;
  const response = await fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ expiresIn }),
    signal: AbortSignal.timeout(10_000),
  }).catch((cause: unknown) => {
    throw new ConfigError(`PORT: the server that has DATA_DIR does not answer at ${url}`, {
      cause,
    });
  });
  if (!response.ok) {
    throw new ConfigError(`JWT_SECRET: the running server refuses it (${response.status})`);
  }
  const { code } = (await response.json()) as { code: string };
  return code;
}

function toPhotographer({ sub, name = "", email }: LinkOptions) {
  if (!v.is(userId, sub)) throw new UsageError("--sub must be a user id of 1 to 128 characters");
  if (email !== undefined && !v.is(emailAddress, email)) {
    throw new UsageError("--email must be an e-mail address");
  }
  return {
    userId: sub,
    name: v.parse(displayName, name),
    email: email?.trim() ?? null,
    picture: null,
    role: "photographer" as const,
    issuedAt: Math.floor(Date.now() / 1_000),
  };
}

function originOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !/^https?:$/.test(parsed.protocol)) {
    throw new UsageError("--url must be an address such as https://chat.studio.example");
  }
  return parsed.origin;
}
