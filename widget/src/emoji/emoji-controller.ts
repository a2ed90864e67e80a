import type { ReactiveControllerHost, TemplateResult } from "lit";
import { OnDemand } from "../on-demand.js";
import { Disclosure } from "../popup/disclosure.js";
import type { EmojiPanel } from "./emoji-panel.js";

export interface EmojiHost extends ReactiveControllerHost, HTMLElement {
  readonly serverUrl: string;
  compose(text: string): void;
}

/** The choice of emoji, which is fetched when it is first opened. */
export class EmojiController extends Disclosure {
  readonly #emojiHost: EmojiHost;
  readonly #code;
  #panel: EmojiPanel | null = null;
  #language = "";

  constructor(host: EmojiHost) {
    super(host, ".composer", "textarea");
    this.#emojiHost = host;
    this.#code = new OnDemand(host, () => import("./emoji-panel.js"));
  }

  /** The picker lets go of its database, which is in the way of whoever deletes it. */
  forget(): void {
    this.close();
    this.#panel = null;
    this.#language = "";
  }

  render(language: string): TemplateResult | null {
    const part = (this.isOpen || this.#panel) && this.#code.part;
    if (!part) return null;
    if (language !== this.#language) {
      const onChoose = (emoji: string): void => this.#emojiHost.compose(emoji);
      this.#panel = new part.EmojiPanel({ server: this.#emojiHost.serverUrl, language, onChoose });
      this.#language = language;
    }
    this.shown(this.isOpen, () => this.#panel?.focus());
    return this.#panel?.render(this.isOpen) ?? null;
  }
}
