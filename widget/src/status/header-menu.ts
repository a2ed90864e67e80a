import { html, type TemplateResult } from "lit";
import { icon } from "../icon.js";
import type { Opener } from "../popup/opener.js";
import type { HeaderMenuItems, MenuContext } from "./header-menu-items.js";

/** The button of the menu, and the menu while it is open. */
export function headerMenu(
  menu: Opener<HeaderMenuItems>,
  context: Omit<MenuContext, "leave">,
): TemplateResult {
  return html`<span class="menu" @keydown=${menu.keydown}>
    <button
      class="round"
      part="menu-button"
      aria-label=${context.localization.strings.menu}
      aria-haspopup="menu"
      aria-expanded=${menu.isOpen}
      @click=${menu.toggle}
    >
      ${icon("more")}
    </button>
    ${menu.opened?.render(context)}
  </span>`;
}
