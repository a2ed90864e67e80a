import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../icon.js";
import type { View } from "../view.js";

/** The button in the corner that opens the popup. */
export function launcher(
  { localization }: View,
  { open, unreadCount, show }: { open: boolean; unreadCount: number; show: () => void },
): TemplateResult {
  const { strings, format, language } = localization;
  const label = unreadCount
    ? `${strings.openChat}, ${strings.unread(unreadCount)}`
    : strings.openChat;
  return html`<button
    class="launcher"
    part="launcher"
    lang=${language}
    aria-label=${label}
    aria-haspopup="dialog"
    aria-expanded=${open}
    ?inert=${open}
    @click=${show}
  >
    <slot name="launcher">${icon("chat")}</slot>
    ${
      unreadCount
        ? html`<span class="badge" part="badge" aria-hidden="true">
            ${unreadCount > 99 ? "99+" : format.number(unreadCount)}
          </span>`
        : nothing
    }
  </button>`;
}
