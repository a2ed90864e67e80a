import { keep, kept } from "../../src/guest/kept.js";

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const MUTED = "muted";
const KEY = "photo-chat:inbox:theme";

/** What is set for this device: the colours, and whether it sounds. */
export class Preferences {
  onChange: () => void = () => {};
  #theme: Theme = "auto";

  constructor() {
    this.#read(localStorage.getItem(KEY));
    addEventListener("storage", ({ key, newValue }) => {
      if (key === KEY) this.#read(newValue);
    });
  }

  get theme(): Theme {
    return this.#theme;
  }

  set theme(theme: Theme) {
    this.#theme = theme;
    this.#keep();
  }

  get sound(): boolean {
    return !kept(MUTED);
  }

  /** The chat keeps this one itself: its own menu shows it, too. */
  set sound(sound: boolean) {
    keep(MUTED, sound ? null : "yes");
  }

  /** Back to what nobody has set. */
  forget(): void {
    localStorage.removeItem(KEY);
    this.#read(null);
  }

  #keep(): void {
    localStorage.setItem(KEY, this.#theme);
    this.#changed();
  }

  #read(text: string | null): void {
    this.#theme = THEMES.find((one) => one === text) ?? "auto";
    this.#changed();
  }

  #changed(): void {
    document.documentElement.dataset["theme"] = this.#theme;
    this.onChange();
  }
}
