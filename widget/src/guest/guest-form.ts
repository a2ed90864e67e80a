import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../icon.js";
import { errorText } from "../strings/error-text.js";
import type { View } from "../view.js";
import type { GuestController } from "./guest-controller.js";

/** What a visitor fills in before the first message: nothing has to be. */
export function guestForm(
  { localization }: View,
  guest: GuestController,
  name: string,
): TemplateResult {
  const { strings } = localization;
  const { pending, error, expired } = guest;
  return html`<form class="guest" part="guest-form" @submit=${submit}>
    <span class="avatar">${icon("chat")}</span>
    <p class="title">${strings.guestTitle}</p>
    <p>${expired ? strings.guestExpired : strings.guestText}</p>
    <label>
      ${strings.name}
      <input
        part="input"
        name="name"
        dir="auto"
        autocomplete="name"
        maxlength="100"
        .value=${name}
      />
    </label>
    ${error ? html`<p class="hint bad" role="alert">${errorText(strings, error)}</p>` : nothing}
    <button class="primary" part="start-button" aria-disabled=${pending}>
      ${pending ? strings.starting : strings.start}
    </button>
  </form>`;

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const entered = new FormData(event.currentTarget as HTMLFormElement).get("name");
    void guest.start(typeof entered === "string" ? entered.trim() : "");
  }
}
