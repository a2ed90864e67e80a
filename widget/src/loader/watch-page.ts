import type { PhotoChatElement } from "../photo-chat-element.js";

/**
 * Calls back with every chat and script of the page, now and later.
 *
 * @returns what stops it
 */
export function watchPage(
  chat: (element: PhotoChatElement) => void,
  script: (tag: Element) => void,
): () => void {
  function look(root: ParentNode): void {
    for (const found of [root as Element, ...root.querySelectorAll("photo-chat,script")]) {
      (found.localName === "photo-chat" ? chat : script)(found as PhotoChatElement);
    }
  }

  const observer = new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) if (node instanceof Element) look(node);
    }
  });
  observer.observe(document, { childList: true, subtree: true });
  look(document);
  return () => observer.disconnect();
}
