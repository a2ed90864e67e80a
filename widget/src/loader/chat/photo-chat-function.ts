import type { PhotoChatEventMap } from "../../emit.js";

/** Who is writing. */
export interface Identity {
  /** A token that is good for as long as the page. */
  readonly token?: string;
  /** Gives a token for each attempt to connect. */
  readonly getToken?: () => string | Promise<string>;
  /** What is known about a guest. */
  readonly user?: { readonly name?: string; readonly email?: string };
}

/** A picture of the page that a message is to be about. */
export interface Photo {
  /** The page's own name for it. */
  readonly id: string | number;
  /** An http(s) address; the page's own may be relative. */
  readonly src: string;
  readonly title?: string;
}

/** The names of the chat's events, without `photo-chat-`. */
export type PhotoChatEventName = keyof {
  [
    Name in keyof PhotoChatEventMap as Name extends `photo-chat-${infer Short}` ? Short : never
  ]: unknown;
};

type Handler<Name extends PhotoChatEventName> = (
  event: PhotoChatEventMap[`photo-chat-${Name}`],
) => void;

/**
 * `window.PhotoChat`. Calls that need a chat wait until the page has one.
 *
 * - `open`, `close`, `toggle`: the popup
 * - `identify`: says who is writing, in every chat of the page and in those that come
 * - `logout`: forgets who is writing, what was written and what is kept in the browser
 * - `discuss`: opens the popup with a card of a picture beside the message
 * - `on`, `off`: listens to an event of any chat of the page
 * - `destroy`: takes the chats, and everything that the script has started, out of the page
 *
 * @example
 * window.PhotoChat ||= (...call) => (PhotoChat.q ||= []).push(call);
 * PhotoChat("open");
 */
export interface PhotoChatFunction {
  (command: "open" | "close" | "toggle" | "logout" | "destroy"): void;
  (command: "identify", identity: Identity): void;
  (command: "discuss", photo: Photo): void;
  <Name extends PhotoChatEventName>(
    command: "on" | "off",
    name: Name,
    handler: Handler<Name>,
  ): void;
  /** The calls that were made before the script had come. */
  q?: unknown[][];
  /** Where the script came from, once it has. */
  origin?: string;
}

declare global {
  interface Window {
    PhotoChat?: PhotoChatFunction | undefined;
  }
}
