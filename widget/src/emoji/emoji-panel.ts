import "emoji-picker-element/picker.js";
import { html, type TemplateResult } from "lit";
import { emojiTexts } from "./emoji-texts.js";

export { emojiStyles as styles } from "./emoji-styles.js";

export interface EmojiPanelOptions {
  /** The chat server's address: it has the names of the emoji. */
  readonly server: string;
  readonly language: string;
  readonly onChoose: (emoji: string) => void;
  readonly onClose: (event: Event) => void;
}

/** Chooses emoji, any number of them, until it is closed. Its own settings are in IndexedDB from now on. */
export class EmojiPanel {
  readonly #picker = document.createElement("emoji-picker");
  readonly #onClose: EmojiPanelOptions["onClose"];

  constructor({ server, language, onChoose, onClose }: EmojiPanelOptions) {
    const { data, texts } = emojiTexts(language);
    const picker = this.#picker;
    this.#onClose = onClose;
    // A database of our own, whatever else the page uses the picker for.
    picker.locale = `photo-chat-${data}`;
    picker.dataSource = new URL(`emoji/${data}.json`, `${server.replace(/\/$/, "")}/`).href;
    void texts().then((i18n) => (picker.i18n = i18n));
    picker.addEventListener(
      "emoji-click",
      ({ detail: { unicode } }) => unicode && onChoose(unicode),
    );
  }

  render(): TemplateResult {
    return html`<div class="emoji" part="emoji" @keydown=${this.#keydown}>${this.#picker}</div>`;
  }

  /** On a phone the keyboard would cover what there is to choose from. */
  focus(): void {
    if (matchMedia("(pointer: coarse)").matches) return;
    this.#picker.shadowRoot?.querySelector("input")?.focus();
  }

  /** Calls back when one points elsewhere; returns what stops it. */
  watch(opener: EventTarget): () => void {
    const close = (event: Event): void => {
      const path = event.composedPath();
      if (!path.includes(this.#picker) && !path.includes(opener)) this.#onClose(event);
    };
    addEventListener("pointerdown", close, { capture: true });
    return () => removeEventListener("pointerdown", close, { capture: true });
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    this.#onClose(event);
  };
}
