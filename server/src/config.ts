import * as v from "valibot";
import { type Limits, limitsOf, limitVariables } from "./limits/limits.js";
import { wholeNumber } from "./whole-number.js";

/** A setting that stops the start; the message is one line that begins with the variable's name. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

const MIN_SECRET_BYTES = 32;

function text(about: string) {
  return v.pipe(v.optional(v.string()), v.description(about));
}

function httpUrlOf(value: string): URL | null {
  const url = URL.canParse(value) ? new URL(value) : null;
  return url && /^https?:$/.test(url.protocol) ? url : null;
}

function isOrigin(value: string): boolean {
  const url = httpUrlOf(value);
  if (!url || url.host.includes("*")) return false;
  return value === url.origin || value === `${url.origin}/`;
}

const origins = v.pipe(
  v.optional(v.string(), "*"),
  v.transform((list) => list.split(",").map((origin) => origin.trim())),
  v.check(
    (list) => list.every((origin) => isOrigin(origin) || (origin === "*" && list.length === 1)),
    "must be a comma list of whole origins such as https://studio.example, or * alone",
  ),
  v.transform((list) => (list[0] === "*" ? null : list.map((origin) => new URL(origin).origin))),
  v.description("Origins of the pages that may use this server, as a comma list; `*` for any."),
);

const environment = v.object({
  PORT: wholeNumber("Port to listen on; 0 takes a free one.", "5000", 0, 65_535),
  HOST: text("Address to listen on; all when absent."),
  DATABASE_URL: v.pipe(
    v.optional(
      v.pipe(
        v.string(),
        v.regex(/^postgres(ql)?:\/\/./, "must be an address such as postgres://user@host/name"),
      ),
    ),
    v.description("PostgreSQL; without it everything is stored by PGlite under `DATA_DIR`."),
  ),
  DATA_DIR: v.pipe(
    v.optional(v.string(), "./data"),
    v.description("Folder of the embedded database and of the generated secret."),
  ),
  REDIS_URL: v.pipe(
    v.optional(
      v.pipe(
        v.string(),
        v.check(() => false, "several nodes are not supported yet"),
      ),
    ),
    v.description("Reserved for running several nodes; must be absent."),
  ),
  JWT_SECRET: v.pipe(
    v.optional(
      v.pipe(
        v.string(),
        v.minBytes(MIN_SECRET_BYTES, `must be at least ${MIN_SECRET_BYTES} bytes`),
      ),
    ),
    v.description("Secret of HS256 tokens; without it one is made and kept in `DATA_DIR`."),
  ),
  JWT_JWKS_URL: v.pipe(
    v.optional(
      v.pipe(
        v.string(),
        v.check((url) => httpUrlOf(url) !== null, "must be an http or https address"),
      ),
    ),
    v.description("Address of a JSON Web Key Set; its asymmetric keys verify tokens too."),
  ),
  JWT_ISSUER: text("Required `iss` of tokens; any when absent."),
  JWT_AUDIENCE: text("Required `aud` of tokens; any when absent."),
  ALLOWED_ORIGINS: origins,
  PUBLIC_URL: v.pipe(
    v.optional(
      v.pipe(
        v.string(),
        v.check(isOrigin, "must be an origin such as https://chat.studio.example"),
        v.transform((url) => new URL(url).origin),
      ),
    ),
    v.description("Where this server is reached: the origin of the links that it makes."),
  ),
  SMTP_URL: v.pipe(
    v.optional(
      v.pipe(
        v.string(),
        v.check(
          (url) => URL.canParse(url) && /^smtps?:\/\/[^/?#]/.test(url),
          "must be an address such as smtps://user:password@mail.studio.example",
        ),
      ),
    ),
    v.description(
      "Mail server for sign-in links; with it, `MAIL_FROM` and `PUBLIC_URL` are needed.",
    ),
  ),
  MAIL_FROM: v.pipe(
    v.optional(
      v.pipe(
        v.string(),
        v.regex(
          /^([^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
          "must be an address such as Studio <chat@studio.example>",
        ),
      ),
    ),
    v.description("Sender of the mails."),
  ),
  ADMIN_KEY: v.pipe(
    v.optional(
      v.pipe(
        v.string(),
        v.minBytes(MIN_SECRET_BYTES, `must be at least ${MIN_SECRET_BYTES} bytes`),
        v.regex(/^[\x21-\x7e]+$/, "must be of letters, digits and signs without spaces"),
      ),
    ),
    v.description(
      "Key of the host's own server for `/api/admin`; without it there is no such route.",
    ),
  ),
  RETENTION_DAYS: v.pipe(
    v.optional(
      v.pipe(
        v.string(),
        v.regex(/^[1-9]\d{0,4}$/, "must be a whole number of days from 1 to 99999"),
        v.transform(Number),
      ),
    ),
    v.description("Messages and reports that are older are removed; kept for ever when absent."),
  ),
  TRUST_PROXY: wholeNumber(
    "How many reverse proxies in front append to `X-Forwarded-For`; 0 ignores the header.",
    "0",
    0,
    10,
  ),
  LOG_LEVEL: v.pipe(
    v.optional(
      v.picklist(
        ["fatal", "error", "warn", "info", "debug", "trace", "silent"],
        "must be one of fatal, error, warn, info, debug, trace, silent",
      ),
      "info",
    ),
    v.description("The least severe log lines that are written."),
  ),
  NODE_ENV: text("`production` hides the demo page and its identities."),
});

type Environment = v.InferOutput<typeof environment>;

/** The settings of a server, parsed. Made by `parseConfig`. */
export interface Config {
  port: number;
  host: string | undefined;
  /** Undefined: the embedded database under `dataDir`. */
  databaseUrl: string | undefined;
  dataDir: string;
  jwt: {
    /** Undefined: made once and kept in `dataDir`. */
    secret: string | undefined;
    jwksUrl: string | undefined;
    issuer: string | undefined;
    audience: string | undefined;
  };
  /** Null: any. */
  allowedOrigins: readonly string[] | null;
  trustProxy: number;
  /** Undefined: there is no administration. */
  adminKey: string | undefined;
  /** Undefined: messages are kept for ever. */
  retentionDays: number | undefined;
  /** The origin of links; undefined: nobody has said. */
  publicUrl: string | undefined;
  /** Null: no mails are sent. */
  mail: { smtpUrl: string; from: string } | null;
  logLevel: Environment["LOG_LEVEL"];
  production: boolean;
  limits: Limits;
  /** One line each: settings that work but should be looked at. */
  warnings: readonly string[];
}

/**
 * Reads the settings from environment variables; an empty one counts as absent.
 * @throws ConfigError that names the first wrong variable
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const vars = parse(environment, present);
  const production = vars.NODE_ENV === "production";
  return {
    port: vars.PORT,
    host: vars.HOST,
    databaseUrl: vars.DATABASE_URL,
    dataDir: vars.DATA_DIR,
    jwt: {
      secret: vars.JWT_SECRET,
      jwksUrl: vars.JWT_JWKS_URL,
      issuer: vars.JWT_ISSUER,
      audience: vars.JWT_AUDIENCE,
    },
    allowedOrigins: vars.ALLOWED_ORIGINS,
    trustProxy: vars.TRUST_PROXY,
    adminKey: vars.ADMIN_KEY,
    retentionDays: vars.RETENTION_DAYS,
    publicUrl: vars.PUBLIC_URL,
    mail: mailOf(vars),
    logLevel: vars.LOG_LEVEL,
    production,
    limits: limitsOf(parse(limitVariables, present)),
    warnings: warningsOf(vars, present["ALLOWED_ORIGINS"]),
  };
}

function parse<Schema extends v.GenericSchema>(
  schema: Schema,
  variables: Readonly<Record<string, string | undefined>>,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, variables, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new ConfigError(`${v.getDotPath(issue)} ${issue.message}`);
}

function warningsOf(vars: Environment, origins: string | undefined): string[] {
  const warnings: string[] = [];
  if (vars.NODE_ENV === "production" && origins === undefined) {
    warnings.push("ALLOWED_ORIGINS is not set: pages of any origin may use this server");
  }
  if (vars.JWT_JWKS_URL !== undefined && vars.JWT_AUDIENCE === undefined) {
    warnings.push("JWT_AUDIENCE is not set: the key set's tokens for anybody sign in here too");
  }
  return warnings;
}

function mailOf({ SMTP_URL: smtpUrl, MAIL_FROM: from, PUBLIC_URL: url }: Environment) {
  if (smtpUrl === undefined) return null;
  if (from === undefined) throw new ConfigError("MAIL_FROM must be set when SMTP_URL is");
  if (url === undefined) throw new ConfigError("PUBLIC_URL must be set when SMTP_URL is");
  return { smtpUrl, from };
}

/** Every variable with its default and meaning: the source of the documentation's table. */
export function describeVariables(): { name: string; default: string | null; about: string }[] {
  const all = { ...environment.entries, ...limitVariables.entries };
  return Object.entries(all).map(([name, schema]) => ({
    name,
    default: v.getDefault(schema.pipe[0])?.toString() ?? null,
    about: v.getDescription(schema) ?? "",
  }));
}
