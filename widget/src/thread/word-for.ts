import type { ChatMessage } from "@photo-chat/sdk";
import type { Strings } from "../strings/photo-chat-strings.js";

/** What stands for a message without a text. */
export function wordFor({ deleted, messageType, about }: ChatMessage, strings: Strings): string {
  if (deleted) return strings.deleted;
  if (about) return about.title || strings.photo;
  return messageType === "image" ? strings.photo : strings.file;
}
