import type { ChatMessage } from "@photo-chat/sdk";
import type { ReactiveController, ReactiveElement } from "lit";
import type { ChatController, ChatHost } from "../chat-controller.js";
import { OnDemand } from "../on-demand.js";
import { english } from "../strings/localization.js";
import type { Strings } from "../strings/photo-chat-strings.js";
import type * as Actions from "./message-actions.js";
import { RowWindow } from "./row-window.js";
import { slideIn } from "./slide-in.js";
import { UnreadMark } from "./unread-mark.js";
import { firstBelow, rowsIn, topOf } from "./visible-rows.js";

/** So near the end counts as at the end, in CSS pixels. */
const AT_END = 40;
/** So far before the end of what is rendered the next rows are fetched. */
const AHEAD = 800;
/** So far from the end the way back is offered even when nothing new is there. */
const FAR = 400;
/** Above the line of unread messages, and its day's heading, stays this much of what was read. */
const CONTEXT = 40;
/** With more unread messages than this the thread opens at the newest. */
const CHASED = 300;

export interface ThreadHost extends ChatHost {
  readonly isOpen: boolean;
}

/**
 * Scrolling of the thread: which rows stand in the page, older ones on the way up, and what the
 * person looks at stays where it is whatever comes or goes above or below it.
 */
export class ThreadController implements ReactiveController {
  /** Of the last rendering. */
  strings: Strings = english.strings;
  olderFailed = false;
  /** At the newest message, and to stay there. */
  stuck = true;
  /** Scrolled so far up that a way back helps. */
  far = false;
  /** Whether the newest message stood in the page after the last rendering. */
  atEnd = true;

  readonly #host: ThreadHost;
  readonly #chat: ChatController;
  readonly #window = new RowWindow();
  readonly #mark = new UnreadMark();
  readonly #actionsPart: OnDemand<typeof Actions>;
  #actions: Actions.MessageActions | null = null;
  #resize: ResizeObserver | null = null;
  #scroller: HTMLElement | null = null;
  #open = false;
  /** On the way to the newest message the line above the unread ones stays in view. */
  #held = false;
  /** The rows around that line have yet to be brought into the page. */
  #leads = false;
  /** Where the thread is scrolled to, as far as has been heard. */
  #top = 0;
  #anchor: { key: string; top: number } | null = null;
  /** Not laid out, as in a closed popup: where it stands once it is, nobody has scrolled to. */
  #hidden = false;
  #conversationId: string | null = null;
  /** Where other conversations were left, unless at their end. */
  readonly #places = new Map<string, { key: string; top: number; seenKey: string | null }>();
  #phase: string | undefined;
  #newestKey: string | null = null;
  /** The newest message that was on screen. */
  #seenKey: string | null = null;

  constructor(host: ThreadHost & ReactiveElement, chat: ChatController) {
    this.#host = host;
    this.#chat = chat;
    this.#actionsPart = new OnDemand(host, () => import("./message-actions.js"));
    host.addController(this);
  }

  get messages(): readonly ChatMessage[] {
    return this.#chat.conversation?.snapshot.messages ?? [];
  }

  /** Which messages stand in the page, as `slice` takes it. */
  get range(): [start: number, end: number] {
    return this.#window.range(this.messages);
  }

  /** The first message below the line of unread ones. */
  get unreadKey(): string | null {
    return this.#mark.key;
  }

  /** Whether somebody sees the thread: the chat open, the page visible, its window focused. */
  get looking(): boolean {
    return this.#host.isOpen && document.visibilityState === "visible" && document.hasFocus();
  }

  /** Messages of others below what was seen. */
  get newCount(): number {
    if (this.stuck) return 0;
    const { messages } = this;
    const seen = messages.findLastIndex(({ key }) => key === this.#seenKey);
    if (seen < 0) return this.#chat.conversation?.snapshot.unreadCount ?? 0;
    return messages.slice(seen + 1).filter(({ own }) => !own).length;
  }

  toNewest = (): void => {
    this.stuck = true;
    this.far = false;
    this.#held = false;
    this.#window.follow();
    this.#host.requestUpdate();
  };

  /** Brings a message that is loaded into the page; where it is to stand the caller then says by scrolling. */
  show(key: string): void {
    this.stuck = this.#held = false;
    this.far = true;
    this.#anchor = null;
    this.#window.show(this.messages, key);
  }

  loadOlder = (): void => {
    this.olderFailed = false;
    this.#chat.conversation?.loadOlder().catch(() => {
      this.olderFailed = true;
      this.#host.requestUpdate();
    });
  };

  hostUpdate(): void {
    // The view may have been scrolled, and not said so yet.
    if (this.#scroller && this.#scroller.scrollTop !== this.#top) this.onScroll();
    const id = this.#chat.conversation?.id ?? null;
    const newest = this.messages.at(-1);
    if (id !== this.#conversationId) {
      this.#leave();
      this.#conversationId = id;
      this.#mark.reset();
      this.olderFailed = false;
      this.#enter(id);
    } else if (newest?.own && newest.key !== this.#newestKey) {
      this.#mark.clear();
      this.toNewest();
    }
    const { phase } = this.#chat.conversation?.snapshot ?? {};
    // What has been loaded is there at once; only what is written slides in.
    if (phase !== this.#phase) this.#newestKey = null;
    this.#phase = phase;
    this.#followUnread();
    // With the page that has come, not after it: at the very top there is no room to make up for it.
    if (this.#nearTop && !this.stuck) {
      const { clientHeight = 0 } = this.#scroller ?? {};
      this.#window.growUp(this.messages, this.#keyAt(clientHeight + AHEAD));
    }
    const { unreadCount } = this.#chat.conversation?.snapshot ?? {};
    if (unreadCount === 0 || (this.stuck && !this.#held)) this.#seenKey = newest?.key ?? null;
  }

  hostUpdated(): void {
    this.#attach(this.#host.shadowRoot?.querySelector<HTMLElement>(".thread") ?? null);
    const scroller = this.#scroller;
    this.atEnd = this.range[1] === this.messages.length;
    const before = scroller?.scrollTop ?? 0;
    // What has moved it since this rendering began is the rendering.
    this.#top = Number.NaN;
    this.#restore();
    const previous = this.#newestKey;
    this.#newestKey = this.messages.at(-1)?.key ?? null;
    if (scroller && previous && this.stuck && !this.#held) {
      const isNew = previous !== this.#newestKey;
      slideIn(scroller, before, isNew ? rowsIn(scroller).at(-1) : undefined);
    }
    this.#fill();
  }

  hostDisconnected(): void {
    this.#attach(null);
  }

  /** Fetches what can be done with messages once a pointer or the focus is near, and hands on events. */
  onReach = (event: Event): void => {
    const { part } = this.#actionsPart;
    if (!part || !this.#scroller) return;
    this.#actions ??= part.createMessageActions(this.#scroller, () => this.strings);
    this.#actions.hear(event);
  };

  onScroll = (): void => {
    const scroller = this.#scroller;
    if (!scroller || this.#hidden || scroller.clientHeight === 0) return;
    const below = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
    const { stuck, far, newCount } = this;
    // Whoever has asked for the newest message is on the way until it stands in the page.
    const isThere = this.atEnd ? below <= AT_END : stuck && !this.#held;
    this.stuck = this.#chasing || isThere;
    this.far = below > FAR;
    if (this.stuck && !stuck) {
      this.#held = false;
      this.#window.follow();
    }
    this.#remember(scroller);
    const isShort = below < AHEAD && !this.atEnd;
    if (isShort && this.#window.growDown(this.messages, this.#keyAt(-AHEAD))) {
      this.#host.requestUpdate();
    }
    if (stuck !== this.stuck || far !== this.far || newCount !== this.newCount) {
      this.#host.requestUpdate();
    }
    this.#fill();
  };

  #leave(): void {
    const id = this.#conversationId;
    if (!id) return;
    if (this.stuck || !this.#anchor) this.#places.delete(id);
    else this.#places.set(id, { ...this.#anchor, seenKey: this.#seenKey });
  }

  /** At the newest message, or where it was left. */
  #enter(id: string | null): void {
    this.#anchor = null;
    this.#newestKey = null;
    this.toNewest();
    const place = this.#places.get(id ?? "");
    if (!place || !this.messages.some(({ key }) => key === place.key)) return;
    this.show(place.key);
    this.#anchor = place;
    this.#seenKey = place.seenKey;
  }

  /** The row that stands so far below the view's top. */
  #keyAt(place: number): string | undefined {
    const scroller = this.#scroller;
    const rows = scroller ? rowsIn(scroller) : [];
    return rows[firstBelow(rows, (scroller?.scrollTop ?? 0) + place)]?.dataset["key"];
  }

  get #nearTop(): boolean {
    const scroller = this.#scroller;
    return scroller !== null && scroller.clientHeight > 0 && scroller.scrollTop <= AHEAD;
  }

  /** Older pages are on their way until the line can be drawn. */
  get #chasing(): boolean {
    const { hasOlder = false } = this.#chat.conversation?.snapshot ?? {};
    return this.#held && this.#mark.isAbove && hasOlder;
  }

  /** Draws the line above what is unread, and leads to it whoever opens the thread. */
  #followUnread(): void {
    const { phase, unreadCount = 0 } = this.#chat.conversation?.snapshot ?? {};
    if (phase !== "ready") return;
    const { messages, looking } = this;
    const opens = this.#host.isOpen && !this.#open;
    this.#open = this.#host.isOpen;
    const drawn = this.#mark.follow({ messages, unreadCount, looking });
    if (unreadCount === 0) this.#held = false;
    else if (drawn || opens) this.#held = this.#leads = unreadCount <= CHASED;
    if (opens && this.#held) this.stuck = true;
    const { key } = this.#mark;
    if (!this.#leads || !this.#held || !this.stuck || key === null) return;
    this.#leads = false;
    this.#seenKey = messages[messages.findLastIndex((one) => one.key === key) - 1]?.key ?? null;
    this.#window.show(messages, key);
  }

  /** Takes in older rows while the top is near. */
  #fill(): void {
    if (!this.#nearTop) return;
    const { hasOlder, loadingOlder, phase } = this.#chat.conversation?.snapshot ?? {};
    if (phase !== "ready") return;
    // Away from the end the rendering itself takes them in, once.
    const { stuck, range } = this;
    if (!this.#chasing && (stuck ? this.#window.growUp(this.messages) : range[0] > 0)) {
      this.#host.requestUpdate();
    } else if (hasOlder && !loadingOlder && !this.olderFailed) {
      this.loadOlder();
    }
  }

  #attach(scroller: HTMLElement | null): void {
    if (scroller === this.#scroller) return;
    this.#resize?.disconnect();
    this.#resize = null;
    this.#scroller = scroller;
    this.#actions?.stop();
    this.#actions = null;
    if (!scroller) return;
    this.#top = scroller.scrollTop;
    this.#resize = new ResizeObserver(() => {
      if (this.stuck && scroller.scrollTop !== this.#top) this.onScroll();
      this.#restore();
    });
    this.#resize.observe(scroller);
    if (scroller.firstElementChild) this.#resize.observe(scroller.firstElementChild);
  }

  /** Keeps where the first visible row stands, and how far one has seen. */
  #remember(scroller: HTMLElement): void {
    const { scrollTop, clientHeight } = scroller;
    const rows = rowsIn(scroller);
    // Not after one's own correction: what is lost in rounding would add up.
    if (scrollTop !== this.#top || !this.#anchor) {
      this.#top = scrollTop;
      const first = rows[firstBelow(rows, scrollTop)];
      const key = first?.dataset["key"];
      this.#anchor = key === undefined ? null : { key, top: topOf(first) - scrollTop };
    }
    const last = rows[firstBelow(rows, scrollTop + clientHeight) - 1]?.dataset["key"];
    const newer = this.messages.findLast(({ key }) => key === last || key === this.#seenKey);
    if (newer) this.#seenKey = newer.key;
  }

  /** Puts the view back where it was; by hand, since not every browser anchors the scroll. */
  #restore(): void {
    const scroller = this.#scroller;
    if (!scroller) return;
    const wasHidden = this.#hidden;
    this.#hidden = scroller.clientHeight === 0;
    if (this.#hidden) return;
    if (this.stuck) {
      const row = this.#held && scroller.querySelector(".unread")?.parentElement;
      const bottom = scroller.scrollHeight - scroller.clientHeight;
      const top = row ? Math.min(bottom, row.offsetTop - CONTEXT) : bottom;
      scroller.scrollTop = this.#chasing ? 0 : top;
      this.#top = scroller.scrollTop;
      this.#anchor = null;
      return;
    }
    const anchor = this.#anchor;
    const row = anchor && rowsIn(scroller).find(({ dataset }) => dataset["key"] === anchor.key);
    if (!row) return;
    const unheard = wasHidden ? 0 : scroller.scrollTop - this.#top || 0;
    scroller.scrollTop = topOf(row) - anchor.top + unheard;
    this.#top = unheard ? Number.NaN : scroller.scrollTop;
    anchor.top -= unheard;
  }
}
