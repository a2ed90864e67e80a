import type { ChatClient } from "@photo-chat/sdk";
import { LitElement, html, type PropertyValues, type TemplateResult } from "lit";
import { AttentionController, type AttentionHost } from "./attention/attention-controller.js";
import { ChatController, type ChatHost } from "./chat-controller.js";
import { insertText } from "./composer/composer.js";
import { ComposerController, type ComposerHost } from "./composer/composer-controller.js";
import { emit } from "./emit.js";
import { GuestController, type GuestHost } from "./guest/guest-controller.js";
import { Logout } from "./guest/logout.js";
import type { InboxController, InboxHost } from "./inbox/inbox-controller.js";
import { OnDemand } from "./on-demand.js";
import { Panel, type PanelHost } from "./panel.js";
import { launcher } from "./popup/launcher.js";
import { PopupController, type PopupHost } from "./popup/popup-controller.js";
import { property } from "./property.js";
import { ClockController } from "./status/clock-controller.js";
import { nameOf } from "./status/name-of.js";
import { skeleton } from "./status/notice.js";
import { Direction } from "./strings/direction.js";
import { english, localize } from "./strings/localization.js";
import type { StringOverrides } from "./strings/photo-chat-strings.js";
import { styles } from "./styles/styles.js";
import { ReadController } from "./thread/read-controller.js";
import { ThreadController } from "./thread/thread-controller.js";

const FRAME_MS = 16;

/**
 * A chat with one person, or, as an inbox, with everybody who wrote.
 *
 * @example
 * <photo-chat server="https://chat.example" with="anna" mode="popup"></photo-chat>
 *
 * Who is writing is said by one of the properties `getToken`, `token` and `client`. Without any of
 * them a visitor can start as a guest.
 *
 * @slot launcher - what the popup's button shows, instead of a speech bubble
 * @slot header - instead of the picture, name and presence
 * @slot empty - instead of the greeting before the first message
 * @slot before-composer - between the messages and the composer
 * @slot composer-actions - beside the text, for buttons of the page's own
 * @slot inbox-actions - beside the inbox's title
 * @slot inbox-empty - instead of the text of an inbox without conversations
 * @slot inbox-none - instead of the text beside the list while no conversation is chosen
 *
 * @fires photo-chat-ready - the conversation can be read and written in
 * @fires photo-chat-open - the popup has opened
 * @fires photo-chat-close - the popup has closed
 * @fires photo-chat-message - a message has arrived
 * @fires photo-chat-send - before a message is sent; cancelable
 * @fires photo-chat-conversation-change - another conversation is shown, or none
 * @fires photo-chat-discuss-open - the card of a picture was chosen; cancelable, else the picture opens
 * @fires photo-chat-unread-change - the number of unread messages is another one
 * @fires photo-chat-connection-change - the connection's state is another one
 * @fires photo-chat-error - something failed
 *
 * @csspart launcher - the popup's button
 * @csspart badge - the number of unread messages on it, and in a row of the inbox
 * @csspart panel - the whole chat
 * @csspart header - its head
 * @csspart avatar - the picture or initials in the head
 * @csspart name - the other one's name
 * @csspart presence - "Online", or when last seen
 * @csspart menu-button - opens the settings
 * @csspart menu - the settings
 * @csspart report - the dialog that asks what is wrong with the other one
 * @csspart close-button - closes the popup
 * @csspart banner - what is wrong with the connection
 * @csspart thread - the part that scrolls
 * @csspart list - the list of messages
 * @csspart day - the heading of a day
 * @csspart unread - the line above what was unread
 * @csspart bubble - one message; also `own-bubble` or `other-bubble`
 * @csspart empty - what stands where there is nothing yet
 * @csspart image - an image in a message
 * @csspart file - a file in a message
 * @csspart lightbox - a picture over the whole window, and what is around it
 * @csspart lightbox-image - the picture
 * @csspart lightbox-button - a button beside it
 * @csspart lightbox-caption - its text or title below it
 * @csspart detail - time and state below a message
 * @csspart status - the state's icon
 * @csspart failure - why a message was not sent, and what to do
 * @csspart actions - what can be done with a message
 * @csspart typing - the dots while someone types
 * @csspart pill - what floats above the messages
 * @csspart newest-button - leads back to the newest message
 * @csspart composer - where one writes
 * @csspart field - the frame of the text and the button
 * @csspart input - the text being written, and a guest's name
 * @csspart hint - what is to be known of a text or field: characters left, what is wrong
 * @csspart send-button - sends it
 * @csspart emoji-button - opens the choice of emoji
 * @csspart emoji - the choice of emoji
 * @csspart about - the card of the picture that a message is about
 * @csspart guest-form - the form that starts a guest's chat
 * @csspart start-button - its button
 * @csspart notice - stands in for a conversation that can't be shown
 * @csspart skeleton - stands in for one that is on its way
 * @csspart button - every lesser button
 * @csspart inbox - the inbox's list with its head
 * @csspart inbox-title - its title
 * @csspart search - its search field
 * @csspart conversation - one row of it; also `current-conversation`
 * @csspart back-button - leads from a conversation to the list, where there is room for one of them
 *
 * @cssproperty --photo-chat-accent - buttons, links, unread marks
 * @cssproperty --photo-chat-on-accent - text on the accent
 * @cssproperty --photo-chat-surface - the background
 * @cssproperty --photo-chat-text - the text
 * @cssproperty --photo-chat-muted - lesser text
 * @cssproperty --photo-chat-line - borders
 * @cssproperty --photo-chat-bubble - the other one's messages
 * @cssproperty --photo-chat-on-bubble - text on them
 * @cssproperty --photo-chat-own-bubble - one's own messages
 * @cssproperty --photo-chat-on-own-bubble - text on them
 * @cssproperty --photo-chat-danger - failures
 * @cssproperty --photo-chat-online - the mark of presence
 * @cssproperty [--photo-chat-font-family=system-ui] - the typeface
 * @cssproperty [--photo-chat-font-size=medium] - the size that all others follow
 * @cssproperty [--photo-chat-radius=18px] - corners of the panel and of messages
 * @cssproperty [--photo-chat-spacing=4px] - the unit of the room around and between things
 * @cssproperty --photo-chat-shadow - below the popup and its button
 * @cssproperty [--photo-chat-width=384px] - of the popup
 * @cssproperty [--photo-chat-height=640px] - of the chat
 * @cssproperty [--photo-chat-offset=20px] - of the popup's button from the window's corner
 * @cssproperty [--photo-chat-z-index=2147483000] - of the popup
 */
export class PhotoChatElement
  extends LitElement
  implements AttentionHost, ChatHost, ComposerHost, GuestHost, InboxHost, PanelHost, PopupHost
{
  static override styles = styles;

  /** The server for elements that name none, else the page's own. The script tag sets it to its origin. */
  static defaultServer: string | null = null;

  /** The server's address, `https://chat.example`. */
  @property() server = "";
  /** The id of the user to talk to. */
  @property() with = "";
  /** The id of the conversation to show, instead of `with`: the one that was set last counts. */
  @property() conversation = "";
  /**
   * `inline` fills its place in the page, `popup` floats above it behind a button. `inbox` fills its
   * place with all conversations of the person, and the chosen one beside them.
   */
  @property({ reflect: true, useDefault: true }) mode: "inline" | "popup" | "inbox" = "inline";
  /** Whether the popup is open. */
  @property({ type: Boolean, reflect: true }) open = false;
  /** `auto` follows the person's preference. */
  @property({ reflect: true, useDefault: true }) theme: "auto" | "light" | "dark" = "auto";
  /** A BCP 47 tag; default: the page's language, then the browser's. */
  @property() locale = "";
  /** Gives a token for each attempt to connect. */
  @property({ attribute: false }) getToken: (() => string | Promise<string>) | null = null;
  /** A token that is good for as long as the page; another one signs in anew. */
  @property({ attribute: false }) token: string | null = null;
  /** `ask` has a visitor fill in a form first, with `skip` the first message makes the guest. */
  @property({ attribute: "guest-form" }) guestForm: "ask" | "skip" = "ask";
  /** Keeps the page's title and its loudspeaker out of it. */
  @property({ type: Boolean }) quiet = false;
  /** What is known about a guest: fills in the form. */
  @property({ attribute: false }) user: { name?: string; email?: string } | null = null;
  /** The host's own client, used instead of `server` and a token. Not disposed of by the element. */
  @property({ attribute: false }) client: ChatClient | null = null;
  /** Texts to use instead of the language's own. */
  @property({ attribute: false }) strings: StringOverrides | null = null;

  readonly #clock = new ClockController(this);
  readonly #guest = new GuestController(this);
  readonly #chat = new ChatController(this, this.#guest);
  readonly #composer = new ComposerController(this, this.#chat, this.#guest);
  readonly #thread = new ThreadController(this, this.#chat);
  readonly #panel = new Panel(this, this.#chat, this.#guest, this.#composer, this.#thread);
  readonly #popup = new PopupController(this);
  readonly #direction = new Direction(this);
  readonly #rich = new OnDemand(this, () => import("./thread/rich-message.js"));
  readonly #logout = new Logout(this, this.#chat, this.#composer, this.#guest);
  #inbox: InboxController | null = null;
  readonly #inboxPart = new OnDemand(this, () => import("./inbox/inbox-controller.js"));
  #localization = english;
  #locales = "";
  #renderedAt = 0;
  #overrides: StringOverrides | null = null;

  constructor() {
    super();
    new ReadController(this, this.#chat, this.#thread);
    new AttentionController(this, this.#chat);
  }

  /** The server in use. */
  get serverUrl(): string {
    return this.server || PhotoChatElement.defaultServer || location.origin;
  }

  /** Whether the conversation is in view as far as the element goes: inline, or an open popup. */
  get isOpen(): boolean {
    return this.mode !== "popup" || this.open;
  }

  /** Own messages that wait to be sent, over all conversations. */
  get pendingCount(): number {
    return this.#chat.client?.snapshot.pendingCount ?? 0;
  }

  /** Opens the popup. */
  show = (): void => {
    this.#popup.rememberFocus();
    this.open = true;
  };

  /** Closes the popup; what was written stays. */
  hide = (): void => {
    this.open = false;
  };

  /** Opens the popup, or closes it. */
  toggle(): void {
    this[this.open ? "hide" : "show"]();
  }

  /**
   * Puts a card of one of the page's pictures beside the message being written, and opens the popup.
   *
   * @param photo `src` is an http(s) address, the page's own may be relative; null takes the card away
   */
  discuss(photo: { id: string | number; src: string; title?: string } | null): void {
    if (!this.#composer.discuss(photo) || !photo) return;
    if (this.isOpen) this.focus();
    else this.show();
  }

  /** Inserts a text where the caret is, and leaves the caret behind it. */
  compose(text: string): void {
    const field = this.shadowRoot?.querySelector("textarea");
    if (field) insertText(field, text);
    else this.#composer.edit(this.#composer.text + text);
  }

  /**
   * For a person who leaves a browser that others use, in all of its tabs: ends the connection and
   * forgets who is writing, what was written and what waits to be sent.
   */
  async logout(): Promise<void> {
    await this.#logout.run();
  }

  /** Focuses the composer, or the launcher of a closed popup. */
  override focus(options?: FocusOptions): void {
    if (this.#inbox?.isListFirst) {
      this.#inbox.focus(options);
      return;
    }
    const selectors = this.isOpen ? ["textarea", "input", ".panel"] : [".launcher"];
    const found = selectors.map((one) => this.shadowRoot?.querySelector<HTMLElement>(one));
    found.find(Boolean)?.focus(options);
  }

  /** The script tag's launcher stands here, as it was drawn, until the first rendering. */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    return this.shadowRoot ?? super.createRenderRoot();
  }

  /** The first rendering waits for the texts of the person's language. */
  protected override async scheduleUpdate(): Promise<void> {
    const { lang } = document.documentElement;
    const locales = [this.locale, lang, ...navigator.languages].filter(Boolean);
    const wanted = JSON.stringify(locales);
    if (wanted !== this.#locales || this.strings !== this.#overrides) {
      this.#locales = wanted;
      this.#overrides = this.strings;
      this.#localization = await localize(locales, this.strings);
      this.#direction.follow(this.#localization.direction);
    }
    // What pours in is shown together: the time between two renderings belongs to the person's input.
    // Nor is the script tag's launcher taken away while it is pressed: it would never be clicked.
    for (;;) {
      const pressed = !this.hasUpdated && this.matches(":active");
      const early = pressed ? FRAME_MS : this.#renderedAt + FRAME_MS - performance.now();
      if (early <= 0) break;
      await new Promise((due) => setTimeout(due, early));
    }
    await super.scheduleUpdate();
    this.#renderedAt = performance.now();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("with") && this.with && !changed.has("conversation")) this.conversation = "";
    if (this.mode !== "inbox" || this.#inbox) return;
    const part = this.#inboxPart.part;
    if (part) this.#inbox = new part.InboxController(this, this.#chat, this.#thread);
  }

  /**
   * Whoever used what is no longer there goes on in the conversation, and whoever sent, or opened it
   * before there was anything to write in, in the composer.
   */
  protected override update(changed: PropertyValues<this>): void {
    const focused = this.shadowRoot?.activeElement;
    const waits = focused?.matches(".panel") && !focused.querySelector("textarea, input");
    if (!this.hasUpdated) {
      this.renderRoot.replaceChildren();
      super.createRenderRoot();
    }
    super.update(changed);
    if (waits || focused?.matches(":disabled")) this.focus();
    else if (focused && !focused.isConnected) {
      (this.shadowRoot.querySelector<HTMLElement>(".thread") ?? this).focus();
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.mode !== "popup" || !changed.has("open")) return;
    if (this.open) emit(this, "photo-chat-open", null);
    else if (changed.get("open")) emit(this, "photo-chat-close", null);
  }

  protected override render(): TemplateResult {
    const view = { localization: this.#localization, clock: this.#clock, rich: this.#rich };
    const { strings, language } = this.#localization;
    const { peer, unreadCount } = this.#chat;
    const label = peer ? strings.chatWith(nameOf(peer, strings)) : strings.chat;
    const panel = (): TemplateResult => this.#panel.render(view, this.#inbox?.backButton());
    if (this.mode !== "popup") {
      return html`<section class="panel" part="panel" lang=${language} aria-label=${label}>
        ${
          this.mode !== "inbox"
            ? panel()
            : (this.#inbox?.render(view, panel) ?? skeleton(strings.loading))
        }
      </section>`;
    }
    const { open, show } = this;
    return html`${launcher(view, { open, unreadCount, show })}
      <dialog
        class="panel"
        tabindex="-1"
        part="panel"
        lang=${language}
        aria-label=${label}
        @keydown=${this.#popup.closeByEscape}
        @close=${this.#popup.closed}
      >
        ${panel()}
      </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "photo-chat": PhotoChatElement;
  }
}
