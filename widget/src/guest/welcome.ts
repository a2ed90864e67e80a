import { html, type TemplateResult } from "lit";
import { icon } from "../icon.js";
import type { Strings } from "../strings/photo-chat-strings.js";
import { greeting } from "../thread/greeting.js";

/** Greets a visitor who need not say who they are and has not written yet. */
export function welcome(strings: Strings, { expired }: { expired: boolean }): TemplateResult {
  const sign = html`<span class="avatar">${icon("chat")}</span>`;
  return greeting(strings, sign, expired ? strings.guestExpired : strings.guestText);
}
