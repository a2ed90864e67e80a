import { html, nothing, type TemplateResult } from "lit";
import { ApiError } from "../request-json.js";
import { strings } from "../strings.js";

const texts = strings.settings;

/** One page of the settings. */
export interface Section {
  readonly title: string;
  readonly text: string;
  render(): TemplateResult;
}

/** How saving a form goes, and the line that says so. */
export class Saving {
  #state: "idle" | "saving" | "saved" = "idle";
  #problem: string | null = null;
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Something was edited: what was said of the last saving no longer holds. */
  touch(): void {
    if (this.#state === "idle" && !this.#problem) return;
    this.#set("idle");
  }

  /** Resolves with whether it was saved. */
  async run(save: () => Promise<void>): Promise<boolean> {
    if (this.#state === "saving") return false;
    this.#set("saving");
    try {
      await save();
      this.#set("saved");
      return true;
    } catch (cause) {
      const refused = cause instanceof ApiError && cause.status >= 400 && cause.status < 500;
      this.#set("idle", refused ? texts.refused : texts.saveFailed);
      return false;
    }
  }

  #set(state: Saving["state"], problem: string | null = null): void {
    this.#state = state;
    this.#problem = problem;
    this.#changed();
  }

  get state(): "idle" | "saving" | "saved" {
    return this.#state;
  }

  /** Why the last saving failed. */
  get problem(): TemplateResult | typeof nothing {
    return this.#problem
      ? html`<span class="problem" role="alert">${this.#problem}</span>`
      : nothing;
  }

  /** The button that saves, and what became of it. */
  footer(extra: TemplateResult | typeof nothing = nothing): TemplateResult {
    return html`<div class="form-foot">
      <button class="primary" aria-disabled=${this.#state === "saving"}>
        ${this.#state === "saving" ? texts.saving : texts.save}
      </button>
      ${extra}
      <span class="outcome" role="status">${this.#state === "saved" ? texts.saved : nothing}</span>
      ${this.problem}
    </div>`;
  }
}
