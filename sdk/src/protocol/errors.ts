/**
 * Why a request failed.
 *
 * - `invalid`: the payload is malformed; sending it again will not help.
 * - `forbidden`: the caller is not a participant, or the pair may not talk. Also the answer for a
 *   conversation that does not exist.
 * - `not_found`: no such route or event, or no reply of the caller's with this id.
 * - `too_large`: a text or body over its limit.
 * - `rate_limited`: too many requests; come back after `retryAfterMs`.
 * - `unavailable`: the server can't do it just now; nothing is known to be stored, try again.
 * - `conflict`: the clientMessageId already belongs to another conversation's message, or the guest
 *   to another account.
 * - `internal`: a fault of the server; logged there, try again.
 */
export const ERROR_CODES = [
  "invalid",
  "forbidden",
  "not_found",
  "too_large",
  "rate_limited",
  "unavailable",
  "conflict",
  "internal",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/**
 * Why a connection (as `err.data.code` of `connect_error`) or a REST request was refused.
 *
 * - `auth_missing`: no token. `auth_invalid`: not a token of this server's. `auth_expired`: too old.
 * - `origin_denied`: the page's origin is not among `ALLOWED_ORIGINS`.
 * - `too_many_connections`: over the limit per user or address; come back later.
 * - `unavailable`: the server can't check just now; come back later.
 */
export const CONNECT_ERROR_CODES = [
  "auth_missing",
  "auth_invalid",
  "auth_expired",
  "origin_denied",
  "too_many_connections",
  "unavailable",
] as const;

export type ConnectErrorCode = (typeof CONNECT_ERROR_CODES)[number];

/**
 * Why a token that was good is refused now.
 *
 * - `banned` (`auth_invalid`): the host has banned the user.
 * - `joined` (`auth_invalid`): the guest has become an account's.
 * - `revoked` (`auth_expired`): the host has revoked the user's tokens; one that is issued now is good.
 */
export type RefusalReason = "banned" | "joined" | "revoked";

/** An error as it travels: in a negative ack, and in the body of a refused REST request. */
export interface WireError {
  code: ErrorCode | ConnectErrorCode;
  /** One sentence for a developer, in English. */
  message: string;
  /** Why a token that was good is refused now. */
  reason?: RefusalReason;
  /** How long to wait before the next try, in milliseconds. */
  retryAfterMs?: number;
}
