import type { Photo } from "./photo-chat-function.js";

/** The photo that an element with `data-photo-chat-discuss` stands for; what it does not say the image in it does. */
export function photoOf(marked: Element): Photo {
  const { photoChatDiscuss, photoChatSrc, photoChatTitle } = (marked as HTMLElement).dataset;
  const image = marked instanceof HTMLImageElement ? marked : marked.querySelector("img");
  return {
    id: photoChatDiscuss ?? "",
    src: photoChatSrc ?? image?.currentSrc ?? "",
    title: photoChatTitle ?? image?.alt ?? "",
  };
}
