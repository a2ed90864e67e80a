import { ChatError } from "../chat-error.js";
import type { Clock } from "../clock.js";
import type { Draft } from "../conversation.js";
import { ATTACHMENT_URL_LENGTH, type ServerLimits } from "../protocol/index.js";
import { newClientMessageId } from "./client-message-id.js";
import type { NewEntry } from "./outbox.js";

/** An absolute http(s) address, or a path on the server. */
const attachmentUrlPattern = /^(https?:\/\/|\/(?!\/))/i;

/** Makes an entry of what was written; throws a `ChatError` for what no server would take. */
export function draftEntry(
  draft: Draft | string,
  conversationId: string,
  limits: ServerLimits,
  clock: Clock,
): NewEntry {
  const written: Draft = typeof draft === "string" ? { text: draft } : draft;
  const { text, type = "text", attachmentUrl = null } = written;
  const refuse = (code: "invalid" | "too_large", reason: string): never => {
    throw new ChatError(code, `unable to send; ${reason}`);
  };
  if (!text.trim() && !attachmentUrl) refuse("invalid", "the message is empty");
  if (text.includes("\0")) refuse("invalid", "the text contains U+0000");
  if (text.length > limits.messageLength) {
    refuse("too_large", `the text is longer than ${limits.messageLength} characters`);
  }
  if (attachmentUrl !== null) {
    if (!attachmentUrlPattern.test(attachmentUrl)) {
      refuse("invalid", "the attachment's address is not http(s) and not a path");
    }
    if (attachmentUrl.length > ATTACHMENT_URL_LENGTH) {
      refuse("too_large", `the attachment's address is longer than ${ATTACHMENT_URL_LENGTH}`);
    }
  }
  return {
    clientMessageId: newClientMessageId(),
    conversationId,
    messageText: text,
    messageType: type,
    attachmentUrl,
    createdAt: new Date(clock.now()).toISOString(),
  };
}
