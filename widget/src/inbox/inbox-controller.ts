import type { ChatClient, ChatMessage } from "@photo-chat/sdk";
import type { ReactiveController, TemplateResult } from "lit";
import { html, nothing } from "lit";
import type { ChatController, ChatHost } from "../chat-controller.js";
import { nameOf } from "../status/name-of.js";
import type { ThreadController } from "../thread/thread-controller.js";
import type { View } from "../view.js";
import { FoundMessage } from "./found-message.js";
import { inboxIcon } from "./inbox-icon.js";
import { InboxTextsController } from "./inbox-texts-controller.js";
import { inboxView } from "./inbox-view.js";
import { ListController } from "./list-controller.js";
import { peerOf } from "./peer-of.js";

export { inboxStyles as styles } from "./inbox-styles.js";

export interface InboxHost extends ChatHost {
  with: string;
}

/** All conversations beside the chosen one: choosing, going back, keys and announcements. */
export class InboxController implements ReactiveController {
  readonly list: ListController;
  readonly texts: InboxTextsController;
  /** The newest thing that happened out of view, for the screen reader; each has a key of its own. */
  announcement: { readonly key: string; readonly text: string } | null = null;
  /** The conversation is sliding out, and still there to be seen. */
  closing = false;

  readonly host: InboxHost;
  readonly chat: ChatController;
  readonly #found: FoundMessage;
  #client: ChatClient | null = null;
  #stop = (): void => {};

  constructor(host: InboxHost, chat: ChatController, thread: ThreadController) {
    this.host = host;
    this.chat = chat;
    this.texts = new InboxTextsController(host);
    this.list = new ListController(host, chat, this.open);
    this.#found = new FoundMessage(host, chat, thread);
    host.addController(this);
  }

  get #root(): ShadowRoot | null {
    return this.host.shadowRoot;
  }

  /** Whether a conversation is shown, or about to be. */
  get isOpen(): boolean {
    return !this.closing && Boolean(this.host.conversation || this.host.with);
  }

  /** Whether the list is what the focus belongs to. */
  get isListFirst(): boolean {
    return this.host.mode === "inbox" && !this.isOpen;
  }

  hostConnected(): void {
    this.host.addEventListener("keydown", this.#keydown);
  }

  hostDisconnected(): void {
    this.host.removeEventListener("keydown", this.#keydown);
    this.#listen(null);
  }

  hostUpdate(): void {
    this.#listen(this.host.mode === "inbox" ? this.chat.client : null);
  }

  #listen(client: ChatClient | null): void {
    if (client === this.#client) return;
    this.#stop();
    this.#client = client;
    this.#stop =
      client?.on("message", ({ conversation, message }) => {
        if (message.own || conversation.id === this.chat.conversation?.id) return;
        const { strings } = this.texts;
        const peer = peerOf(conversation.snapshot, client.snapshot.user?.userId);
        const text = strings?.newMessageFrom(nameOf(peer, strings)) ?? "";
        this.announcement = { key: message.key, text };
        this.host.requestUpdate();
      }) ?? (() => {});
  }

  render(view: View, conversation: () => TemplateResult): TemplateResult {
    return inboxView(view, this, conversation);
  }

  /** Stands in the conversation's head; seen where there is room for one pane only. */
  backButton(): TemplateResult | typeof nothing {
    if (this.host.mode !== "inbox") return nothing;
    return html`<button
      class="close back"
      part="back-button"
      aria-label=${this.texts.strings?.backToInbox ?? nothing}
      @click=${this.back}
    >
      ${inboxIcon("back")}
    </button>`;
  }

  focus(options?: FocusOptions): void {
    if (!this.list.focus(options)) this.#search?.focus(options);
  }

  /**
   * Shows a conversation. The focus goes to what was found in it, else to where one writes, but not
   * to bring up a phone's keyboard.
   */
  readonly open = async (conversationId: string, found: ChatMessage | null): Promise<void> => {
    this.closing = false;
    if (found) this.#found.seek(found);
    this.host.conversation = conversationId;
    this.host.with = "";
    this.host.requestUpdate();
    await this.host.updateComplete;
    if (found && this.#root?.activeElement?.closest(".thread")) return;
    const writes = !found && !matchMedia("(pointer: coarse)").matches;
    const places = [writes ? "textarea" : ".back", ".thread"];
    const there = places.map((place) => this.#root?.querySelector<HTMLElement>(place));
    there.find((one) => one?.checkVisibility())?.focus({ preventScroll: true });
  };

  /** Back to the list, and to the row that one came from. */
  readonly back = async (): Promise<void> => {
    const from = this.chat.conversation?.id;
    if (this.#isSinglePane) {
      const wasReopened = (): boolean => !this.closing;
      this.closing = true;
      this.host.requestUpdate();
      await this.host.updateComplete;
      const moving = this.#root?.querySelector(".pane")?.getAnimations() ?? [];
      await Promise.allSettled(moving.map(({ finished }) => finished));
      if (wasReopened()) return;
      this.closing = false;
      this.host.conversation = "";
      this.host.with = "";
      this.host.requestUpdate();
    }
    if (from) await this.list.focusConversation(from);
  };

  get #isSinglePane(): boolean {
    return this.#root?.querySelector(".back")?.checkVisibility() ?? false;
  }

  get #search(): HTMLInputElement | null {
    return this.#root?.querySelector<HTMLInputElement>(".search input") ?? null;
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    if (this.host.mode !== "inbox" || event.defaultPrevented || event.isComposing) return;
    const writing = target instanceof HTMLElement && target.matches("input, textarea, select");
    const byCommand = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    const bySlash = event.key === "/" && !writing && !event.ctrlKey && !event.metaKey;
    if (byCommand || bySlash) {
      event.preventDefault();
      void this.#toSearch();
    } else if (event.key === "Escape" && target instanceof Element && target.closest(".pane")) {
      event.preventDefault();
      void this.back();
    }
  };

  async #toSearch(): Promise<void> {
    if (this.#isSinglePane) await this.back();
    this.#search?.focus();
    this.#search?.select();
  }
}
