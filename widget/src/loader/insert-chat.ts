const peerOf = (chat: Element): string =>
  `${chat.getAttribute("with")} ${chat.getAttribute("conversation")}`;

/**
 * Puts the chat that a script tag asks for into the page; not twice for the same person, however
 * often the tag stands there. A popup stands beside the body: there it outlives what the site's
 * navigation does to the body, and nothing that the body is styled with reaches it.
 */
export function insertChat(tag: HTMLScriptElement, server: string): void {
  if (!tag.matches("[data-with],[data-conversation],[data-mode]")) return;
  const element = document.createElement("photo-chat");
  element.setAttribute("server", server);
  element.setAttribute("mode", "popup");
  for (const { name, value } of tag.attributes) {
    if (name.startsWith("data-")) element.setAttribute(name.slice(5), value);
  }
  for (const other of document.querySelectorAll("photo-chat")) {
    if (peerOf(other) === peerOf(element)) return;
  }
  if (element.getAttribute("mode") !== "popup" && tag.closest("body")) tag.after(element);
  else document.documentElement.append(element);
}
