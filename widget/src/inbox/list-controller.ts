import type { ChatMessage, ConversationSnapshot } from "@photo-chat/sdk";
import type { ReactiveController } from "lit";
import type { ChatController, ChatHost } from "../chat-controller.js";
import { ListWindow } from "./list-window.js";
import { SearchController } from "./search-controller.js";
import { StableOrder } from "./stable-order.js";

/** After the pointer has rested this long the list takes its order again, in milliseconds. */
const REST_MS = 3_000;
/** So far a page key goes, in rows. */
const PAGE = 8;

/** Shows a conversation, and in it what a search has found. */
export type OpenConversation = (conversationId: string, found: ChatMessage | null) => Promise<void>;

/** The rows of the list: which, in what order, where it is scrolled to, and moving among them by keys. */
export class ListController implements ReactiveController {
  readonly search: SearchController;
  rows: readonly ConversationSnapshot[] = [];
  /** Until then the order is kept, in epoch milliseconds. */
  heldUntil = 0;

  readonly #host: ChatHost;
  readonly #chat: ChatController;
  readonly #open: OpenConversation;
  readonly #order = new StableOrder<ConversationSnapshot>();
  readonly #window = new ListWindow();
  readonly #resize = new ResizeObserver(() => this.onScroll());
  #scroller: HTMLElement | null = null;
  #active: string | null = null;
  #focused: string | null = null;
  /** The rows on screen before this rendering, and how they were found. */
  #seen: { ids: readonly string[]; from: number; query: string } = { ids: [], from: 0, query: "" };

  constructor(host: ChatHost, chat: ChatController, open: OpenConversation) {
    this.#host = host;
    this.#chat = chat;
    this.#open = open;
    this.search = new SearchController(
      () => chat.client,
      () => host.requestUpdate(),
    );
    host.addController(this);
  }

  get start(): number {
    return this.#window.start;
  }

  /** What stands in the page. */
  get rendered(): readonly ConversationSnapshot[] {
    return this.rows.slice(this.#window.start, this.#window.end);
  }

  /** The row that Tab leads to. */
  get reachable(): string | undefined {
    const there = (id: string | null | undefined): boolean =>
      this.rendered.some(({ conversationId }) => conversationId === id);
    const wanted = [this.#active, this.#chat.conversation?.id];
    return wanted.find(there) ?? this.rendered[0]?.conversationId;
  }

  hostUpdate(): void {
    const snapshot = this.#chat.client?.snapshot;
    if (this.#host.mode !== "inbox" || !snapshot) {
      this.rows = [];
      return;
    }
    const { conversations, user } = snapshot;
    this.#look();
    const ordered = this.#order.apply(conversations, Date.now() < this.heldUntil);
    this.rows = this.search.wanted ? this.search.found(ordered, user?.userId) : ordered;
    const { scrollTop = 0, clientHeight = 0 } = this.#scroller ?? {};
    this.#window.reset(this.rows.length, scrollTop, clientHeight);
    this.#keepFocus();
  }

  hostUpdated(): void {
    this.#attach(this.#host.shadowRoot?.querySelector<HTMLElement>(".rows") ?? null);
    const scroller = this.#scroller;
    const list = scroller?.querySelector("ul");
    if (!scroller || !list) return;
    const height = list.querySelector<HTMLElement>(".conversation")?.parentElement?.offsetHeight;
    if (height) this.#window.rowHeight = height;
    const { start, end, rowHeight } = this.#window;
    list.style.paddingBlockStart = `${start * rowHeight}px`;
    list.style.paddingBlockEnd = `${Math.max(0, this.rows.length - end) * rowHeight}px`;
    this.#stay(scroller);
    const focused = this.#focused && this.#row(this.#focused);
    if (focused && !this.#host.shadowRoot?.activeElement) focused.focus({ preventScroll: true });
  }

  /** An element that is moved within the page is back in it by then, and goes on searching. */
  hostDisconnected(): void {
    this.#attach(null);
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.search.dispose();
    });
  }

  readonly onScroll = (): void => {
    const scroller = this.#scroller;
    if (!scroller?.clientHeight) return;
    const { scrollTop, clientHeight } = scroller;
    if (this.#window.move(this.rows.length, scrollTop, clientHeight)) this.#host.requestUpdate();
  };

  /** Somebody points at the list. */
  readonly hold = (): void => {
    this.heldUntil = Date.now() + REST_MS;
  };

  readonly release = (): void => {
    if (this.heldUntil === 0) return;
    this.heldUntil = 0;
    this.#host.requestUpdate();
  };

  readonly onClick = ({ target }: Event): void => {
    const id = (target as Element).closest<HTMLElement>(".conversation")?.dataset["id"];
    const chosen = this.rows.find(({ conversationId }) => conversationId === id);
    if (!chosen) return;
    this.#active = chosen.conversationId;
    this.#choose(chosen);
  };

  readonly onKeydown = (event: KeyboardEvent): void => {
    const at = this.rows.findIndex(({ conversationId }) => conversationId === this.#active);
    const target = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + PAGE,
      PageUp: at - PAGE,
      Home: 0,
      End: this.rows.length - 1,
    }[event.key];
    if (target === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const found = this.rows[Math.min(Math.max(0, target), this.rows.length - 1)];
    if (found) void this.focusConversation(found.conversationId);
  };

  readonly onFocus = ({ target }: Event): void => {
    this.#focused = (target as HTMLElement).dataset["id"] ?? this.#focused;
    this.#active = this.#focused ?? this.#active;
  };

  readonly onBlur = ({ relatedTarget }: FocusEvent): void => {
    if (relatedTarget) this.#focused = null;
  };

  /** Focuses the row that Tab leads to; false when there is none. */
  focus(options?: FocusOptions): boolean {
    const row = this.reachable && this.#row(this.reachable);
    if (!row) return false;
    row.focus(options);
    return true;
  }

  /** Brings a conversation's row into view, and the focus to it. */
  async focusConversation(id: string): Promise<void> {
    const index = this.rows.findIndex(({ conversationId }) => conversationId === id);
    const scroller = this.#scroller;
    if (index < 0 || !scroller) return;
    this.#active = id;
    const top = this.#window.reveal(index, scroller.scrollTop, scroller.clientHeight);
    if (top !== null) scroller.scrollTop = top;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#row(id)?.focus({ preventScroll: true });
  }

  /** Opens the first row: Enter in the search field. */
  readonly openFirst = (): void => {
    const [first] = this.rows;
    if (first) this.#choose(first);
  };

  readonly focusFirst = (): void => {
    const [first] = this.rows;
    if (first) void this.focusConversation(first.conversationId);
  };

  #choose(conversation: ConversationSnapshot): void {
    void this.#open(conversation.conversationId, this.search.matchOf(conversation));
  }

  #row(id: string): HTMLElement | undefined {
    const rows = this.#scroller?.querySelectorAll<HTMLElement>(".conversation") ?? [];
    return [...rows].find((row) => row.dataset["id"] === id);
  }

  #attach(scroller: HTMLElement | null): void {
    if (scroller === this.#scroller) return;
    this.#resize.disconnect();
    this.#scroller = scroller;
    if (scroller) this.#resize.observe(scroller);
  }

  /** A row that leaves the page while it has the focus hands it to the list, which knows its place. */
  #keepFocus(): void {
    const row = this.#host.shadowRoot?.activeElement?.closest<HTMLElement>(".conversation");
    const id = row?.dataset["id"];
    if (!id) return;
    if (!this.rendered.some(({ conversationId }) => conversationId === id)) {
      this.#scroller?.focus({ preventScroll: true });
      this.#focused = null;
    }
  }

  /** Remembers the first rows in view. */
  #look(): void {
    const from = Math.floor((this.#scroller?.scrollTop ?? 0) / this.#window.rowHeight);
    const ids = this.rows.slice(from, from + 3).map(({ conversationId }) => conversationId);
    this.#seen = { ids, from, query: this.#seen.query };
  }

  /** What is looked at stays where it is, whatever goes to the top of the list above it. */
  #stay(scroller: HTMLElement): void {
    const { ids, from, query } = this.#seen;
    const sameQuery = query === this.search.wanted;
    this.#seen = { ...this.#seen, query: this.search.wanted };
    if (!sameQuery) scroller.scrollTop = 0;
    if (!sameQuery || from === 0 || ids.length < 3) return;
    const places = new Map(this.rows.map(({ conversationId }, index) => [conversationId, index]));
    const moves = ids.map((id, offset) => (places.get(id) ?? from + offset) - from - offset);
    const move = moves.toSorted((a, b) => a - b)[1] ?? 0;
    if (move !== 0) scroller.scrollTop += move * this.#window.rowHeight;
  }
}
