import type { ConnectErrorCode, ErrorCode, WireError } from "@photo-chat/sdk/protocol";

/** A refusal with a code of the protocol. The message is for a developer and never repeats input. */
export class ChatError extends Error {
  override readonly name = "ChatError";
  readonly code: ErrorCode | ConnectErrorCode;
  readonly retryAfterMs: number | undefined;

  constructor(
    code: ErrorCode | ConnectErrorCode,
    message: string,
    options: { retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
  }

  toWire(): WireError {
    const { code, message, retryAfterMs } = this;
    return retryAfterMs === undefined ? { code, message } : { code, message, retryAfterMs };
  }
}
