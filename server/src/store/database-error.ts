import { ChatError } from "../chat/chat-error.js";

const RETRY_AFTER_MS = 1_000;

/** SQLSTATE classes and codes that say "not now": connection, resources, operator, lock and statement time-outs. */
const passing = /^(08|53|57|58|55P03|40|25006)/;
const LOCK_TIMEOUT = "55P03";
const DEADLOCK = "40P01";
const sqlState = /^[0-9A-Z]{5}$/;

/** The SQLSTATE of a database's refusal; undefined when the database did not answer. */
export function sqlStateOf(error: unknown): string | undefined {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return typeof code === "string" && sqlState.test(code) ? code : undefined;
}

/**
 * What went wrong in the database, without what the statement was about: a driver's message may hold
 * parameters, so only the SQLSTATE is kept. No answer, a time-out or an overload is `unavailable`,
 * with the outcome of a change unknown; anything else is `internal`.
 */
export function toChatError(error: unknown): ChatError {
  if (error instanceof ChatError) return error;
  const state = sqlStateOf(error);
  if (state === undefined || passing.test(state)) return databaseUnavailable(state);
  return new ChatError("internal", "The database refused a statement.", { cause: state });
}

/** @param state the SQLSTATE, when the database gave one; kept as the error's cause */
export function databaseUnavailable(state?: string): ChatError {
  return new ChatError("unavailable", "The database can't answer just now; try again.", {
    retryAfterMs: RETRY_AFTER_MS,
    cause: state,
  });
}

/**
 * How much of a statement about many conversations a failure may be about, when nothing was changed:
 * one item that the database can't take, one conversation that somebody holds, or everything.
 */
export function scopeOf(error: unknown): "item" | "conversation" | "everything" {
  if (!(error instanceof ChatError)) return "everything";
  if (error.code === "internal") return "item";
  return error.cause === LOCK_TIMEOUT || error.cause === DEADLOCK ? "conversation" : "everything";
}
