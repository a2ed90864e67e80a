import { html, type TemplateResult } from "lit";
import { type Preferences, THEMES } from "../preferences.js";
import { strings } from "../strings.js";
import type { Section } from "./section.js";
import { segments } from "./segments.js";

const texts = strings.device;

/** Colours, sound, and leaving. */
export class DeviceSection implements Section {
  readonly title = texts.title;
  readonly text = texts.text;
  readonly #preferences: Preferences;
  readonly #waiting: () => number;
  readonly #signOut: () => Promise<void>;
  readonly #changed: () => void;
  #confirming = false;

  constructor(
    preferences: Preferences,
    waiting: () => number,
    signOut: () => Promise<void>,
    changed: () => void,
  ) {
    this.#preferences = preferences;
    this.#waiting = waiting;
    this.#signOut = signOut;
    this.#changed = changed;
  }

  render(): TemplateResult {
    const preferences = this.#preferences;
    const waiting = this.#waiting();
    return html`<div class="fields">
      ${segments(texts.theme, "theme", THEMES, texts, preferences.theme, (theme) => {
        preferences.theme = theme;
        this.#changed();
      })}
      <label class="choice">
        <input
          type="checkbox"
          .checked=${preferences.sound}
          @change=${({ target }: Event) => {
            preferences.sound = (target as HTMLInputElement).checked;
          }}
        />
        <span><b>${texts.sound}</b><small>${texts.soundText}</small></span>
      </label>
      <div class="leave">
        <p class="muted" role=${this.#confirming ? "alert" : "note"}>
          ${this.#confirming ? texts.signOutWaiting(waiting) : texts.signOutText}
        </p>
        <button class="secondary" @click=${this.#leave}>${texts.signOut}</button>
      </div>
    </div>`;
  }

  readonly #leave = (): void => {
    if (this.#waiting() > 0 && !this.#confirming) {
      this.#confirming = true;
      this.#changed();
    } else {
      void this.#signOut();
    }
  };
}
