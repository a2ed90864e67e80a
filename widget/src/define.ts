import { PhotoChatElement } from "./photo-chat-element.js";

// Not on a server, and not twice when two copies of this are loaded.
if ("customElements" in globalThis && !customElements.get("photo-chat")) {
  customElements.define("photo-chat", PhotoChatElement);
}
