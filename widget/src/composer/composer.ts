import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../icon.js";
import { errorText } from "../strings/error-text.js";
import type { View } from "../view.js";
import type { ComposerController } from "./composer-controller.js";

/** From here on the characters left are shown. */
const NEAR_LIMIT = 200;

/** Where one writes. */
export function composer({ localization }: View, controller: ComposerController): TemplateResult {
  const { strings } = localization;
  const { text, sendable, left, error } = controller;
  return html`<form class="composer" part="composer" @submit=${submit}>
    ${hint()}
    <div class="field" part="field">
      <div class="grow" data-text=${text}>
        <textarea
          part="input"
          rows="1"
          dir="auto"
          enterkeyhint="send"
          autocomplete="off"
          aria-label=${strings.message}
          aria-describedby="hint"
          aria-invalid=${left < 0}
          placeholder=${strings.placeholder}
          .value=${text}
          @input=${input}
          @keydown=${keydown}
        ></textarea>
      </div>
      <button
        class="send"
        part="send-button"
        aria-label=${strings.send}
        ?disabled=${!sendable}
        @pointerdown=${keepKeyboard}
      >
        ${icon("send")}
      </button>
    </div>
  </form>`;

  function hint(): TemplateResult | typeof nothing {
    if (error)
      return html`<p class="hint bad" id="hint" role="alert">${errorText(strings, error)}</p>`;
    if (!text || left > NEAR_LIMIT) return nothing;
    return left < 0
      ? html`<p class="hint bad" id="hint" role="alert">${strings.tooLong(-left)}</p>`
      : html`<p class="hint" id="hint">${strings.charactersLeft(left)}</p>`;
  }

  function submit(event: Event): void {
    event.preventDefault();
    controller.send();
  }

  function input({ target }: Event): void {
    controller.edit((target as HTMLTextAreaElement).value);
  }
}

/** Enter that ends the choice of a word in an input method is not meant to send: 229 is how Safari says so. */
function keydown(event: KeyboardEvent): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else says it in Safari
  const composing = event.isComposing || event.keyCode === 229;
  if (event.key !== "Enter" || event.shiftKey || composing) return;
  event.preventDefault();
  (event.target as HTMLTextAreaElement).form?.requestSubmit();
}

/** The focus, and with it a phone's keyboard, stays with the text. */
function keepKeyboard(event: Event): void {
  event.preventDefault();
}
