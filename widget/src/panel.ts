import { html, nothing, type TemplateResult } from "lit";
import type { ChatController, ChatHost } from "./chat-controller.js";
import { composer } from "./composer/composer.js";
import type { ComposerController } from "./composer/composer-controller.js";
import type { GuestController, GuestHost } from "./guest/guest-controller.js";
import { guestForm } from "./guest/guest-form.js";
import { icon } from "./icon.js";
import { OnDemand, type OnDemandHost } from "./on-demand.js";
import { Opener } from "./popup/opener.js";
import { banner } from "./status/banner.js";
import { header } from "./status/header.js";
import { headerMenu } from "./status/header-menu.js";
import { notice } from "./status/notice.js";
import { announcements } from "./thread/announcements.js";
import { conversationView } from "./thread/conversation-view.js";
import type { ThreadController } from "./thread/thread-controller.js";
import type { View } from "./view.js";

export interface PanelHost extends ChatHost, GuestHost, OnDemandHost {
  readonly guestForm: "ask" | "skip";
  readonly quiet: boolean;
  /** Closes the popup. */
  readonly hide: () => void;
}

/** What stands in the panel: the head, the messages or what is there instead of them, and where one writes. */
export class Panel {
  readonly #host: PanelHost;
  readonly #chat: ChatController;
  readonly #guest: GuestController;
  readonly #composer: ComposerController;
  readonly #thread: ThreadController;
  readonly #menu;
  readonly #closed;

  constructor(
    host: PanelHost,
    chat: ChatController,
    guest: GuestController,
    composer: ComposerController,
    thread: ThreadController,
  ) {
    this.#host = host;
    this.#chat = chat;
    this.#guest = guest;
    this.#composer = composer;
    this.#thread = thread;
    this.#menu = new Opener(host, () => import("./status/header-menu-items.js"));
    this.#closed = new OnDemand(host, () => import("./composer/closed-composer.js"));
  }

  /** @param backButton leads from the conversation to the inbox's list */
  render(view: View, backButton?: unknown): TemplateResult {
    const host = this.#host;
    const { strings } = view.localization;
    const { client, conversation, failure, peer, received } = this.#chat;
    const state = failure ? "stopped" : client?.snapshot.connection.state;
    const connected = state && state !== "stopped" ? state === "online" : null;
    const menu = { ...view, host, chat: this.#chat, quiet: host.quiet };
    return html`<div class="header" part="header">
        ${backButton} ${header(view, peer, connected)}
        ${client && (conversation || !host.quiet) ? headerMenu(this.#menu, menu) : nothing}
        ${
          host.mode === "popup"
            ? html`<button
                class="close"
                part="close-button"
                aria-label=${strings.closeChat}
                @click=${host.hide}
              >
                ${icon("close")}
              </button>`
            : nothing
        }
      </div>
      ${this.#body(view)} ${announcements(received, strings)}`;
  }

  #body(view: View): TemplateResult {
    const host = this.#host;
    const { strings } = view.localization;
    const { client, conversation, failure } = this.#chat;
    if (!host.with && !host.conversation) return notice(strings.notSetUp);
    if (!client && !failure && host.guestForm !== "skip") {
      return guestForm(view, this.#guest, host.user, this.#composer.about);
    }
    return html`${failure || host.mode === "inbox" ? nothing : banner(view, this.#chat)}
      <div class="main">
        ${conversationView(view, {
          chat: this.#chat,
          guest: this.#guest,
          thread: this.#thread,
          server: host.serverUrl,
        })}
      </div>
      <slot name="before-composer"></slot>
      ${
        this.#chat.closed
          ? nothing
          : conversation?.snapshot.writable === false
            ? this.#closed.part?.closedComposer(view, host, this.#chat)
            : composer(view, this.#composer)
      }`;
  }
}
