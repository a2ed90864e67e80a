import { ChatError } from "../chat-error.js";
import type { Clock } from "../clock.js";
import type { Draft } from "../conversation.js";
import {
  ABOUT_ID_LENGTH,
  ABOUT_TITLE_LENGTH,
  ATTACHMENT_URL_LENGTH,
  type ServerLimits,
} from "../protocol/index.js";
import { newClientMessageId } from "./client-message-id.js";
import type { NewEntry } from "./outbox.js";

/** An absolute http(s) address, or a path on the server. */
const addressPattern = /^(https?:\/\/|\/(?!\/))/i;

/** Makes an entry of what was written; throws a `ChatError` for what no server would take. */
export function draftEntry(
  draft: Draft | string,
  conversationId: string,
  limits: ServerLimits,
  clock: Clock,
): NewEntry {
  const written: Draft = typeof draft === "string" ? { text: draft } : draft;
  const { text, type = "text", attachmentUrl = null, about = null } = written;
  const refuse = (code: "invalid" | "too_large", reason: string): never => {
    throw new ChatError(code, `unable to send; ${reason}`);
  };
  const check = (what: string, value: string, length: number): void => {
    if (value.includes("\0")) refuse("invalid", `the ${what} contains U+0000`);
    if (value.length > length) {
      refuse("too_large", `the ${what} is longer than ${length} characters`);
    }
  };
  const checkAddress = (what: string, value: string): void => {
    check(what, value, ATTACHMENT_URL_LENGTH);
    if (!addressPattern.test(value)) refuse("invalid", `the ${what} is not http(s) and not a path`);
  };
  if (!text.trim() && !attachmentUrl && !about) refuse("invalid", "the message is empty");
  check("text", text, limits.messageLength);
  if (attachmentUrl !== null) checkAddress("address", attachmentUrl);
  if (about) {
    if (!about.id) refuse("invalid", "the id is empty");
    check("id", about.id, ABOUT_ID_LENGTH);
    check("title", about.title, ABOUT_TITLE_LENGTH);
    checkAddress("address", about.src);
  }
  return {
    clientMessageId: newClientMessageId(),
    conversationId,
    messageText: text,
    messageType: type,
    attachmentUrl,
    about: about && { id: about.id, title: about.title, src: about.src },
    createdAt: new Date(clock.now()).toISOString(),
  };
}
