import type { ConnectErrorCode, ErrorCode } from "./protocol/index.js";

/**
 * Codes that arise in the client itself.
 *
 * - `offline`: there is no connection; it comes back by itself.
 * - `timeout`: the server did not answer in time.
 * - `token_failed`: the host's `getToken` threw.
 * - `storage_failed`: the browser refused to store the outbox; messages wait in memory only.
 * - `disposed`: the client has been disposed of.
 * - `logged_out`: `logout()` was called, in this tab or another one.
 */
export type ClientErrorCode =
  "offline" | "timeout" | "token_failed" | "storage_failed" | "disposed" | "logged_out";

export type ChatErrorCode = ErrorCode | ConnectErrorCode | ClientErrorCode;

const retryableCodes: readonly ChatErrorCode[] = [
  "rate_limited",
  "unavailable",
  "internal",
  "auth_expired",
  "too_many_connections",
  "offline",
  "timeout",
  "token_failed",
];

/** The one error class of the SDK: "unable to <do this>; <reason>". */
export class ChatError extends Error {
  override readonly name = "ChatError";
  readonly code: ChatErrorCode;
  /** Whether the same call can succeed later without anybody changing something: follows from the code. */
  readonly retryable: boolean;
  /** How long the server asked to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(
    code: ChatErrorCode,
    message: string,
    options: { retryAfterMs?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.retryable = retryableCodes.includes(code);
    this.retryAfterMs = options.retryAfterMs;
  }
}
