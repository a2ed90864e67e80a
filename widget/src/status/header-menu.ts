import { html, nothing, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import { keep, kept } from "../guest/kept.js";
import { icon } from "../icon.js";
import { Disclosure } from "../popup/disclosure.js";
import type { PhotoChatStrings } from "../strings/photo-chat-strings.js";

/** What the person can set for the chat in this browser. */
export class HeaderMenu extends Disclosure {
  constructor(host: ConstructorParameters<typeof Disclosure>[0]) {
    super(host, ".menu", ".menu button");
  }

  render(strings: PhotoChatStrings): TemplateResult {
    return html`<span class="menu" @keydown=${this.keydown}>
      <button
        class="round"
        part="menu-button"
        aria-label=${strings.settings}
        aria-haspopup="menu"
        aria-expanded=${this.isOpen}
        @click=${this.toggle}
      >
        ${icon("more")}
      </button>
      ${this.isOpen ? this.#items(strings) : nothing}
    </span>`;
  }

  #items(strings: PhotoChatStrings): TemplateResult {
    return html`<span class="items" part="menu" role="menu" aria-label=${strings.settings}>
      <button
        role="menuitemcheckbox"
        aria-checked=${!kept("muted")}
        @click=${this.#toggleSound}
        ${ref(focus)}
      >
        <span>${strings.sound}</span>${icon("sent")}
      </button>
    </span>`;
  }

  readonly #toggleSound = (): void => {
    keep("muted", kept("muted") ? null : "yes");
    this.leave();
  };
}

function focus(element: Element | undefined): void {
  queueMicrotask(() => (element as HTMLElement | undefined)?.focus());
}
