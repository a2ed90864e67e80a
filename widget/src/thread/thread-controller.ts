import type { ChatMessage } from "@photo-chat/sdk";
import type { ReactiveController } from "lit";
import type { ChatController, ChatHost } from "../chat-controller.js";
import { prefersReducedMotion } from "../styles/reduced-motion.js";
import { RowWindow } from "./row-window.js";

/** So near the end counts as at the end, in CSS pixels. */
const AT_END = 40;
/** So far before the end of what is rendered the next rows are fetched. */
const AHEAD = 800;
/** So far from the end the way back is offered even when nothing new is there. */
const FAR = 400;

/**
 * Scrolling of the thread: which rows stand in the page, older ones on the way up, and what the
 * person looks at stays where it is whatever comes or goes above or below it.
 */
export class ThreadController implements ReactiveController {
  olderFailed = false;
  /** At the newest message, and to stay there. */
  stuck = true;
  /** Scrolled so far up that a way back helps. */
  far = false;

  readonly #host: ChatHost;
  readonly #chat: ChatController;
  readonly #window = new RowWindow();
  #resize: ResizeObserver | null = null;
  #scroller: HTMLElement | null = null;
  #anchor: { key: string; top: number } | null = null;
  #conversationId: string | null = null;
  #newestKey: string | null = null;
  /** The newest message that was on screen. */
  #seenKey: string | null = null;

  constructor(host: ChatHost, chat: ChatController) {
    this.#host = host;
    this.#chat = chat;
    host.addController(this);
  }

  get #messages(): readonly ChatMessage[] {
    return this.#chat.conversation?.snapshot.messages ?? [];
  }

  /** What stands in the page. */
  get rows(): readonly ChatMessage[] {
    return this.#messages.slice(...this.#window.range(this.#messages));
  }

  /** Whether the newest message stands in the page. */
  get atEnd(): boolean {
    return this.#window.range(this.#messages)[1] === this.#messages.length;
  }

  /** Messages of others below what was seen. */
  get newCount(): number {
    if (this.stuck) return 0;
    const seen = this.#messages.findIndex(({ key }) => key === this.#seenKey);
    return this.#messages.slice(seen + 1).filter(({ own }) => !own).length;
  }

  toNewest = (): void => {
    this.stuck = true;
    this.far = false;
    this.#window.follow();
    this.#host.requestUpdate();
  };

  loadOlder = (): void => {
    this.olderFailed = false;
    this.#chat.conversation?.loadOlder().catch(() => {
      this.olderFailed = true;
      this.#host.requestUpdate();
    });
  };

  hostUpdate(): void {
    const id = this.#chat.conversation?.id ?? null;
    const newest = this.#messages.at(-1);
    if (id !== this.#conversationId) {
      this.#conversationId = id;
      this.#anchor = null;
      this.olderFailed = false;
      this.toNewest();
    } else if (newest?.own && newest.key !== this.#newestKey) {
      this.toNewest();
    }
    if (this.stuck) this.#seenKey = newest?.key ?? null;
  }

  hostUpdated(): void {
    this.#attach(this.#host.shadowRoot?.querySelector<HTMLElement>(".thread") ?? null);
    const before = this.#scroller?.scrollTop ?? 0;
    this.#restore();
    this.#slideIn(before);
    this.#fill();
  }

  hostDisconnected(): void {
    this.#attach(null);
  }

  onScroll = (): void => {
    const scroller = this.#scroller;
    if (!scroller || scroller.clientHeight === 0) return;
    const below = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
    const { stuck, far } = this;
    this.stuck = this.atEnd && below <= AT_END;
    this.far = below > FAR;
    if (this.stuck && !stuck) this.#window.follow();
    this.#remember(scroller);
    if (below < AHEAD && !this.atEnd && this.#window.growDown(this.#messages)) {
      this.#host.requestUpdate();
    }
    if (stuck !== this.stuck || far !== this.far) this.#host.requestUpdate();
    this.#fill();
  };

  /** Takes in older rows while the top is near. */
  #fill(): void {
    const scroller = this.#scroller;
    if (!scroller || scroller.clientHeight === 0 || scroller.scrollTop > AHEAD) return;
    const { hasOlder, loadingOlder, phase } = this.#chat.conversation?.snapshot ?? {};
    if (phase !== "ready") return;
    if (this.#window.growUp(this.#messages)) this.#host.requestUpdate();
    else if (hasOlder && !loadingOlder && !this.olderFailed) this.loadOlder();
  }

  #attach(scroller: HTMLElement | null): void {
    if (scroller === this.#scroller) return;
    this.#resize?.disconnect();
    this.#resize = null;
    this.#scroller = scroller;
    if (!scroller) return;
    this.#resize = new ResizeObserver(() => this.#restore());
    this.#resize.observe(scroller);
    if (scroller.firstElementChild) this.#resize.observe(scroller.firstElementChild);
  }

  #row(key: string): HTMLElement | undefined {
    return this.#renderedRows().find((row) => row.dataset["key"] === key);
  }

  #renderedRows(): HTMLElement[] {
    return [...(this.#scroller?.querySelectorAll<HTMLElement>("[data-key]") ?? [])];
  }

  /** Keeps where the first visible row stands. */
  #remember(scroller: HTMLElement): void {
    const { scrollTop } = scroller;
    const row = this.#renderedRows().find((row) => row.offsetTop + row.offsetHeight > scrollTop);
    this.#anchor = row ? { key: row.dataset["key"] ?? "", top: row.offsetTop - scrollTop } : null;
  }

  /** Puts the view back where it was; by hand, since not every browser anchors the scroll. */
  #restore(): void {
    const scroller = this.#scroller;
    if (!scroller || scroller.clientHeight === 0) return;
    if (this.stuck) {
      scroller.scrollTop = scroller.scrollHeight;
      return;
    }
    const row = this.#anchor && this.#row(this.#anchor.key);
    if (row && this.#anchor) scroller.scrollTop = row.offsetTop - this.#anchor.top;
  }

  /** What has just come pushes the rest up instead of jumping in. */
  #slideIn(before: number): void {
    const previous = this.#newestKey;
    this.#newestKey = this.#messages.at(-1)?.key ?? null;
    const scroller = this.#scroller;
    if (!previous || !scroller || !this.stuck || prefersReducedMotion()) return;
    const distance = Math.min(scroller.scrollTop - before, scroller.clientHeight);
    const timing = { duration: 220, easing: "cubic-bezier(.2,.8,.2,1)" };
    if (distance > 0) {
      for (const child of scroller.firstElementChild?.children ?? []) {
        child.animate({ transform: [`translateY(${distance}px)`, "none"] }, timing);
      }
    }
    if (this.#newestKey && this.#newestKey !== previous) {
      this.#row(this.#newestKey)?.animate({ opacity: [0, 1] }, timing);
    }
  }
}
