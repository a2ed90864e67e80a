import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../icon.js";

/** Stands in the thread's place when there is none to show. */
export function notice(text: string, action?: { label: string; run: () => void }): TemplateResult {
  return html`<div class="blank" part="notice" role="alert">
    ${icon("alert")}
    <p>${text}</p>
    ${
      action
        ? html`<button class="primary" part="button" @click=${action.run}>${action.label}</button>`
        : nothing
    }
  </div>`;
}

/** The shape of a conversation that is on its way. */
export function skeleton(label: string): TemplateResult {
  return html`<div class="skeleton" part="skeleton" role="status">
    <span class="hidden">${label}</span>
    <i></i><i></i><i></i><i></i><i></i>
  </div>`;
}
