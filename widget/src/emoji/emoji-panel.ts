import { nothing, type TemplateResult } from "lit";
import type { OnDemandHost } from "../on-demand.js";
import { Disclosure } from "../popup/disclosure.js";
import { EmojiPicker } from "./emoji-picker.js";

export { emojiStyles as styles } from "./emoji-styles.js";

export interface EmojiHost extends OnDemandHost {
  readonly serverUrl: string;
  compose(text: string): void;
}

/** The choice of emoji below the text. */
export class EmojiPanel extends Disclosure {
  readonly #host: EmojiHost;
  #picker: EmojiPicker | null = null;
  #language = "";

  constructor(host: EmojiHost) {
    super(host, ".composer", "textarea");
    this.#host = host;
  }

  /** The picker lets go of its database, which is in the way of whoever deletes it. */
  forget(): void {
    this.close();
    this.#picker = null;
    this.#language = "";
  }

  render(language: string): TemplateResult | typeof nothing {
    if (!this.isOpen && !this.#picker) return nothing;
    if (language !== this.#language) {
      const onChoose = (emoji: string): void => this.#host.compose(emoji);
      this.#picker = new EmojiPicker({ server: this.#host.serverUrl, language, onChoose });
      this.#language = language;
    }
    return this.#picker?.render(this.isOpen) ?? nothing;
  }

  protected override focus(): void {
    this.#picker?.focus();
  }
}

export { EmojiPanel as Opened };
