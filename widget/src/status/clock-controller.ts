import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Renders the host again when a text that depends on the time goes stale. */
export class ClockController implements ReactiveController {
  /** The time of this rendering, in epoch milliseconds. */
  now = Date.now();
  readonly #host: ReactiveControllerHost & { isConnected: boolean };
  #wakeAt = Number.POSITIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & { isConnected: boolean }) {
    this.#host = host;
    host.addController(this);
  }

  /** While rendering: what is on screen holds until then. */
  wakeAt(time: number): void {
    this.#wakeAt = Math.min(this.#wakeAt, time);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    this.now = Date.now();
    this.#wakeAt = Number.POSITIVE_INFINITY;
  }

  hostUpdated(): void {
    clearTimeout(this.#timer);
    if (!this.#host.isConnected || this.#wakeAt === Number.POSITIVE_INFINITY) return;
    this.#timer = setTimeout(() => this.#host.requestUpdate(), this.#wakeAt - this.now);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }
}
