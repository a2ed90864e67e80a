import type { PhotoChatElement } from "@photo-chat/widget";
import { html, nothing, render, type TemplateResult } from "lit";
import { icon } from "../icon.js";
import type { SavedReply } from "@photo-chat/sdk/protocol";
import { strings } from "../strings.js";
import type { SavedReplies } from "./saved-replies.js";

const texts = strings.replies;

/**
 * A button beside the text, and the list that it, or a / in the empty text, opens. What is chosen goes
 * into the text being written.
 */
export class ReplyPicker {
  readonly button = document.createElement("span");
  readonly popover = document.createElement("div");
  readonly #chat: PhotoChatElement;
  readonly #replies: SavedReplies;
  readonly #manage: () => void;
  #filter = "";
  #at = 0;
  #status: "loading" | "loaded" | "failed" = "loading";
  /** Settled once the replies are there, or could not be fetched. */
  #loading = Promise.resolve();

  constructor(chat: PhotoChatElement, replies: SavedReplies, manage: () => void) {
    this.#chat = chat;
    this.#replies = replies;
    this.#manage = manage;
    this.button.slot = "composer-actions";
    this.popover.popover = "auto";
    this.popover.className = "picker";
    this.popover.addEventListener("toggle", this.#render);
    chat.addEventListener("keydown", this.#openBySlash, true);
    this.#render();
  }

  dispose(): void {
    this.#chat.removeEventListener("keydown", this.#openBySlash, true);
    this.popover.remove();
  }

  get #isOpen(): boolean {
    return this.popover.matches(":popover-open");
  }

  get #found(): readonly SavedReply[] {
    const wanted = this.#filter.trim().toLowerCase();
    return this.#replies.all.filter(({ title, text }) =>
      `${title}\n${text}`.toLowerCase().includes(wanted),
    );
  }

  readonly #openBySlash = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    if (event.key !== "/" || event.isComposing || event.ctrlKey || event.metaKey) return;
    if (!(target instanceof HTMLTextAreaElement) || target.value !== "") return;
    event.preventDefault();
    event.stopPropagation();
    this.#open();
  };

  readonly #open = (): void => {
    this.#filter = "";
    this.#at = 0;
    if (this.#status === "failed") this.#status = "loading";
    this.popover.showPopover();
    this.#place();
    this.popover.querySelector("input")?.focus();
    this.#loading = this.#load();
  };

  readonly #load = async (): Promise<void> => {
    try {
      await this.#replies.load();
      this.#status = "loaded";
    } catch {
      this.#status = "failed";
    }
    this.#render();
    this.#place();
  };

  /** Above the button, within the window. */
  #place(): void {
    const { left, right, top } = this.button.getBoundingClientRect();
    const { style, offsetWidth } = this.popover;
    const rtl = getComputedStyle(this.button).direction === "rtl";
    const start = rtl ? right - offsetWidth : left;
    style.left = `${Math.max(8, Math.min(start, innerWidth - offsetWidth - 8))}px`;
    style.bottom = `${innerHeight - top + 12}px`;
    style.maxHeight = `${Math.max(160, top - 24)}px`;
  }

  #choose(reply: SavedReply | undefined): void {
    if (!reply || !this.#isOpen) return;
    this.popover.hidePopover();
    this.#chat.focus();
    this.#chat.compose(reply.text);
  }

  /** Enter before the replies have come chooses once they are there. */
  async #chooseSelected(): Promise<void> {
    await this.#loading;
    this.#choose(this.#found[this.#at]);
  }

  readonly #render = (): void => {
    const { pick } = texts;
    render(
      html`<button
        type="button"
        class="round small"
        aria-label=${pick}
        title=${pick}
        aria-haspopup="dialog"
        aria-expanded=${this.#isOpen}
        @click=${() => (this.#isOpen ? this.popover.hidePopover() : this.#open())}
      >
        ${icon("replies")}
      </button>`,
      this.button,
    );
    render(this.#list(), this.popover);
    this.popover.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  };

  #list(): TemplateResult {
    const found = this.#found;
    const selected = found[this.#at];
    return html`<div role="dialog" aria-label=${texts.pick}>
      <input
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="picker-list"
        aria-activedescendant=${selected ? `reply-${selected.replyId}` : nothing}
        aria-label=${texts.filter}
        placeholder=${texts.filter}
        autocomplete="off"
        .value=${this.#filter}
        @input=${this.#typed}
        @keydown=${this.#keydown}
      />
      <div id="picker-list" role="listbox" aria-label=${texts.list}>
        ${found.map(
          (reply, index) =>
            html`<div
              role="option"
              id="reply-${reply.replyId}"
              aria-selected=${index === this.#at}
              @click=${() => this.#choose(reply)}
            >
              <b dir="auto">${reply.title}</b>
              <span dir="auto">${reply.text}</span>
            </div>`,
        )}
      </div>
      ${found.length === 0 ? html`<p class="muted" role="status">${this.#nothing()}</p>` : nothing}
      <button type="button" class="plain-button" @click=${this.#toSettings}>${texts.manage}</button>
    </div>`;
  }

  #nothing(): string {
    if (this.#status === "loading") return strings.settings.loading;
    if (this.#status === "failed") return strings.settings.loadFailed;
    return this.#replies.all.length ? texts.nothing : texts.none;
  }

  readonly #toSettings = (): void => {
    this.popover.hidePopover();
    this.#manage();
  };

  readonly #typed = ({ target }: Event): void => {
    this.#filter = (target as HTMLInputElement).value;
    this.#at = 0;
    this.#render();
  };

  readonly #keydown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const found = this.#found;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length) {
      event.preventDefault();
      this.#at = (this.#at + step + found.length) % found.length;
      this.#render();
    } else if (event.key === "Enter") {
      event.preventDefault();
      void this.#chooseSelected();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.popover.hidePopover();
      this.#chat.focus();
    }
  };
}
