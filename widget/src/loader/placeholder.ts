import type { PhotoChatElement } from "../photo-chat-element.js";
import { launcherTextFor } from "./launcher-texts.js";
import { launcherCss, roomCss } from "./placeholder-sheet.js";

/** Shows that the chat is on its way, or that it has not come and can be tried again. */
export type ShowProgress = (busy: boolean) => void;

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
  const text = launcherTextFor([
    element.getAttribute("locale") ?? "",
    document.documentElement.lang,
    ...navigator.languages,
  ]);
  const path = make("path", {
    d: "M21 11.5a8.5 8 0 0 1-12.3 7.1L3 20.5l1.8-5A8.5 8 0 1 1 21 11.5Z",
  });
  const button = make(
    "button",
    {
      class: "launcher",
      part: "launcher",
      "aria-haspopup": "dialog",
      "aria-label": text,
    },
    make("slot", { name: "launcher" }, make("svg", { viewBox: "0 0 24 24" }, path)),
  );
  // A finger enters before it clicks, too.
  for (const type of ["pointerenter", "focus"]) button.addEventListener(type, onIntent);
  button.addEventListener("click", element.show);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(popup ? launcherCss : roomCss);
  root.adoptedStyleSheets = [sheet];
  if (popup) root.append(button);

  return (busy) => {
    button.ariaBusy = `${busy}`;
    if (busy) return;
    // In no language: the texts have not come either.
    button.ariaLabel = `⚠ ${text} ↻`;
    button.textContent = "⚠ ↻";
    sheet.replaceSync(launcherCss);
    root.append(button);
  };
}

function make(
  name: string,
  attributes: Readonly<Record<string, string>>,
  child?: Element,
): Element {
  const made = document.createElementNS(
    `http://www.w3.org/${(attributes["d"] ?? attributes["viewBox"]) ? "2000/svg" : "1999/xhtml"}`,
    name,
  );
  for (const key in attributes) made.setAttribute(key, attributes[key] ?? "");
  if (child) made.append(child);
  return made;
}
