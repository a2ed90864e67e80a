export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "photo-chat:inbox:preferences";

/** What is set for this device: the colours, and whether it sounds. */
export class Preferences {
  onChange: () => void = () => {};
  #theme: Theme = "auto";
  #sound = false;

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
    return this.#sound;
  }

  set sound(sound: boolean) {
    this.#sound = sound;
    this.#keep();
  }

  /** Back to what nobody has set. */
  forget(): void {
    localStorage.removeItem(KEY);
    this.#read(null);
  }

  #keep(): void {
    const { theme, sound } = this;
    localStorage.setItem(KEY, JSON.stringify({ theme, sound }));
    this.#changed();
  }

  #read(text: string | null): void {
    const { theme, sound } = JSON.parse(text ?? "{}") as { theme?: Theme; sound?: boolean };
    this.#theme = THEMES.find((one) => one === theme) ?? "auto";
    this.#sound = sound === true;
    this.#changed();
  }

  #changed(): void {
    document.documentElement.dataset["theme"] = this.#theme;
    this.onChange();
  }
}
