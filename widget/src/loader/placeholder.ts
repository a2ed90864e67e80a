import type { PhotoChatElement } from "../photo-chat-element.js";
import { launcherDirection, launcherLanguage, launcherTexts } from "./launcher-texts.js";
import { launcherCss, roomCss } from "./placeholder-sheet.js";

/** Shows that the chat is on its way, or that it has not come and can be tried again. */
export type ShowProgress = (busy: boolean) => void;

const drawn = (name: string): Element =>
  document.createElementNS("http://www.w3.org/2000/svg", name);

/**
 * Draws the launcher, as the chat itself does, into the shadow root that the chat takes over; of a
 * chat in the page only the room it will take.
 *
 * @param onIntent somebody comes near the launcher
 */
export function drawPlaceholder(
  element: PhotoChatElement,
  popup: boolean,
  onIntent: () => void,
): ShowProgress {
  const root = element.attachShadow({ mode: "open" });
  const language = launcherLanguage([
    element.getAttribute("locale"),
    document.documentElement.lang,
    ...navigator.languages,
  ]);
  const text = launcherTexts[language] as string;
  const icon = drawn("svg");
  const bubble = drawn("path");
  bubble.setAttribute("d", "M21 11.5a8.5 8 0 0 1-12.3 7.1L3 20.5l1.8-5A8.5 8 0 1 1 21 11.5Z");
  icon.append(bubble);
  const slot = document.createElement("slot");
  slot.append(icon);
  const button = document.createElement("button");
  button.append(slot);
  slot.name = button.part = "launcher";
  button.lang = language;
  // Where the chat's own will stand.
  button.dir = element.dir || launcherDirection(language);
  button.ariaHasPopup = "dialog";
  button.ariaLabel = text;
  // A finger enters before it clicks, too.
  button.onpointerenter = button.onfocus = onIntent;
  button.onclick = element.show;
  const sheet = new CSSStyleSheet();
  root.adoptedStyleSheets = [sheet];
  const showLauncher = (): void => {
    sheet.replaceSync(launcherCss);
    root.append(button);
  };
  if (popup) showLauncher();
  else sheet.replaceSync(roomCss);

  // A sign, not words: the texts have not come either.
  return (busy) => {
    const sign = busy ? "…" : "⚠";
    button.textContent = sign;
    button.ariaLabel = `${sign} ${text}`;
    // Put in anew it would be pointed at anew, which asks for the chat.
    if (!busy && !popup) showLauncher();
  };
}
