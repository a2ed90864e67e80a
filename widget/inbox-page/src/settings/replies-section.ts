import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../icon.js";
import type { SavedReply } from "@photo-chat/sdk/protocol";
import type { SavedReplies } from "../replies/saved-replies.js";
import { strings } from "../strings.js";
import { Saving, type Section } from "./section.js";

const texts = strings.replies;

/** The saved replies: list, add, edit, delete. */
export class RepliesSection implements Section {
  readonly title = texts.title;
  readonly text = texts.text;
  readonly #replies: SavedReplies;
  readonly #saving: Saving;
  readonly #changed: () => void;
  #edited: { replyId: string | null; title: string; text: string } | null = null;

  constructor(replies: SavedReplies, changed: () => void) {
    this.#replies = replies;
    this.#changed = changed;
    this.#saving = new Saving(changed);
  }

  render(): TemplateResult {
    if (this.#edited) return this.#form(this.#edited);
    const { all } = this.#replies;
    return html`${
        all.length
          ? html`<ul class="replies">
              ${all.map((reply) => this.#item(reply))}
            </ul>`
          : html`<p class="muted">${texts.none}</p>`
      }
      <div class="form-foot">
        <button type="button" class="secondary" @click=${() => this.#edit()}>
          ${icon("add")} ${texts.add}
        </button>
        ${this.#saving.state === "saving" ? html`<span class="spinner"></span>` : nothing}
        ${this.#saving.problem}
      </div>`;
  }

  #item(reply: SavedReply): TemplateResult {
    const { replyId, title, text } = reply;
    return html`<li>
      <div>
        <b dir="auto">${title}</b>
        <span dir="auto">${text}</span>
      </div>
      <button
        class="round small"
        aria-label=${texts.edit(title)}
        title=${texts.edit(title)}
        @click=${() => this.#edit(reply)}
      >
        ${icon("edit")}
      </button>
      <button
        class="round small"
        aria-label=${texts.remove(title)}
        title=${texts.remove(title)}
        @click=${(event: MouseEvent) => this.#remove(replyId, event.currentTarget)}
      >
        ${icon("remove")}
      </button>
    </li>`;
  }

  #form({ title, text }: { title: string; text: string }): TemplateResult {
    return html`<form class="fields" @submit=${this.#save} @input=${this.#typed}>
      <label class="field">
        <span>${texts.name}</span>
        <input name="title" required maxlength="100" dir="auto" .value=${title} />
      </label>
      <label class="field">
        <span>${texts.body}</span>
        <textarea
          name="text"
          rows="6"
          required
          maxlength="4000"
          dir="auto"
          .value=${text}
        ></textarea>
      </label>
      ${this.#saving.footer(
        html`<button type="button" class="plain-button" @click=${() => this.#close()}>
          ${texts.cancel}
        </button>`,
      )}
    </form>`;
  }

  #edit(reply?: SavedReply): void {
    this.#saving.touch();
    this.#edited = { replyId: null, title: "", text: "", ...reply };
    this.#changed();
    document.querySelector<HTMLInputElement>('.sheet input[name="title"]')?.focus();
  }

  #close(): void {
    this.#edited = null;
    this.#saving.touch();
    this.#changed();
    focusAdd();
  }

  /** The focus would go with its row, or stay on the button of the next one. */
  async #remove(replyId: string, button: EventTarget | null): Promise<void> {
    const removed = await this.#saving.run(() => this.#replies.remove(replyId));
    const { activeElement, body } = document;
    if (removed && (activeElement === button || activeElement === body)) focusAdd();
  }

  readonly #typed = ({ target }: Event): void => {
    const { name, value } = target as HTMLInputElement;
    if (this.#edited) this.#edited = { ...this.#edited, [name]: value };
    this.#saving.touch();
  };

  readonly #save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const edited = this.#edited;
    if (!edited) return;
    const reply = { title: edited.title.trim(), text: edited.text.trim() };
    if (await this.#saving.run(() => this.#replies.save(edited.replyId, reply))) this.#close();
  };
}

function focusAdd(): void {
  document.querySelector<HTMLElement>(".sheet .secondary")?.focus();
}
