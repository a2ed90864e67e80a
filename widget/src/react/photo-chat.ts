import { createComponent, type EventName } from "@lit/react";
import * as react from "react";
import "../define.js";
import { PhotoChatElement } from "../photo-chat-element.js";
import type { EventNames, Listeners, PhotoChatProperties } from "../properties.js";

const events = {
  onReady: "photo-chat-ready",
  onOpen: "photo-chat-open",
  onClose: "photo-chat-close",
  onMessage: "photo-chat-message",
  onSend: "photo-chat-send",
  onConversationChange: "photo-chat-conversation-change",
  onDiscussOpen: "photo-chat-discuss-open",
  onUnreadChange: "photo-chat-unread-change",
  onConnectionChange: "photo-chat-connection-change",
  onError: "photo-chat-error",
} as const satisfies EventNames;

export type PhotoChatProps = PhotoChatProperties &
  Listeners &
  Omit<react.HTMLAttributes<PhotoChatElement>, keyof PhotoChatProperties | keyof Listeners>;

/**
 * `<photo-chat>` as a React component, with its properties as typed props and its events as typed
 * listeners; `ref` is the element. On a server it renders the bare tag.
 *
 * @example
 * <PhotoChat server="https://chat.example" with="anna" getToken={getToken} onMessage={ring} />
 */
export const PhotoChat: react.ForwardRefExoticComponent<
  PhotoChatProps & react.RefAttributes<PhotoChatElement>
> = createComponent({
  react,
  tagName: "photo-chat",
  elementClass: PhotoChatElement,
  events: events as { readonly [Name in keyof EventNames]: EventName<never> },
  displayName: "PhotoChat",
});
