import type { About, ChatError, ChatMessage, ConnectionSnapshot, User } from "@photo-chat/sdk";

/** Every event of `<photo-chat>`. All bubble and cross shadow roots. */
export interface PhotoChatEventMap {
  /** The conversation can be read and written in; again after `with` or the identity has changed. */
  "photo-chat-ready": CustomEvent<{ conversationId: string; user: User | null }>;
  /** The popup has opened. */
  "photo-chat-open": CustomEvent<null>;
  /** The popup has closed. */
  "photo-chat-close": CustomEvent<null>;
  /** Someone else wrote, or this person from another device. Once per message, not for history. */
  "photo-chat-message": CustomEvent<{ conversationId: string; message: ChatMessage }>;
  /** Before a message is sent; `preventDefault()` keeps it in the composer. */
  "photo-chat-send": CustomEvent<{ conversationId: string; text: string; about: About | null }>;
  /** Another conversation is shown, or none. */
  "photo-chat-conversation-change": CustomEvent<{ conversationId: string | null }>;
  /** The card of a picture was chosen; unless prevented, the picture opens over the page. */
  "photo-chat-discuss-open": CustomEvent<{ photo: About }>;
  "photo-chat-unread-change": CustomEvent<{ unreadCount: number }>;
  "photo-chat-connection-change": CustomEvent<ConnectionSnapshot>;
  /** Something failed; the person has been told, too. */
  "photo-chat-error": CustomEvent<{ error: ChatError }>;
}

/** Dispatches one of the element's events; false when a listener prevented it. */
export function emit<Name extends keyof PhotoChatEventMap>(
  target: EventTarget,
  name: Name,
  detail: PhotoChatEventMap[Name]["detail"],
  cancelable = false,
): boolean {
  return target.dispatchEvent(
    new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }),
  );
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- extends what the platform declares
  interface HTMLElementEventMap extends PhotoChatEventMap {}
}
