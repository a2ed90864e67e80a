import type { CSSResult } from "lit";
import { OnDemand, type OnDemandHost } from "../on-demand.js";
import type { Disclosure } from "./disclosure.js";

/** Behind a button: what it opens beside itself is fetched with the first click. */
export class Opener<Opened extends Disclosure, Host extends OnDemandHost = OnDemandHost> {
  opened: Opened | null = null;
  readonly #host: OnDemandHost;
  readonly #fetch: () => Promise<Opened>;

  constructor(
    host: Host,
    load: () => Promise<{ styles: CSSResult; Opened: new (host: Host) => Opened }>,
  ) {
    const part = new OnDemand(host, load);
    this.#host = host;
    this.#fetch = async () => {
      const { Opened } = await part.fetch();
      return (this.opened ??= new Opened(host));
    };
  }

  get isOpen(): boolean {
    return this.opened?.isOpen ?? false;
  }

  readonly toggle = ({ currentTarget }: Event): void => {
    const host = this.#host;
    const focused = host.shadowRoot?.activeElement;
    this.#fetch().then(
      (opened) => {
        // Not for somebody who has gone on to something else meanwhile.
        if (!host.isConnected || host.shadowRoot?.activeElement !== focused) return;
        opened.toggle(currentTarget as HTMLElement);
      },
      // Another click asks for it again.
      () => {},
    );
  };

  readonly keydown = (event: KeyboardEvent): void => this.opened?.keydown(event);
}
