import { html, type TemplateResult } from "lit";
import type { Strings } from "../strings/photo-chat-strings.js";

/** Stands where the first message is going to be. */
export function greeting(
  { emptyTitle }: Strings,
  avatar: TemplateResult,
  text: string,
): TemplateResult {
  return html`<div class="blank" part="empty">
    <slot name="empty">
      ${avatar}
      <h3 class="title">${emptyTitle}</h3>
      <p>${text}</p>
    </slot>
  </div>`;
}
