export type { PhotoChatEventMap } from "./emit.js";
export type {
  Identity,
  Photo,
  PhotoChatEventName,
  PhotoChatFunction,
} from "./loader/chat/photo-chat-function.js";
export { PhotoChatElement } from "./photo-chat-element.js";
export type { PhotoChatStrings } from "./strings/photo-chat-strings.js";
