/** A number before the page's title, whatever the page makes of its title meanwhile. */
export class TitleBadge {
  #count = 0;
  #original = "";
  #shown: string | null = null;
  readonly #observer = new MutationObserver(() => this.#apply());

  /** 0 gives the title back as it was. */
  show(count: number): void {
    if (count === this.#count) return;
    const first = this.#count === 0;
    this.#count = count;
    if (first) {
      this.#shown = null;
      this.#observer.observe(document.head, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    }
    this.#apply();
    if (count === 0) this.#observer.disconnect();
  }

  /** What is not ours is the page's. Not by `document.title`, which takes white space for its own. */
  #apply(): void {
    const title = document.head.querySelector("title");
    if (!title) return;
    const text = title.textContent;
    if (text !== this.#shown) this.#original = text;
    this.#shown = this.#count ? `(${this.#count}) ${this.#original}` : this.#original;
    if (text !== this.#shown) title.textContent = this.#shown;
  }
}
