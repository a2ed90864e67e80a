import type { ReactiveController, ReactiveControllerHost } from "lit";

/**
 * What a button opens beside itself, until one presses the button again or Escape, or points
 * elsewhere. `keydown` belongs on the frame around both.
 */
export abstract class Disclosure implements ReactiveController {
  isOpen = false;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #frame: string;
  readonly #focusBack: string;
  #opener: HTMLElement | null = null;

  /**
   * @param frame selects what one can point at without closing it, around the button
   * @param focusBack selects what has the focus after Escape
   */
  constructor(host: ReactiveControllerHost & HTMLElement, frame: string, focusBack: string) {
    this.#host = host;
    this.#frame = frame;
    this.#focusBack = focusBack;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.close();
  }

  toggle(button: HTMLElement): void {
    if (this.isOpen) {
      this.close();
      return;
    }
    this.isOpen = true;
    this.#opener = button;
    addEventListener("pointerdown", this.#pointed, { capture: true });
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => this.focus());
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    removeEventListener("pointerdown", this.#pointed, { capture: true });
    this.#host.requestUpdate();
  }

  keydown(event: KeyboardEvent): void {
    if (!this.isOpen || event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    this.leave();
  }

  /** Focuses what is in it, once it is on screen. */
  protected abstract focus(): void;

  /** Closes it for somebody who was in it. */
  leave(): void {
    this.#host.shadowRoot?.querySelector<HTMLElement>(this.#focusBack)?.focus();
    this.close();
  }

  readonly #pointed = (event: Event): void => {
    const frame = this.#opener?.closest(this.#frame);
    if (frame && !event.composedPath().includes(frame)) this.close();
  };
}
