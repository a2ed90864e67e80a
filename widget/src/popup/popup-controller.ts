import type { ReactiveController, ReactiveControllerHost } from "lit";

export interface PopupHost extends ReactiveControllerHost, HTMLElement {
  open: boolean;
}

/** On screens this small the popup fills them, and holds the focus. */
const SMALL = "(max-width: 480px), (max-height: 480px)";

/** Keeps the popup's dialog in step with `open`, focus where it belongs, and the panel above the phone's keyboard. */
export class PopupController implements ReactiveController {
  readonly #host: PopupHost;
  #small: MediaQueryList | null = null;
  #dialog: HTMLDialogElement | null = null;
  #modal = false;
  /** Shown by us, and not yet closed by us. */
  #shown = false;
  #opener: HTMLElement | null = null;

  constructor(host: PopupHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#small = matchMedia(SMALL);
    this.#small.addEventListener("change", this.#sync);
    visualViewport?.addEventListener("resize", this.#fit);
    visualViewport?.addEventListener("scroll", this.#fit);
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    this.#sync();
  }

  hostDisconnected(): void {
    this.#small?.removeEventListener("change", this.#sync);
    visualViewport?.removeEventListener("resize", this.#fit);
    visualViewport?.removeEventListener("scroll", this.#fit);
    // Out of the page the dialog has left the top layer: it is shown anew when the element comes back.
    if (this.#dialog) this.#dialog.open = false;
    this.#dialog = null;
  }

  /** Keeps who gets the focus back; call before `open` is set. */
  rememberFocus(): void {
    const active = document.activeElement;
    this.#opener = active instanceof HTMLElement && active !== this.#host ? active : null;
  }

  readonly closeByEscape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    this.#host.open = false;
  };

  /** The browser closes a dialog by itself, too: for the back gesture of a phone. */
  readonly closed = ({ target }: Event): void => {
    if (this.#shown && !(target as HTMLDialogElement).open) this.#host.open = false;
  };

  readonly #sync = (): void => {
    const dialog = this.#host.shadowRoot?.querySelector<HTMLDialogElement>("dialog.panel") ?? null;
    const appeared = dialog !== this.#dialog;
    this.#dialog = dialog;
    if (!dialog || !this.#host.isConnected) return;
    const modal = this.#small?.matches ?? false;
    if (this.#host.open && (!dialog.open || modal !== this.#modal)) {
      this.#modal = modal;
      if (dialog.open) dialog.close();
      if (modal) dialog.showModal();
      else dialog.open = true;
      this.#shown = true;
      if (!appeared) this.#host.focus();
      else if (modal) dialog.focus();
      this.#fit();
    } else if (!this.#host.open && dialog.open) {
      this.#close(dialog);
    }
  };

  #close(dialog: HTMLDialogElement): void {
    const root = this.#host.shadowRoot;
    const focused = dialog.contains(root?.activeElement ?? null);
    this.#shown = false;
    dialog.close();
    if (!focused) return;
    const opener = this.#opener?.isConnected ? this.#opener : null;
    (opener ?? root?.querySelector<HTMLElement>(".launcher"))?.focus();
  }

  /** Phones that shrink only the visual viewport for their keyboard would leave the composer behind it. */
  readonly #fit = (): void => {
    const viewport = visualViewport;
    if (!this.#dialog?.open || !viewport) return;
    const keyboard = this.#modal && viewport.scale === 1;
    this.#dialog.style.blockSize = keyboard ? `${viewport.height}px` : "";
    this.#dialog.style.insetBlockStart = keyboard ? `${viewport.offsetTop}px` : "";
  };
}
