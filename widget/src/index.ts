export type { PhotoChatEventMap } from "./emit.js";
export type {
  Identity,
  Photo,
  PhotoChatEventName,
  PhotoChatFunction,
} from "./loader/chat/photo-chat-function.js";
export { PhotoChatElement } from "./photo-chat-element.js";
export type { InboxStrings } from "./strings/inbox-strings.js";
export type { LightboxStrings } from "./strings/lightbox-strings.js";
export type { ModerationStrings } from "./strings/moderation-strings.js";
export type { PhotoChatStrings, StringOverrides } from "./strings/photo-chat-strings.js";
