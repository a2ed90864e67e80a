import { html, nothing, type TemplateResult } from "lit";
import type { Availability, OpenHours } from "@photo-chat/sdk/protocol";
import { strings } from "../strings.js";
import type { ProfileStore } from "./profile-store.js";
import { Saving, type Section } from "./section.js";
import { weeklyHours } from "./weekly-hours.js";

const texts = strings.availability;
const MODES = ["online", "away", "hours"] as const;
const WORKDAYS = [1, 2, 3, 4, 5];
const ANSWER_LENGTH = 2_000;

/** When to expect an answer, and what says so in the meantime. */
export class AvailabilitySection implements Section {
  readonly title = texts.title;
  readonly text = texts.text;
  readonly #store: ProfileStore;
  readonly #saving: Saving;
  readonly #changed: () => void;
  #edited: Partial<Availability> = {};

  constructor(store: ProfileStore, changed: () => void) {
    this.#store = store;
    this.#changed = changed;
    this.#saving = new Saving(changed);
  }

  get #availability(): Availability {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const blank: Availability = { mode: "online", timeZone, hours: [], answer: null };
    return { ...blank, ...this.#store.profile?.availability, ...this.#edited };
  }

  render(): TemplateResult {
    const { mode, hours, timeZone, answer } = this.#availability;
    return html`<form class="fields" @submit=${this.#save}>
      <fieldset class="choices">
        <legend class="hidden">${texts.title}</legend>
        ${MODES.map(
          (one) =>
            html`<label class="choice">
              <input
                type="radio"
                name="mode"
                value=${one}
                .checked=${one === mode}
                @change=${() => this.#choose(one)}
              />
              <span><b>${texts[one]}</b><small>${texts[`${one}Text`]}</small></span>
            </label>`,
        )}
      </fieldset>
      ${
        mode === "hours"
          ? html`<label class="field">
                <span>${texts.timeZone}</span>
                <select
                  .value=${timeZone}
                  @change=${({ target }: Event) =>
                    this.#edit({ timeZone: (target as HTMLSelectElement).value })}
                >
                  ${timeZones(timeZone).map(
                    (zone) =>
                      html`<option value=${zone} ?selected=${zone === timeZone}>
                        ${zone.replaceAll("_", " ")}
                      </option>`,
                  )}
                </select>
              </label>
              ${weeklyHours(hours, (next) => this.#edit({ hours: next }))}`
          : nothing
      }
      <label class="choice">
        <input
          type="checkbox"
          .checked=${answer !== null}
          @change=${({ target }: Event) =>
            this.#edit({
              answer: (target as HTMLInputElement).checked ? texts.answerDefault : null,
            })}
        />
        <span><b>${texts.answer}</b><small>${texts.answerText}</small></span>
      </label>
      ${
        answer === null
          ? nothing
          : html`<label class="field">
                <span>${texts.answerLabel}</span>
                <textarea
                  rows="3"
                  required
                  dir="auto"
                  maxlength=${ANSWER_LENGTH}
                  .value=${answer}
                  @input=${({ target }: Event) =>
                    this.#edit({ answer: (target as HTMLTextAreaElement).value })}
                ></textarea>
              </label>
              <figure class="preview">
                <figcaption>${texts.answerPreview}</figcaption>
                <p dir="auto">${answer}</p>
              </figure>`
      }
      ${this.#saving.footer()}
    </form>`;
  }

  #choose(mode: Availability["mode"]): void {
    const hours: OpenHours[] = WORKDAYS.map((day) => ({ day, from: "09:00", to: "17:00" }));
    const isFirst = mode === "hours" && this.#availability.hours.length === 0;
    this.#edit(isFirst ? { mode, hours } : { mode });
  }

  #edit(change: Partial<Availability>): void {
    this.#edited = { ...this.#edited, ...change };
    this.#saving.touch();
    this.#changed();
  }

  readonly #save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const availability = this.#availability;
    if (await this.#saving.run(() => this.#store.save({ availability }))) this.#edited = {};
  };
}

/** Every time zone this browser knows, and the chosen one, which another may know. */
function timeZones(chosen: string): readonly string[] {
  return [...new Set([chosen, "UTC", ...Intl.supportedValuesOf("timeZone")])].sort();
}
