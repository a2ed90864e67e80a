import type {
  ConnectErrorCode,
  ErrorCode,
  RefusalReason,
  WireError,
} from "@photo-chat/sdk/protocol";

/** A refusal with a code of the protocol. The message is for a developer and never repeats input. */
export class ChatError extends Error {
  override readonly name = "ChatError";
  readonly code: ErrorCode | ConnectErrorCode;
  readonly reason: RefusalReason | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(
    code: ErrorCode | ConnectErrorCode,
    message: string,
    options: { reason?: RefusalReason; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.reason = options.reason;
    this.retryAfterMs = options.retryAfterMs;
  }

  toWire(): WireError {
    const { code, message, reason, retryAfterMs } = this;
    return {
      ...{ code, message },
      ...(reason !== undefined && { reason }),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    };
  }
}
