import { type ReactiveController, type ReactiveElement, render } from "lit";
import type { LightboxStrings } from "../strings/lightbox-strings.js";
import { lightboxStrings } from "../strings/lightbox-tables.js";
import type { Localization } from "../strings/localization.js";
import { listenToGestures } from "./lightbox-gestures.js";
import { lightboxStyles } from "./lightbox-styles.js";
import { type LightboxActions, type LightboxState, lightboxView } from "./lightbox-view.js";
import type { Pictures } from "./picture.js";

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

export interface Opening {
  /** The picture to begin with. */
  readonly key: string;
  readonly pictures: Pictures;
  readonly localization: Localization;
}

/**
 * One picture over the whole window, and the way to the others of the conversation. It ends with the
 * conversation, and when its picture or its place is gone.
 */
export class Lightbox implements ReactiveController {
  readonly styles = lightboxStyles;
  readonly #host: ReactiveElement;
  readonly #dialog = document.createElement("dialog");
  readonly #resize = new ResizeObserver(() => this.#draw());
  #opening: Opening | null = null;
  #opener: HTMLElement | null = null;
  #texts: { readonly language: string; readonly table: LightboxStrings } | null = null;
  #key = "";
  #phase: LightboxState["phase"] = "loading";
  #isFull = false;

  readonly #actions: LightboxActions = {
    close: () => this.#end(),
    previous: () => this.#step(-1),
    next: () => this.#step(1),
    zoom: () => this.#zoom(innerWidth / 2, innerHeight / 2),
    loaded: () => this.#enter("shown"),
    lost: () => this.#enter("failed"),
    retry: () => this.#show(this.#key),
  };

  constructor(host: ReactiveElement) {
    const dialog = this.#dialog;
    this.#host = host;
    dialog.className = "lightbox";
    dialog.setAttribute("part", "lightbox");
    dialog.tabIndex = -1;
    dialog.addEventListener("keydown", this.#keydown);
    dialog.addEventListener("close", () => {
      if (!dialog.open) this.#end();
    });
    listenToGestures(dialog, {
      isFull: () => this.#isFull,
      close: () => this.#end(),
      swipe: (to) => this.#step(-to * this.#direction),
      zoom: (x, y) => this.#zoom(x, y),
    });
    host.addEventListener("photo-chat-conversation-change", () => this.#end());
    host.addController(this);
  }

  /** @param opener has the focus again afterwards */
  async open(opener: HTMLElement, opening: Opening): Promise<void> {
    const { language } = opening.localization;
    if (language !== this.#texts?.language) {
      this.#texts = { language, table: await lightboxStrings(language) };
    }
    if (this.#opening || !opener.checkVisibility()) return;
    this.#opening = opening;
    this.#opener = opener;
    this.#host.shadowRoot?.querySelector(".panel")?.append(this.#dialog);
    this.#show(opening.key);
    if (!this.#dialog.isConnected) return;
    this.#dialog.showModal();
    this.#dialog.querySelector<HTMLElement>(".tools > :last-child")?.focus();
    this.#resize.observe(this.#stage);
  }

  hostUpdated(): void {
    if (this.#dialog.checkVisibility()) this.#draw();
    else this.#end();
  }

  hostDisconnected(): void {
    this.#end();
  }

  get #image(): HTMLImageElement {
    return this.#dialog.querySelector("img") as HTMLImageElement;
  }

  get #stage(): HTMLElement {
    return this.#dialog.querySelector(".stage") as HTMLElement;
  }

  /** Where the next picture is: to the right, 1, or to the left. */
  get #direction(): number {
    return this.#dialog.matches(":dir(rtl)") ? -1 : 1;
  }

  #show(key: string): void {
    this.#key = key;
    this.#isFull = false;
    this.#enter("loading");
    // Also when it is the same one once more: it loads anew then.
    const picture = this.#opening?.pictures().find((one) => one.key === key);
    if (picture) this.#image.src = picture.url;
  }

  #enter(phase: LightboxState["phase"]): void {
    this.#phase = phase;
    this.#draw();
  }

  #step(by: number): void {
    const pictures = this.#opening?.pictures() ?? [];
    const next = pictures[pictures.findIndex(({ key }) => key === this.#key) + by];
    if (next) this.#show(next.key);
  }

  /** What stands at this place of the window stays there. */
  #zoom(x: number, y: number): void {
    if (!this.#isLarge) return;
    const image = this.#image;
    const before = image.getBoundingClientRect();
    this.#isFull = !this.#isFull;
    this.#draw();
    const after = image.getBoundingClientRect();
    this.#stage.scrollBy(
      after.left + ((x - before.left) / before.width) * after.width - x,
      after.top + ((y - before.top) / before.height) * after.height - y,
    );
  }

  get #isLarge(): boolean {
    if (this.#phase !== "shown") return false;
    const { naturalWidth, naturalHeight } = this.#image;
    const { clientWidth, clientHeight } = this.#stage;
    return this.#isFull || naturalWidth > clientWidth || naturalHeight > clientHeight;
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    // The popup would take Escape for its own.
    event.stopPropagation();
    const by = STEPS[event.key];
    if (!by || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    // There the arrow keys scroll.
    if (this.#isFull && event.target === this.#stage) return;
    event.preventDefault();
    this.#step(by * this.#direction);
  };

  #draw(): void {
    if (!this.#opening) return;
    const { pictures, localization } = this.#opening;
    const { format, strings } = localization;
    const all = pictures();
    const at = all.findIndex(({ key }) => key === this.#key);
    const picture = all[at];
    if (!picture || !this.#texts) {
      this.#end();
      return;
    }
    const texts = { ...this.#texts.table, ...strings };
    const state: LightboxState = {
      picture,
      place:
        all.length > 1 ? texts.pictureOf(format.number(at + 1), format.number(all.length)) : "",
      isFirst: at === 0,
      isLast: at === all.length - 1,
      phase: this.#phase,
      isLarge: this.#isLarge,
      isFull: this.#isFull,
    };
    const dialog = this.#dialog;
    dialog.ariaLabel = picture.name;
    render(lightboxView(state, this.#actions, texts), dialog);
    const caption = dialog.querySelector<HTMLElement>(".caption");
    if (caption) caption.tabIndex = caption.scrollHeight > caption.clientHeight ? 0 : -1;
    // A button that was used may be gone; the keys go on.
    if (dialog.open && !dialog.matches(":focus-within")) dialog.focus();
  }

  #end(): void {
    if (!this.#opening) return;
    const root = this.#host.shadowRoot;
    const places = [this.#opener, root?.querySelector<HTMLElement>(".thread"), this.#host];
    this.#opening = this.#opener = null;
    this.#resize.disconnect();
    this.#dialog.close();
    this.#dialog.remove();
    places.find((place) => place?.checkVisibility())?.focus({ preventScroll: true });
  }
}
