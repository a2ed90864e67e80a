import { html, nothing, render, type TemplateResult } from "lit";
import { icon } from "../icon.js";
import type { Preferences } from "../preferences.js";
import type { SavedReplies } from "../replies/saved-replies.js";
import type { Session } from "../session.js";
import { strings } from "../strings.js";
import { AvailabilitySection } from "./availability-section.js";
import { DeviceSection } from "./device-section.js";
import { EmbedSection } from "./embed-section.js";
import { ProfileSection } from "./profile-section.js";
import { ProfileStore } from "./profile-store.js";
import { RepliesSection } from "./replies-section.js";
import type { Section } from "./section.js";

const texts = strings.settings;

export const SECTIONS = ["profile", "availability", "replies", "embed", "device"] as const;
export type SectionName = (typeof SECTIONS)[number];

export interface SettingsOptions {
  readonly session: Session;
  readonly preferences: Preferences;
  readonly replies: SavedReplies;
  /** Own messages that have not been sent. */
  readonly waiting: () => number;
  readonly signOut: () => Promise<void>;
}

/** The settings: a dialog with a page for each concern. */
export class SettingsPanel {
  readonly dialog = document.createElement("dialog");
  readonly #store: ProfileStore;
  readonly #replies: SavedReplies;
  readonly #embed: EmbedSection;
  readonly #sections: Readonly<Record<SectionName, Section>>;
  #name: SectionName = "profile";
  #repliesFailed = false;

  constructor({ session, preferences, replies, waiting, signOut }: SettingsOptions) {
    const changed = (): void => this.#render();
    this.#store = new ProfileStore(session, changed);
    this.#replies = replies;
    this.#embed = new EmbedSection(session, changed);
    this.#sections = {
      profile: new ProfileSection(this.#store, changed),
      availability: new AvailabilitySection(this.#store, changed),
      replies: new RepliesSection(replies, changed),
      embed: this.#embed,
      device: new DeviceSection(preferences, waiting, signOut, changed),
    };
    this.dialog.className = "sheet";
    this.dialog.ariaLabel = texts.title;
    this.dialog.addEventListener("click", this.#closeFromOutside);
  }

  open(name: SectionName): void {
    this.#name = name;
    this.#render();
    if (!this.dialog.open) this.dialog.showModal();
    this.dialog.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
    this.#load();
  }

  readonly #load = (): void => {
    this.#repliesFailed = false;
    if (!this.#store.profile) void this.#store.load();
    void this.#embed.load().catch(() => {});
    this.#replies.load().then(
      () => this.#render(),
      () => {
        this.#repliesFailed = true;
        this.#render();
      },
    );
  };

  #render(): void {
    render(this.#view(), this.dialog);
  }

  #view(): TemplateResult {
    const section = this.#sections[this.#name];
    return html`<div class="sheet-body">
      <div class="sheet-head">
        <h2>${texts.title}</h2>
        <button class="round" aria-label=${texts.close} @click=${() => this.dialog.close()}>
          ${icon("close")}
        </button>
      </div>
      <div class="tabs" role="tablist" aria-label=${texts.title} @keydown=${this.#keydown}>
        ${SECTIONS.map(
          (name) =>
            html`<button
              role="tab"
              id="tab-${name}"
              aria-controls="settings-panel"
              aria-selected=${name === this.#name}
              tabindex=${name === this.#name ? 0 : -1}
              @click=${() => this.#show(name)}
            >
              ${this.#sections[name].title}
            </button>`,
        )}
      </div>
      <section role="tabpanel" id="settings-panel" aria-labelledby="tab-${this.#name}">
        <h3>${section.title}</h3>
        <p class="muted">${section.text}</p>
        ${this.#content(section)}
      </section>
    </div>`;
  }

  #content(section: Section): TemplateResult {
    const ofProfile = this.#name === "profile" || this.#name === "availability";
    const failed = ofProfile ? this.#store.failed : this.#name === "replies" && this.#repliesFailed;
    if (failed) {
      return html`<p class="problem" role="alert">${texts.loadFailed}</p>
        <button class="secondary" @click=${this.#load}>${texts.tryAgain}</button>`;
    }
    if (ofProfile && !this.#store.profile) {
      return html`<p class="muted" role="status">
        <span class="spinner"></span> ${texts.loading}
      </p>`;
    }
    // A section's form is not another's: each gets elements of its own.
    return html`${SECTIONS.map((name) => (name === this.#name ? section.render() : nothing))}`;
  }

  #show(name: SectionName): void {
    this.#name = name;
    this.#render();
    const tab = this.dialog.querySelector<HTMLElement>(`#tab-${name}`);
    tab?.focus();
    tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    const at = SECTIONS.indexOf(this.#name);
    const rtl = getComputedStyle(this.dialog).direction === "rtl" ? -1 : 1;
    const target = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      ArrowRight: at + rtl,
      ArrowLeft: at - rtl,
      Home: 0,
      End: SECTIONS.length - 1,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const name = SECTIONS[(target + SECTIONS.length) % SECTIONS.length];
    if (name) this.#show(name);
  };

  readonly #closeFromOutside = ({ target }: MouseEvent): void => {
    if (target === this.dialog) this.dialog.close();
  };
}
