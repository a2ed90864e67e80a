import type { About } from "@photo-chat/sdk";
import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../icon.js";
import { errorText } from "../strings/error-text.js";
import type { View } from "../view.js";
import type { ComposerController } from "./composer-controller.js";

/** From here on the characters left are shown. */
const NEAR_LIMIT = 200;

/** Where one writes. */
export function composer(
  { localization, rich }: View,
  controller: ComposerController,
): TemplateResult {
  const { strings, language } = localization;
  const { emoji, text, about, sendable, left, error, waiting } = controller;
  return html`<form class="composer" part="composer" @submit=${submit} @keydown=${emoji.keydown}>
    ${about ? card(about) : nothing} ${hint()}
    <div class="field" part="field">
      <button
        type="button"
        class="round"
        part="emoji-button"
        aria-label=${strings.emoji}
        aria-expanded=${emoji.isOpen}
        @click=${emoji.toggle}
      >
        ${icon("emoji")}
      </button>
      <slot name="composer-actions"></slot>
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
          ?readonly=${waiting}
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
        ${waiting ? html`<span class="spinner"></span>` : icon("send")}
      </button>
    </div>
    ${emoji.opened?.render(language)}
  </form>`;

  function card(about: About): TemplateResult {
    return html`<div class="discussed">
      ${rich.part?.aboutCard(about, localization, document.baseURI) ?? (about.title || strings.photo)}
      <button
        type="button"
        class="round"
        part="button"
        aria-label=${strings.removePhoto(about.title || strings.photo)}
        @click=${remove}
      >
        ${icon("close")}
      </button>
    </div>`;
  }

  function remove(event: Event): void {
    const { form } = event.currentTarget as HTMLButtonElement;
    controller.discuss(null);
    form?.querySelector("textarea")?.focus();
  }

  function hint(): TemplateResult | typeof nothing {
    if (error)
      return html`<p class="hint bad" part="hint" id="hint" role="alert">
        ${errorText(strings, error)}
      </p>`;
    if (!text || left > NEAR_LIMIT) return nothing;
    return left < 0
      ? html`<p class="hint bad" part="hint" id="hint" role="alert">${strings.tooLong(-left)}</p>`
      : html`<p class="hint" part="hint" id="hint">${strings.charactersLeft(left)}</p>`;
  }

  function submit(event: Event): void {
    event.preventDefault();
    controller.send();
    // The next key may come before the next rendering.
    const [field] = (event.currentTarget as HTMLFormElement).getElementsByTagName("textarea");
    if (field) field.value = controller.text;
  }

  function input({ target }: Event): void {
    controller.edit((target as HTMLTextAreaElement).value);
  }
}

/** Where the caret is, which stands behind it then. */
export function insertText(field: HTMLTextAreaElement, text: string): void {
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.scrollTop = field.scrollHeight;
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
