import type { Role } from "@photo-chat/sdk/protocol";
import * as v from "valibot";
import { userId } from "../auth/identity.js";
import { loadSecret } from "../auth/secret.js";
import { createTokenSigner } from "../auth/token-signer.js";
import type { Config } from "../config.js";
import { createLogger } from "../logger.js";
import { UsageError } from "./usage-error.js";

export interface TokenOptions {
  sub?: string | undefined;
  name?: string | undefined;
  role?: string | undefined;
  expires?: string | undefined;
}

const secondsOf: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** A JWT for the configured secret. Needs no running server and disturbs none. */
export async function makeToken(config: Config, options: TokenOptions): Promise<string> {
  const { sub, name = null, role = "customer", expires = "1h" } = options;
  if (!v.is(userId, sub)) throw new UsageError("--sub must be a user id of 1 to 128 characters");
  if (!isRole(role)) throw new UsageError("--role must be customer or photographer");
  const lifetime = parseDuration(expires);
  const secret = await loadSecret(config, createLogger(config.logLevel, "stderr"));
  const sign = createTokenSigner(config.jwt, secret, Date.now);
  return sign({ sub, name, email: null, role }, lifetime);
}

function isRole(value: string): value is Role {
  return value === "customer" || value === "photographer";
}

/** `90s`, `15m`, `1h` or `7d`, in seconds. */
function parseDuration(text: string): number {
  const [, amount, unit] = text.match(/^([1-9]\d{0,8})([smhd])$/) ?? [];
  const seconds = Number(amount) * (secondsOf[unit ?? ""] ?? Number.NaN);
  if (Number.isNaN(seconds)) throw new UsageError("--expires must be a time such as 30m, 1h or 7d");
  return seconds;
}
