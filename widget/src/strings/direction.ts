/** Lays an element out in the direction of its texts, unless the page has given it a `dir`. */
export class Direction {
  readonly #element: HTMLElement;
  #own = "";

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  follow(direction: "ltr" | "rtl"): void {
    const element = this.#element;
    if (element.dir !== this.#own) return;
    element.removeAttribute("dir");
    this.#own = "";
    const inherited = getComputedStyle(element).direction || "ltr";
    if (inherited !== direction) element.dir = this.#own = direction;
  }
}
