import type { ChatError } from "@photo-chat/sdk";
import type { Strings } from "./photo-chat-strings.js";

/** The sentence for a failure. */
export function errorText({ errors }: Strings, error: ChatError | null): string {
  return (error && errors[error.code]) ?? errors.other;
}
