import type { ChatMessage } from "@photo-chat/sdk";
import type { ReactiveController } from "lit";
import type { ChatController, ChatHost } from "../chat-controller.js";
import { prefersReducedMotion } from "../styles/reduced-motion.js";
import type { ThreadController } from "../thread/thread-controller.js";
import { rowsIn } from "../thread/visible-rows.js";

/** So long the message stands out, in milliseconds. */
const MARKED_MS = 2_500;

/**
 * Leads to a message that a search has found: older pages come until it is there, then it stands in
 * the middle of the thread, has the focus, and is marked for a moment. Whoever scrolls, chooses
 * something else or begins to write stays there; a page that fails is asked for again in the thread.
 */
export class FoundMessage implements ReactiveController {
  readonly #host: ChatHost;
  readonly #chat: ChatController;
  readonly #thread: ThreadController;
  #sought: ChatMessage | null = null;
  /** What had the focus when this began. */
  #origin: Element | null = null;
  /** The oldest message there was when an older page was last asked for. */
  #askedFrom: string | null = null;
  /** It stands in the page with this rendering. */
  #isThere = false;

  constructor(host: ChatHost, chat: ChatController, thread: ThreadController) {
    this.#host = host;
    this.#chat = chat;
    this.#thread = thread;
    host.addController(this);
  }

  /** Begins with the next rendering, once its conversation is the one that is shown. */
  seek(message: ChatMessage): void {
    this.#sought = message;
    this.#origin = this.#focused;
    this.#askedFrom = null;
    this.#isThere = false;
  }

  hostUpdate(): void {
    const sought = this.#sought;
    if (!sought) return;
    const { conversation } = this.#chat;
    if (conversation?.id !== sought.conversationId || this.#isLeft) {
      this.#sought = null;
      return;
    }
    const { phase, messages, hasOlder } = conversation.snapshot;
    if (phase !== "ready") return;
    const oldest = messages[0]?.key ?? null;
    this.#isThere = messages.some(({ key }) => key === sought.key);
    if (this.#isThere) this.#thread.show(sought.key);
    else if (!hasOlder) this.#sought = null;
    else if (oldest !== this.#askedFrom) {
      if (!this.#thread.stuck) this.#thread.toNewest();
      this.#askedFrom = oldest;
      this.#thread.loadOlder();
    }
  }

  hostUpdated(): void {
    const sought = this.#sought;
    if (!sought || !this.#isThere) return;
    this.#sought = null;
    const scroller = this.#host.shadowRoot?.querySelector<HTMLElement>(".thread");
    const row = scroller && rowsIn(scroller).find(({ dataset }) => dataset["key"] === sought.key);
    if (!row) return;
    const { top, height } = row.getBoundingClientRect();
    const room = Math.max(0, scroller.clientHeight - height) / 2;
    scroller.scrollTop += top - scroller.getBoundingClientRect().top - room;
    this.#thread.onScroll();
    this.#focus(row, scroller).catch(() => {});
    row
      .querySelector(".bubble")
      ?.animate(
        { outline: ["3px solid var(--_accent)", "3px solid transparent"], outlineOffset: "2px" },
        { duration: MARKED_MS, easing: prefersReducedMotion() ? "steps(1)" : "ease-in" },
      );
  }

  hostDisconnected(): void {
    this.#sought = null;
  }

  /** As the arrow keys do: the row is read out, and they go on from it. */
  async #focus(row: HTMLElement, scroller: HTMLElement): Promise<void> {
    const { focusRow } = await import("../thread/message-actions.js");
    if (row.isConnected && !this.#isElsewhere) focusRow(row, scroller);
  }

  /** Whether somebody does not wait for it any more. */
  get #isLeft(): boolean {
    const hasScrolled = this.#askedFrom !== null && !this.#thread.stuck;
    return hasScrolled || this.#isElsewhere;
  }

  /** Whether somebody has turned to something other than the messages. */
  get #isElsewhere(): boolean {
    const focused = this.#focused;
    if (!focused) return document.activeElement !== document.body;
    return focused !== this.#origin && !focused.closest(".main, .back");
  }

  get #focused(): Element | null {
    return this.#host.shadowRoot?.activeElement ?? null;
  }
}
