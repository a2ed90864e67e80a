import { PhotoChatElement } from "../../photo-chat-element.js";
import type { Answering, Page } from "./answering.js";
import { answerCalls } from "./answer-calls.js";

/** The part of the script that is loaded once somebody wants a chat: makes them come alive. */
export function startChat(page: Page): Answering {
  PhotoChatElement.defaultServer ??= page.origin;
  // The page may have brought the element itself.
  if (!customElements.get("photo-chat")) customElements.define("photo-chat", PhotoChatElement);
  return answerCalls(page);
}
