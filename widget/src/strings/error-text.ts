import type { ChatError } from "@photo-chat/sdk";
import type { PhotoChatStrings } from "./photo-chat-strings.js";

/** The sentence for a failure. */
export function errorText({ errors }: PhotoChatStrings, error: ChatError | null): string {
  return (error && errors[error.code]) ?? errors.other;
}
