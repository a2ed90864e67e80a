import "emoji-picker-element/picker.js";
import { html, type TemplateResult } from "lit";
import { emojiTexts } from "./emoji-texts.js";

export interface EmojiPickerOptions {
  /** The chat server's address: it has the names of the emoji. */
  readonly server: string;
  readonly language: string;
  readonly onChoose: (emoji: string) => void;
}

/** Chooses emoji, any number of them. What it knows and was used for is in IndexedDB from now on. */
export class EmojiPicker {
  readonly #picker = document.createElement("emoji-picker");

  constructor({ server, language, onChoose }: EmojiPickerOptions) {
    const { data, texts } = emojiTexts(language);
    const picker = this.#picker;
    // A database of our own, whatever else the page uses the picker for.
    picker.locale = `photo-chat-${data}`;
    picker.dataSource = new URL(`emoji/${data}.json`, `${server.replace(/\/$/, "")}/`).href;
    void texts().then((i18n) => (picker.i18n = i18n));
    picker.addEventListener("emoji-click", ({ detail: { unicode } }) => {
      if (unicode) onChoose(unicode);
    });
  }

  /** Stays where it is when it is closed: gone, it would close the database that it opens again then. */
  render(isOpen: boolean): TemplateResult {
    return html`<div class="emoji" part="emoji" ?hidden=${!isOpen}>${this.#picker}</div>`;
  }

  /** On a phone its keyboard goes instead, which would leave no room for what there is to choose from. */
  focus(): void {
    if (matchMedia("(pointer: coarse)").matches) {
      const { activeElement } = this.#picker.getRootNode() as ShadowRoot;
      if (activeElement instanceof HTMLTextAreaElement) activeElement.blur();
    } else this.#picker.shadowRoot?.querySelector("input")?.focus();
  }
}
