import { html, nothing, type TemplateResult } from "lit";
import type { Profile } from "@photo-chat/sdk/protocol";
import { initials } from "../../../src/status/initials.js";
import { strings } from "../strings.js";
import type { ProfileStore } from "./profile-store.js";
import { Saving, type Section } from "./section.js";

const texts = strings.profile;

/** Name, picture and e-mail address, with how visitors see them. */
export class ProfileSection implements Section {
  readonly title = texts.title;
  readonly text = texts.text;
  readonly #store: ProfileStore;
  readonly #saving: Saving;
  readonly #changed: () => void;
  #edited: Partial<Profile> = {};

  constructor(store: ProfileStore, changed: () => void) {
    this.#store = store;
    this.#changed = changed;
    this.#saving = new Saving(changed);
  }

  render(): TemplateResult {
    const { name, picture, email } = { ...this.#store.profile, ...this.#edited };
    return html`<form class="fields" @submit=${this.#save} @input=${this.#edit}>
      <div class="person" aria-label=${texts.preview} role="img">
        <span class="face"
          >${initials(name ?? "")}${
            picture && /^https?:\/\//.test(picture)
              ? html`<img
                  src=${picture}
                  alt=""
                  referrerpolicy="no-referrer"
                  @error=${hide}
                  @load=${show}
                />`
              : nothing
          }</span
        >
        <b dir="auto">${name}</b>
      </div>
      <label class="field">
        <span>${texts.name}</span>
        <input
          name="name"
          required
          maxlength="100"
          dir="auto"
          autocomplete="name"
          .value=${name ?? ""}
        />
      </label>
      <label class="field">
        <span>${texts.picture}</span>
        <input
          name="picture"
          type="url"
          maxlength="2048"
          dir="ltr"
          placeholder="https://"
          aria-describedby="picture-hint"
          .value=${picture ?? ""}
        />
        <small id="picture-hint">${texts.pictureHint}</small>
      </label>
      <label class="field">
        <span>${texts.email}</span>
        <input
          name="email"
          type="email"
          maxlength="254"
          dir="ltr"
          autocomplete="email"
          aria-describedby="email-hint"
          .value=${email ?? ""}
        />
        <small id="email-hint">${texts.emailHint}</small>
      </label>
      ${this.#saving.footer()}
    </form>`;
  }

  readonly #edit = ({ target }: Event): void => {
    const { name, value } = target as HTMLInputElement;
    this.#edited = { ...this.#edited, [name]: value.trim() || null };
    this.#saving.touch();
    this.#changed();
  };

  readonly #save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const edited = this.#edited;
    if (await this.#saving.run(() => this.#store.save(edited))) this.#edited = {};
  };
}

function hide({ target }: Event): void {
  (target as HTMLElement).hidden = true;
}

function show({ target }: Event): void {
  (target as HTMLElement).hidden = false;
}
