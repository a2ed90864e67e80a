import { type ChatError, createGuest } from "@photo-chat/sdk";
import type { ReactiveControllerHost } from "lit";
import { asChatError } from "../chat-controller.js";
import { emit } from "../emit.js";

export interface GuestHost extends ReactiveControllerHost, HTMLElement {
  readonly serverUrl: string;
  readonly user: { readonly name?: string; readonly email?: string } | null;
}

/**
 * The identity of a visitor whom the host does not know. Made by the server once the visitor asks
 * for it, kept in this browser for this server, and used again on return.
 */
export class GuestController {
  pending = false;
  error: ChatError | null = null;
  /** The identity that was kept here is no longer accepted. */
  expired = false;

  readonly #host: GuestHost;
  #server: string | null = null;
  #token: string | null = null;

  constructor(host: GuestHost) {
    this.#host = host;
  }

  get token(): string | null {
    const server = this.#host.serverUrl;
    if (server !== this.#server) {
      this.#server = server;
      this.#token = stored(server);
    }
    return this.#token;
  }

  async start(name: string): Promise<void> {
    if (this.pending) return;
    const url = this.#host.serverUrl;
    const email = this.#host.user?.email;
    this.pending = true;
    this.error = null;
    this.#host.requestUpdate();
    try {
      const { token } = await createGuest({ url, ...(name && { name }), ...(email && { email }) });
      store(url, token);
      this.#server = url;
      this.#token = token;
      this.expired = false;
    } catch (cause) {
      this.error = asChatError(cause);
      emit(this.#host, "photo-chat-error", { error: this.error });
    }
    this.pending = false;
    this.#host.requestUpdate();
  }

  forget(): void {
    if (!this.#token) return;
    store(this.#host.serverUrl, null);
    this.#token = null;
    this.expired = true;
    this.#host.requestUpdate();
  }
}

function keyOf(server: string): string {
  return `photo-chat:guest:${server}`;
}

/** Storage may be switched off; then the identity lasts as long as the page. */
function stored(server: string): string | null {
  try {
    return localStorage.getItem(keyOf(server));
  } catch {
    return null;
  }
}

function store(server: string, token: string | null): void {
  try {
    if (token) localStorage.setItem(keyOf(server), token);
    else localStorage.removeItem(keyOf(server));
  } catch {
    // As in `stored`.
  }
}
