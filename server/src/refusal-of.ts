import { ChatError } from "./chat/chat-error.js";

/** What a client is told of a failure: its own code, or `internal` without a word of the cause. */
export function refusalOf(error: unknown): ChatError {
  if (error instanceof ChatError) return error;
  return new ChatError("internal", "The server failed; try again.", { cause: error });
}
