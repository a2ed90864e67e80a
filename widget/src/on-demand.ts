import type { CSSResult, ReactiveControllerHost } from "lit";

export interface OnDemandHost extends ReactiveControllerHost, HTMLElement {
  readonly hasUpdated: boolean;
}

/** A part of the element that is fetched when it is first asked for, with the styles it brings. */
export class OnDemand<Part extends { readonly styles?: CSSResult }> {
  readonly #host: OnDemandHost;
  readonly #load: () => Promise<Part>;
  #part: Part | null = null;
  #coming: Promise<Part> | null = null;

  constructor(host: OnDemandHost, load: () => Promise<Part>) {
    this.#host = host;
    this.#load = load;
  }

  /** Null until it has come; the host is rendered again then. What could not be fetched is asked for anew. */
  get part(): Part | null {
    if (!this.#part) this.fetch().catch(() => {});
    return this.#part;
  }

  fetch(): Promise<Part> {
    this.#coming ??= this.#load().then(
      async (part) => {
        // The first rendering dresses the host.
        if (!this.#host.hasUpdated) await this.#host.updateComplete;
        const sheet = part.styles?.styleSheet;
        if (sheet) this.#host.shadowRoot?.adoptedStyleSheets.push(sheet);
        this.#part = part;
        this.#host.requestUpdate();
        return part;
      },
      (cause: unknown) => {
        this.#coming = null;
        throw cause;
      },
    );
    return this.#coming;
  }
}
