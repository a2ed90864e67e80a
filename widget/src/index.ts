export type { PhotoChatEventMap } from "./emit.js";
export { PhotoChatElement } from "./photo-chat-element.js";
export type { PhotoChatStrings } from "./strings/photo-chat-strings.js";
