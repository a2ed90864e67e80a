import { css, html, type TemplateResult } from "lit";
import { keep, kept } from "../guest/kept.js";
import { icon } from "../icon.js";
import type { Strings } from "../strings/photo-chat-strings.js";

export const styles = css`
  .items {
    position: absolute;
    inset-block-start: calc(100% + 4px);
    inset-inline-end: 0;
    z-index: 2;
    padding: 5px;
    border: 1px solid var(--_line);
    border-radius: min(14px, var(--_radius));
    background: var(--_surface);
    box-shadow: var(--_shadow);
    animation: rise 0.15s;
  }
  .items button {
    display: flex;
    align-items: center;
    gap: 14px;
    padding: 9px 12px;
    border-radius: min(10px, var(--_radius));
    font-size: 0.9375em;
    white-space: nowrap;
  }
  .items button:hover {
    background: var(--_bubble);
  }
  .items [aria-checked="false"] .icon {
    visibility: hidden;
  }
`;

/** @param leave closes the menu, for somebody who has chosen */
export function headerMenuItems(strings: Strings, leave: () => void): TemplateResult {
  return html`<span class="items" part="menu" role="menu" aria-label=${strings.settings}>
    <button role="menuitemcheckbox" aria-checked=${!kept("muted")} @click=${toggleSound}>
      <span>${strings.sound}</span>${icon("sent")}
    </button>
  </span>`;

  function toggleSound(): void {
    keep("muted", kept("muted") ? null : "yes");
    leave();
  }
}
