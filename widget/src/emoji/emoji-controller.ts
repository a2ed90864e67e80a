import type { ReactiveControllerHost, TemplateResult } from "lit";
import { OnDemand } from "../on-demand.js";
import type { EmojiPanel } from "./emoji-panel.js";

export interface EmojiHost extends ReactiveControllerHost, HTMLElement {
  readonly serverUrl: string;
  compose(text: string): void;
}

/** Opens and closes the choice of emoji, which is fetched when it is first opened. */
export class EmojiController {
  isOpen = false;
  readonly #host: EmojiHost;
  readonly #code;
  #panel: EmojiPanel | null = null;
  #stop = (): void => {};

  constructor(host: EmojiHost) {
    this.#host = host;
    this.#code = new OnDemand(host, () => import("./emoji-panel.js"));
  }

  render(language: string): TemplateResult | null {
    const { part } = this.#code;
    if (!part) return null;
    const { serverUrl: server } = this.#host;
    const onChoose = (emoji: string): void => this.#host.compose(emoji);
    this.#panel ??= new part.EmojiPanel({ server, language, onChoose, onClose: this.#close });
    return this.#panel.render();
  }

  async toggle(opener: HTMLElement): Promise<void> {
    if (this.isOpen) {
      this.#close();
      return;
    }
    this.isOpen = true;
    this.#host.requestUpdate();
    try {
      await this.#code.fetch();
      await this.#host.updateComplete;
      this.#opened(opener);
    } catch {
      this.#close();
    }
  }

  /** Unless it has been closed while it was fetched. */
  #opened(opener: HTMLElement): void {
    if (!this.isOpen || !this.#panel) return;
    this.#stop = this.#panel.watch(opener);
    this.#panel.focus();
  }

  readonly #close = (event?: Event): void => {
    this.#stop();
    this.isOpen = false;
    // Before it goes, so that the focus does.
    if (event?.type === "keydown") {
      this.#host.shadowRoot?.querySelector("textarea")?.focus();
    }
    this.#host.requestUpdate();
  };
}
