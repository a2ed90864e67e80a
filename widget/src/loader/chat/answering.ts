import type { PhotoChatElement } from "../../photo-chat-element.js";

/** A call of `window.PhotoChat`: the command and what belongs to it. */
export type Call = readonly [command: string, ...given: unknown[]];

/** Answers the calls once the chat is loaded. */
export interface Answering {
  readonly answer: (call: Call) => void;
  /** A chat has come into the page. */
  readonly adopt: (element: PhotoChatElement) => void;
}

/** What the loader hands over. */
export interface Page {
  readonly origin: string;
  /** Made before the chat was loaded, in their order. */
  readonly calls: Call[];
  /** Ends everything that the script has started. */
  readonly stop: () => void;
}
