import type { PhotoChatElement } from "../../photo-chat-element.js";
import type { Answering, Call, Page } from "./answering.js";
import { photoOf } from "./photo-of.js";
import type { Identity, Photo } from "./photo-chat-function.js";

type Command = (first: never, second: never) => void;

/** The popup, else the first chat of the page. */
const chat = (): PhotoChatElement | null =>
  document.querySelector<PhotoChatElement>("photo-chat[mode=popup]") ??
  document.querySelector("photo-chat");

/** What each call of `window.PhotoChat` does. */
export function answerCalls({ calls, stop }: Page): Answering {
  const ending = new AbortController();
  const waiting: Call[] = [];
  let identity: Identity | null = null;

  /** After the first rendering, so that the popup opens as it does for a click. */
  const rendered = (element: PhotoChatElement, act: (element: PhotoChatElement) => void): void =>
    void element.updateComplete.then(() => act(element));

  function identify(element: PhotoChatElement): void {
    const { token = null, getToken = null, user } = identity ?? {};
    Object.assign(element, { token, getToken }, user && { user });
  }

  const withChat: Record<string, (element: PhotoChatElement, given: never) => void> = {
    open: (element) => rendered(element, () => element.show()),
    close: (element) => rendered(element, () => element.hide()),
    toggle: (element) => rendered(element, () => element.toggle()),
    discuss: (element, photo: Photo | Element) =>
      rendered(element, () => element.discuss(photo instanceof Element ? photoOf(photo) : photo)),
    logout(element) {
      identity = null;
      // All that can be forgotten without a network is forgotten then, too.
      element.logout().catch(() => {});
    },
  };

  const without: Record<string, Command> = {
    identify(given: Identity) {
      identity = given;
      for (const element of document.querySelectorAll("photo-chat")) identify(element);
    },
    on(name: string, handler: EventListener) {
      document.addEventListener(`photo-chat-${name}`, handler, { signal: ending.signal });
    },
    off(name: string, handler: EventListener) {
      document.removeEventListener(`photo-chat-${name}`, handler);
    },
    destroy() {
      ending.abort();
      stop();
    },
  };

  function answer(call: Call): void {
    const [name, given, second] = call;
    without[name]?.(given as never, second as never);
    const command = withChat[name];
    if (!command) return;
    // A launcher's own click names its chat.
    const own = given instanceof Element && given.localName === "photo-chat" ? given : null;
    const element = (own ?? chat()) as PhotoChatElement | null;
    if (element) command(element, given as never);
    else waiting.push(call);
  }

  for (const call of calls.splice(0)) answer(call);

  return {
    answer,
    adopt(element) {
      if (identity && !element.token && !element.getToken && !element.client) identify(element);
      for (const call of waiting.splice(0)) answer(call);
    },
  };
}
