import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../icon.js";
import { OnDemand } from "../on-demand.js";
import { Disclosure } from "../popup/disclosure.js";
import type { MenuContext } from "./header-menu-items.js";

/** What the person can set for the chat in this browser, and do about the other one. */
export class HeaderMenu extends Disclosure {
  readonly #items;
  readonly #focusFirst;

  constructor(host: ConstructorParameters<typeof Disclosure>[0]) {
    super(host, ".menu", ".menu button");
    this.#focusFirst = (): void =>
      host.shadowRoot?.querySelector<HTMLElement>(".items button")?.focus();
    this.#items = new OnDemand(host, () => import("./header-menu-items.js"));
  }

  render(context: Omit<MenuContext, "leave">): TemplateResult {
    const part = this.isOpen && this.#items.part;
    this.shown(Boolean(part), this.#focusFirst);
    return html`<span class="menu" @keydown=${this.keydown}>
      <button
        class="round"
        part="menu-button"
        aria-label=${context.localization.strings.settings}
        aria-haspopup="menu"
        aria-expanded=${this.isOpen}
        @click=${this.toggle}
      >
        ${icon("more")}
      </button>
      ${part ? part.headerMenuItems({ ...context, leave: () => this.leave() }) : nothing}
    </span>`;
  }
}
