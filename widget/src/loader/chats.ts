import type { PhotoChatElement } from "../photo-chat-element.js";
import type { Answering, Call } from "./chat/answering.js";
import { drawPlaceholder, type ShowProgress } from "./placeholder.js";

/** What draws the stand-in of a chat that has come into the page, and what answers `window.PhotoChat`. */
export type Chats = readonly [
  adopt: (element: PhotoChatElement) => void,
  call: (...call: Call) => void,
];

/**
 * The chats of a page, loaded when somebody wants one of them.
 *
 * @param origin of the script: the server of those that name none
 * @param stopPage ends what else the script has started
 */
export function createChats(origin: string, stopPage: () => void): Chats {
  const calls: Call[] = [];
  const progress = new WeakMap<Element, ShowProgress>();
  let loading: Promise<void> | null = null;
  let answering: Answering | null = null;

  const first = (): PhotoChatElement | null => document.querySelector("photo-chat");

  const isEager = ([command]: Call): boolean => /open|toggle|discuss|logout/.test(command);

  /** With `asked` somebody waits for it, and sees that it comes, or that it doesn't. */
  function want(asked?: Element): void {
    const show = progress.get(asked as Element);
    show?.(true);
    loading ??= import("./chat/start-chat.js").then(({ startChat }) => {
      near.disconnect();
      answering = startChat({ origin, calls, stop });
    });
    loading.catch(() => {
      loading = null;
      show?.(false);
    });
  }

  function stop(): void {
    near.disconnect();
    stopPage();
    for (const chat of document.querySelectorAll("photo-chat")) chat.remove();
  }

  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) want(target);
    },
    // So near the window a chat in the page starts to load.
    { rootMargin: "400px" },
  );

  /** Whoever has written here before wants to know what has come since. */
  function wantWhenIdle(element: PhotoChatElement): void {
    // Not in Safari.
    const { requestIdleCallback: whenIdle = setTimeout } = window as Partial<Window>;
    whenIdle(() => {
      try {
        const known =
          element.token ??
          element.getToken ??
          element.client ??
          calls.find(([command]) => command === "identify") ??
          // As kept by the chat for a visitor who has written to this server.
          // eslint-disable-next-line no-restricted-syntax -- only looks whether there is one
          `photo-chat:guest:${element.getAttribute("server") ?? origin}` in localStorage;
        if (known && element.isConnected) want();
      } catch {
        // Storage is switched off: there is nobody to know.
      }
    });
  }

  function call(...made: Call): void {
    if (answering) {
      answering.answer(made);
      return;
    }
    calls.push(made);
    const [command, given] = made;
    const element = progress.has(given as Element) ? (given as PhotoChatElement) : first();
    if (command === "destroy") stop();
    else if (element) (isEager(made) ? want : wantWhenIdle)(element);
  }

  return [
    (element) => {
      answering?.adopt(element);
      if (element.shadowRoot) return;
      const popup =
        ((element.mode as string | undefined) ?? element.getAttribute("mode")) === "popup";
      // The page may use these at once; the chat brings its own.
      element.show = () => call("open", element);
      element.hide = () => call("close", element);
      progress.set(
        element,
        drawPlaceholder(element, popup, () => want()),
      );
      if (!popup) near.observe(element);
      else if (element.hasAttribute("open") || calls.some(isEager)) want(element);
      wantWhenIdle(element);
    },
    call,
  ];
}
