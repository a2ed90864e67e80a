import { randomUUID } from "node:crypto";
import { escapeId } from "@photo-chat/sdk/protocol";

const PREFIX = "guest_";
/** Of an id of a conversation with a guest. */
const mark = `_${escapeId(PREFIX)}`;
const guestId = /^guest_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function newGuestId(): string {
  return PREFIX + randomUUID();
}

/** An id that this server made for a visitor without an account. */
export function isGuestId(userId: string): boolean {
  return guestId.test(userId);
}

/** Whether a conversation may have another id one day, or has one already: that of an account. */
export function isGuestsConversation(conversationId: string): boolean {
  return conversationId.includes(mark);
}
