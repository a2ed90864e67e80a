import type { Photo } from "./photo-chat-function.js";

/** The photo that an element with `data-photo-chat-discuss` stands for; what it does not say the image in it does. */
export function photoOf(marked: Element): Photo {
  const image = marked instanceof HTMLImageElement ? marked : marked.querySelector("img");
  return {
    id: marked.getAttribute("data-photo-chat-discuss") ?? "",
    src: marked.getAttribute("data-photo-chat-src") ?? image?.currentSrc ?? "",
    title: marked.getAttribute("data-photo-chat-title") ?? image?.alt ?? "",
  };
}
