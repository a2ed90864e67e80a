import type { ReactiveController } from "lit";
import type { ChatController } from "../chat-controller.js";
import type { ThreadController, ThreadHost } from "./thread-controller.js";

/**
 * Marks as read what a person can see: the page visible, its window focused, the chat open, and the
 * end of the newest message on screen.
 */
export class ReadController implements ReactiveController {
  readonly #host: ThreadHost;
  readonly #chat: ChatController;
  readonly #thread: ThreadController;
  #observer: IntersectionObserver | null = null;
  #end: Element | null = null;
  #endVisible = false;
  #markedKey: string | null = null;

  constructor(host: ThreadHost, chat: ChatController, thread: ThreadController) {
    this.#host = host;
    this.#chat = chat;
    this.#thread = thread;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener("focus", this.#check);
    document.addEventListener("visibilitychange", this.#check);
  }

  hostDisconnected(): void {
    removeEventListener("focus", this.#check);
    document.removeEventListener("visibilitychange", this.#check);
    this.#observe(null);
  }

  hostUpdated(): void {
    this.#observe(this.#host.shadowRoot?.querySelector(".end") ?? null);
    // Otherwise what has just been rendered may stand below the view, which the observer tells later.
    if (this.#thread.stuck) this.#check();
  }

  #observe(end: Element | null): void {
    if (end === this.#end) return;
    this.#observer?.disconnect();
    this.#observer = null;
    this.#endVisible = false;
    this.#end = end;
    if (!end) return;
    this.#observer = new IntersectionObserver((entries) => {
      this.#endVisible = entries.at(-1)?.isIntersecting ?? false;
      this.#check();
    });
    this.#observer.observe(end);
  }

  readonly #check = (): void => {
    const { conversation } = this.#chat;
    const newest = conversation?.snapshot.messages.findLast(({ own }) => !own);
    if (!conversation?.snapshot.unreadCount || !newest || newest.key === this.#markedKey) return;
    if (!this.#endVisible || !this.#thread.atEnd || !this.#thread.looking) return;
    this.#markedKey = newest.key;
    conversation.markRead();
  };
}
