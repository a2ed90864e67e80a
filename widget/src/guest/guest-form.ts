import type { About } from "@photo-chat/sdk";
import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../icon.js";
import { countdown } from "../status/banner.js";
import { errorText } from "../strings/error-text.js";
import type { View } from "../view.js";
import type { GuestController, GuestDetails } from "./guest-controller.js";

/**
 * What a visitor fills in before the first message. The server wants addresses to have a domain's
 * ending, without which browsers take them.
 *
 * @param known fills it in beforehand
 * @param about the picture that the message is going to be about
 */
export function guestForm(
  view: View,
  guest: GuestController,
  known: GuestDetails | null,
  about: About | null,
): TemplateResult {
  const { localization, rich } = view;
  const { strings } = localization;
  const { pending, error, retryAt, expired } = guest;
  return html`<form
    class="blank guest"
    part="guest-form"
    aria-labelledby="guest-title"
    novalidate
    @submit=${submit}
  >
    <span class="avatar">${icon("chat")}</span>
    <h2 class="title" id="guest-title">${strings.guestTitle}</h2>
    <p>${expired ? strings.guestExpired : strings.guestText}</p>
    ${about ? html`<div class="discussed">${rich.part?.aboutCard(about, localization, document.baseURI)}</div>` : nothing}
    <label>
      ${strings.name}
      <input
        part="input"
        name="name"
        dir="auto"
        required
        pattern=".*\\S.*"
        autocomplete="name"
        maxlength="100"
        .value=${known?.name ?? ""}
        @input=${recheck}
      />
    </label>
    ${problem("name", strings.nameMissing)}
    <label>
      ${strings.email}
      <input
        part="input"
        name="email"
        type="email"
        pattern=".+@.+\\.[^.]{2,}"
        dir="ltr"
        autocomplete="email"
        maxlength="254"
        aria-describedby="email-hint"
        .value=${known?.email ?? ""}
        @input=${recheck}
      />
    </label>
    ${problem("email", strings.emailWrong)}
    <p class="hint" part="hint" id="email-hint">${strings.emailHint}</p>
    ${error ? html`<p class="hint bad" part="hint" role="alert">${errorText(strings, error)} ${countdown(view, retryAt)}</p>` : nothing}
    <button class="primary" part="start-button" aria-disabled=${pending}>
      ${pending ? strings.starting : strings.start}
    </button>
  </form>`;

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const inputs = [...(event.currentTarget as HTMLFormElement).querySelectorAll("input")];
    const [name = "", email = ""] = inputs.map(({ value }) => value.trim());
    const wrong = inputs.filter((input) => !mark(input));
    if (wrong[0]) wrong[0].focus();
    else void guest.start({ name, email });
  }
}

/** Says what is wrong with the field before it, once that has been found. */
function problem(name: string, text: string): TemplateResult {
  return html`<p class="hint bad problem" part="hint" id=${`${name}-problem`}>${text}</p>`;
}

/** A field is told to be wrong when the form is sent, and to be right as soon as it is. */
function mark(input: HTMLInputElement): boolean {
  const { name, validity } = input;
  const hint = name === "email" ? "email-hint" : "";
  input.ariaInvalid = String(!validity.valid);
  input.setAttribute("aria-describedby", validity.valid ? hint : `${name}-problem ${hint}`);
  return validity.valid;
}

function recheck({ target }: Event): void {
  const input = target as HTMLInputElement;
  if (input.ariaInvalid === "true") mark(input);
}
