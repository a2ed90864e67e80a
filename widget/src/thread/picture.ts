import type { About, ChatMessage } from "@photo-chat/sdk";
import { safeUrl } from "../safe-url.js";
import type { Strings } from "../strings/photo-chat-strings.js";

/** One of the pictures in a conversation. */
export interface Picture {
  /** No other one's, for as long as its message is there. */
  readonly key: string;
  readonly url: string;
  /** What it is for those who don't see it. */
  readonly name: string;
  readonly caption: string;
}

/** All that can be looked through, as they are when it is called. */
export type Pictures = () => readonly Picture[];

/** The picture that a message with this key is about; null when its address is not one. */
export function aboutPicture(
  { src, title }: About,
  strings: Strings,
  base: string,
  key: string,
): Picture | null {
  const url = safeUrl(src, base);
  return url ? { key: `about ${key}`, url, name: title || strings.photo, caption: title } : null;
}

/** The image that a message brings; null for one without, and when its address is not one. */
export function imagePicture(
  { key, messageType, attachmentUrl, messageText }: ChatMessage,
  strings: Strings,
  base: string,
): Picture | null {
  const url = messageType === "image" ? safeUrl(attachmentUrl, base) : null;
  return url ? { key: `image ${key}`, url, name: strings.image, caption: messageText } : null;
}

/** All of them, in the order in which they are shown. */
export function picturesIn(
  messages: readonly ChatMessage[],
  strings: Strings,
  base: string,
): readonly Picture[] {
  return messages
    .flatMap((message) => [
      message.about ? aboutPicture(message.about, strings, base, message.key) : null,
      imagePicture(message, strings, base),
    ])
    .filter((picture) => picture !== null);
}
