import { html, type TemplateResult } from "lit";
import { icon } from "../icon.js";
import { guestTexts } from "../strings/en-guest.js";
import type { Strings } from "../strings/photo-chat-strings.js";

/** Greets a visitor who need not say who they are and has not written yet. */
export function welcome(given: Strings, { expired }: { expired: boolean }): TemplateResult {
  const strings = { ...guestTexts, ...given };
  return html`<div class="blank" part="empty">
    <slot name="empty">
      <span class="avatar">${icon("chat")}</span>
      <p class="title">${strings.emptyTitle}</p>
      <p>${expired ? strings.guestExpired : strings.guestText}</p>
    </slot>
  </div>`;
}
