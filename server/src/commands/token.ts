import type { Role } from "@photo-chat/sdk/protocol";
import * as v from "valibot";
import { displayName, userId } from "../auth/identity.js";
import { loadSecret } from "../auth/secret.js";
import { createTokenSigner } from "../auth/token-signer.js";
import type { Config } from "../config.js";
import { createLogger } from "../logger.js";
import { introduce } from "./introduce.js";
import { parseDuration } from "./parse-duration.js";
import { UsageError } from "./usage-error.js";

export interface TokenOptions {
  sub?: string | undefined;
  name?: string | undefined;
  role?: string | undefined;
  expires?: string | undefined;
}

/** A JWT for the configured secret, whose user is known from then on. Disturbs no running server. */
export async function makeToken(config: Config, options: TokenOptions): Promise<string> {
  const { sub, role = "customer", expires = "1h" } = options;
  if (!v.is(userId, sub)) throw new UsageError("--sub must be a user id of 1 to 128 characters");
  if (!isRole(role)) throw new UsageError("--role must be customer or photographer");
  const lifetime = parseDuration(expires);
  const logger = createLogger(config.logLevel, "stderr");
  const secret = await loadSecret(config, logger);
  const now = Date.now();
  const sign = createTokenSigner(config.jwt, secret, () => now);
  const profile = { name: v.parse(displayName, options.name ?? ""), email: null, role };
  const token = await sign({ sub, ...profile }, lifetime);
  const identity = { userId: sub, picture: null, issuedAt: Math.floor(now / 1_000), ...profile };
  await introduce(config, identity, token, logger);
  return token;
}

function isRole(value: string): value is Role {
  return value === "customer" || value === "photographer";
}
