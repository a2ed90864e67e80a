/**
 * The script tag's entry:
 *
 * `<script type="module" src="https://chat.example/photo-chat.js" data-with="anna"></script>`
 *
 * Puts a popup into the page for each such tag, or, with `data-mode="inline"`, a chat in the tag's
 * place; every `data-*` becomes the attribute of that name. Gives these and every `<photo-chat>`
 * written by hand a launcher at once, and the chat itself when somebody wants it. Answers
 * `window.PhotoChat`.
 */
import type { Call } from "./chat/answering.js";
import type { PhotoChatFunction } from "./chat/photo-chat-function.js";
import { createChats } from "./chats.js";
import { insertChat } from "./insert-chat.js";
import { onDiscuss } from "./on-discuss.js";
import { watchPage } from "./watch-page.js";

const { url } = import.meta;
const { origin } = new URL(url);
const script = (tag: Element): void => {
  if ((tag as HTMLScriptElement).src === url) insertChat(tag as HTMLScriptElement, origin);
};

const earlier = window.PhotoChat;
if (earlier?.origin) {
  // Another copy does the rest, for the chats of this one too.
  for (const tag of document.scripts) script(tag);
} else {
  const [adopt, call] = createChats(origin, () => {
    stopWatching();
    stopDiscussing();
    delete window.PhotoChat;
  });
  (window.PhotoChat = call as PhotoChatFunction).origin = origin;
  const stopDiscussing = onDiscuss((marked) => call("discuss", marked));
  const stopWatching = watchPage(adopt, script);
  for (const made of earlier?.q ?? []) call(...(made as unknown as Call));
}
