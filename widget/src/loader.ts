/**
 * The script tag's entry:
 *
 * `<script type="module" src="https://chat.example/photo-chat.js" data-with="anna"></script>`
 *
 * Registers `<photo-chat>`, makes the script's origin its server, and puts a popup into the page for
 * each such tag with `data-with`, or, with `data-mode="inline"`, a chat in the tag's place. `data-theme`,
 * `data-locale` and `data-open` become attributes. A `<photo-chat>` written by hand works with the
 * tag alone.
 */
const { origin } = new URL(import.meta.url);

if (!customElements.get("photo-chat")) {
  const { PhotoChatElement } = await import("./photo-chat-element.js");
  PhotoChatElement.defaultServer ??= origin;
  // Another copy may have come first meanwhile. Not by `define.js`: that would be one more round trip.
  if (!customElements.get("photo-chat")) customElements.define("photo-chat", PhotoChatElement);
}
if (document.readyState === "loading") {
  await new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
}
for (const script of document.querySelectorAll<HTMLScriptElement>("script[data-with]")) {
  if (script.src === import.meta.url) insert(script);
}

/** Not twice for the same person, however often the tag stands in the page. */
function insert(script: HTMLScriptElement): void {
  const { with: peer = "", mode = "popup", theme, locale, open } = script.dataset;
  const there = [...document.querySelectorAll("photo-chat[server]")].some(
    (element) => element.getAttribute("with") === peer && element.getAttribute("server") === origin,
  );
  if (there) return;
  const element = document.createElement("photo-chat");
  const attributes = { server: origin, with: peer, mode, theme, locale, open };
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(name, value);
  }
  if (mode === "inline" && document.body.contains(script)) script.after(element);
  else document.body.append(element);
}

export {};
