import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Logger } from "pino";
import type { ChatError } from "../chat/chat-error.js";
import { createFirstTimes } from "../first-times.js";
import { refusalOf } from "../refusal-of.js";
import type { AppEnv } from "./app-env.js";

const statuses: Record<ChatError["code"], ContentfulStatusCode> = {
  invalid: 400,
  auth_missing: 401,
  auth_invalid: 401,
  auth_expired: 401,
  forbidden: 403,
  origin_denied: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  rate_limited: 429,
  too_many_connections: 429,
  internal: 500,
  unavailable: 503,
};

/** Answers a refusal with its status and `{ error }`. */
export function answerError(c: Context<AppEnv>, error: ChatError): Response {
  const status = statuses[error.code];
  if (status === 401) c.header("WWW-Authenticate", "Bearer");
  // What is left of a body that was not read would be taken for the next request.
  if (status === 413) c.header("Connection", "close");
  if (status === 429 || status === 503) {
    c.header("Retry-After", String(Math.ceil((error.retryAfterMs ?? 1_000) / 1_000)));
  }
  c.header("Cache-Control", "no-store");
  return c.json({ error: error.toWire() }, status);
}

export function createErrorHandler(logger: Logger) {
  const isFirst = createFirstTimes();
  return (cause: Error, c: Context<AppEnv>): Response => {
    const error = refusalOf(cause);
    if ((error.code === "internal" || error.code === "unavailable") && isFirst(cause)) {
      logger.error({ method: c.req.method, path: c.req.path, err: cause }, "request failed");
    }
    return answerError(c, error);
  };
}
