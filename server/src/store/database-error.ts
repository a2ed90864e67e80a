import { ChatError } from "../chat/chat-error.js";

const RETRY_AFTER_MS = 1_000;

/** SQLSTATE classes and codes that say "not now": connection, resources, operator, lock and statement time-outs. */
const passing = /^(08|53|57|58|55P03|40|25006)/;
const LOCK_TIMEOUT = "55P03";
const DEADLOCK = "40P01";
const sqlState = /^[0-9A-Z]{5}$/;

/** The SQLSTATE of a database's refusal; undefined when the database did not answer. */
export function sqlStateOf(error: unknown): string | undefined {
  const code = codeOf(driverErrorOf(error));
  return code !== undefined && sqlState.test(code) ? code : undefined;
}

/**
 * What went wrong in the database. No answer, a time-out or an overload is `unavailable`, with the
 * outcome of a change unknown; anything else is `internal`. The messages of a refusal may hold
 * parameters, so only its SQLSTATE is kept, as the `code` of the cause.
 */
export function toChatError(error: unknown): ChatError {
  if (error instanceof ChatError) return error;
  const state = sqlStateOf(error);
  const cause = state === undefined ? withoutAnswer(error) : refused(state);
  if (state === undefined || passing.test(state)) return databaseUnavailable(cause);
  return new ChatError("internal", "The database refused a statement.", { cause });
}

export function databaseUnavailable(cause?: Error): ChatError {
  return new ChatError("unavailable", "The database can't answer just now; try again.", {
    retryAfterMs: RETRY_AFTER_MS,
    cause,
  });
}

/**
 * How much of a statement about many conversations a failure may be about, when nothing was changed:
 * one item that the database can't take, one conversation that somebody holds, or everything.
 */
export function scopeOf(error: unknown): "item" | "conversation" | "everything" {
  if (!(error instanceof ChatError)) return "everything";
  if (error.code === "internal") return "item";
  const state = sqlStateOf(error);
  return state === LOCK_TIMEOUT || state === DEADLOCK ? "conversation" : "everything";
}

/** The driver's own error: of a migration, the one line that says what the database did not allow. */
export function driverErrorOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? error.cause : error;
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

function refused(state: string): Error {
  return Object.assign(new Error(`SQLSTATE ${state}`), { code: state });
}

/** A driver's error about its connection, without the connection. */
function withoutAnswer(error: unknown): Error {
  const cause = driverErrorOf(error);
  return new Error(codeOf(cause) ?? (cause instanceof Error ? cause.message : "no answer"));
}
