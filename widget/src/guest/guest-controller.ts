import { type ChatClient, type ChatError, createGuest } from "@photo-chat/sdk";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { asChatError } from "../chat-controller.js";
import { emit } from "../emit.js";
import { guestName, keep, kept, onKeptElsewhere } from "./kept.js";

/** What a guest says about themselves. */
export interface GuestDetails {
  readonly name?: string;
  readonly email?: string;
}

export interface GuestHost extends ReactiveControllerHost, HTMLElement {
  readonly serverUrl: string;
  readonly client: ChatClient | null;
  readonly getToken: (() => string | Promise<string>) | null;
  readonly token: string | null;
  readonly user: GuestDetails | null;
}

/** How long to wait before joining is tried again, unless the server says. */
const AGAIN_MS = 30_000;

/**
 * The identity of a visitor whom the host does not know. Made by the server once the visitor asks
 * for it, kept in this browser for this server, and used again on return. When the host says later
 * who it is, the account takes the guest over.
 */
export class GuestController implements ReactiveController {
  pending = false;
  error: ChatError | null = null;
  /** When the server takes the next attempt, in epoch milliseconds. */
  retryAt = 0;
  /** The identity that was kept here is no longer accepted. */
  expired = false;

  readonly #host: GuestHost;
  #server: string | null = null;
  #token: string | null = null;
  #stop = (): void => {};
  #joining: Promise<void> | null = null;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(host: GuestHost) {
    this.#host = host;
    host.addController(this);
    host.addEventListener("photo-chat-connection-change", ({ detail: { state } }) => {
      if (state === "online") this.#join();
    });
  }

  hostConnected(): void {
    this.#stop = onKeptElsewhere((name, token) => {
      if (name !== this.#name || token === this.#token) return;
      this.#token = token;
      this.#host.requestUpdate();
    });
  }

  hostDisconnected(): void {
    clearTimeout(this.#again);
    this.#stop();
  }

  get token(): string | null {
    const server = this.#host.serverUrl;
    if (server !== this.#server) {
      this.#server = server;
      this.#token = kept(this.#name);
    }
    return this.#token;
  }

  /** The host names nobody else. */
  get inUse(): boolean {
    const { client, getToken, token } = this.#host;
    return !client && !getToken && !token && this.token !== null;
  }

  get #name(): string {
    return guestName(this.#host.serverUrl);
  }

  /** Makes the identity; `error` says why it could not be. What is not given is taken from the host. */
  async start(details: GuestDetails = {}): Promise<void> {
    if (this.pending) return;
    const { serverUrl: url, user } = this.#host;
    const { name, email } = { ...user, ...details };
    this.pending = true;
    this.error = null;
    this.#host.requestUpdate();
    try {
      const { token } = await createGuest({
        url,
        name: name || undefined,
        email: email || undefined,
      });
      if (url === this.#host.serverUrl) this.#set(token);
      this.expired = false;
    } catch (cause) {
      this.error = asChatError(cause);
      this.retryAt = Date.now() + (this.error.retryAfterMs ?? 0);
      emit(this.#host, "photo-chat-error", { error: this.error });
    }
    this.pending = false;
    this.#host.requestUpdate();
  }

  /** The identity is of no use any more: the server refused it, or an account has taken it over. */
  forget({ expired = false } = {}): void {
    if (!this.#token) return;
    this.expired = expired;
    this.#set(null);
    this.#host.requestUpdate();
  }

  /** In the background: the account's own conversations are there meanwhile. */
  #join(): void {
    const { serverUrl: server, client, getToken, token } = this.#host;
    const guestToken = this.token;
    clearTimeout(this.#again);
    if (!guestToken || client || !(getToken ?? token) || this.#joining) return;
    this.#joining = import("./join-kept-guest.js")
      .then(async ({ joinKeptGuest }) => {
        const ofAccount = getToken ?? ((): string => token ?? "");
        const failed = await joinKeptGuest({ server, guestToken, getToken: ofAccount });
        if (!failed) this.forget();
        else if (this.#host.isConnected) {
          this.#again = setTimeout(() => this.#join(), failed.retryAfterMs ?? AGAIN_MS);
        }
      })
      .catch(() => {})
      .finally(() => (this.#joining = null));
  }

  #set(token: string | null): void {
    this.#server = this.#host.serverUrl;
    this.#token = token;
    keep(this.#name, token);
  }
}
