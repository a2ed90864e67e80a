import type { PhotoChatElement } from "@photo-chat/widget";
import { type Identity, loadIdentities } from "./identities.js";
import { writeOpening, writeQuestion } from "./opening.js";
import darkroom from "./themes/darkroom.css?raw";
import galleryWhite from "./themes/gallery-white.css?raw";
import highContrast from "./themes/high-contrast.css?raw";
import paper from "./themes/paper.css?raw";
import polaroid from "./themes/polaroid.css?raw";
import seaside from "./themes/seaside.css?raw";

interface Theme {
  title: string;
  className: string;
  css: string;
  theme: PhotoChatElement["theme"];
}

const THEMES: readonly Theme[] = [
  { title: "Darkroom", className: "darkroom", css: darkroom, theme: "dark" },
  { title: "Paper", className: "paper", css: paper, theme: "light" },
  { title: "Gallery white", className: "gallery-white", css: galleryWhite, theme: "light" },
  { title: "Polaroid", className: "polaroid", css: polaroid, theme: "light" },
  { title: "Seaside", className: "seaside", css: seaside, theme: "auto" },
  { title: "High contrast", className: "high-contrast", css: highContrast, theme: "dark" },
];

const element = (id: string) => document.getElementById(id) as HTMLElement;
const failure = element("failure");
element("failure-retry").addEventListener("click", () => void start());
for (const { css } of THEMES) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
}
await start();

async function start(): Promise<void> {
  failure.hidden = true;
  try {
    const { identities, fresh } = await loadIdentities();
    if (fresh) await writeOpening(identities);
    await writeQuestion(identities);
    const { customer, photographer } = identities;
    element("themes").replaceChildren(...THEMES.map((one) => show(one, customer, photographer)));
  } catch (error) {
    element("failure-text").textContent =
      error instanceof TypeError ? "The demo's server can't be reached." : String(error);
    failure.hidden = false;
  }
}

/** A theme: its name, a chat that wears it, and its CSS. */
function show(theme: Theme, self: Identity, other: Identity): HTMLElement {
  const section = document.createElement("section");
  section.className = "theme";
  const title = document.createElement("h2");
  title.textContent = theme.title;
  const chat = document.createElement("photo-chat");
  chat.className = theme.className;
  chat.setAttribute("theme", theme.theme);
  chat.setAttribute("with", other.userId);
  chat.setAttribute("quiet", "");
  chat.token = self.token;
  // Six chats with one person on a page: a screen reader's list of regions tells them apart.
  chat.strings = {
    chatWith: (name) => `${theme.title}: chat with ${name}`,
    messages: (name) => `${theme.title}: messages with ${name}`,
  };
  const code = document.createElement("pre");
  code.tabIndex = 0;
  code.setAttribute("role", "region");
  code.setAttribute("aria-label", `The CSS of ${theme.title}`);
  code.textContent = theme.css;
  section.append(title, chat, code);
  return section;
}
