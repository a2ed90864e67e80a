import {
  type ChatClient,
  type ChatConversation,
  ChatError,
  type ChatMessage,
  createChatClient,
  type User,
} from "@photo-chat/sdk";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { emit } from "./emit.js";
import type { GuestController } from "./guest/guest-controller.js";

/** What the element tells its controllers. */
export interface ChatHost extends ReactiveControllerHost, HTMLElement {
  readonly serverUrl: string;
  readonly with: string;
  readonly client: ChatClient | null;
  readonly getToken: (() => string | Promise<string>) | null;
  readonly token: string | null;
}

const ANNOUNCED = 5;

/** Owns the client and the open conversation, and tells the host when either has changed. */
export class ChatController implements ReactiveController {
  client: ChatClient | null = null;
  conversation: ChatConversation | null = null;
  /** Since when, in epoch milliseconds, the connection has not been all right; null when it is. */
  troubleSince: number | null = null;
  /** The newest messages that arrived from others while this was open, for the screen reader. */
  received: readonly ChatMessage[] = [];

  readonly #host: ChatHost;
  readonly #guest: GuestController;
  #error: ChatError | null = null;
  #source: ChatClient | string | null = null;
  #peer = "";
  #ready = false;
  #unreadCount = 0;
  #attempt = 0;
  #stopClient: (() => void)[] = [];
  #stopConversation = (): void => {};

  constructor(host: ChatHost, guest: GuestController) {
    this.#host = host;
    this.#guest = guest;
    host.addController(this);
  }

  get user(): User | null {
    return this.client?.snapshot.user ?? null;
  }

  /** Why there is no conversation to show. */
  get failure(): ChatError | null {
    return this.#error ?? this.conversation?.snapshot.error ?? null;
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    if (!this.#host.isConnected) return;
    const source = this.#currentSource();
    if (source !== this.#source) {
      this.#end();
      this.#source = source;
      try {
        if (source) this.#begin(source);
      } catch (cause) {
        this.#failed(cause);
      }
    }
    if (this.client && this.#host.with !== this.#peer) {
      this.#leave();
      this.#peer = this.#host.with;
      if (this.#peer) void this.#open(this.client, this.#peer);
    }
  }

  /** An element that is moved within the page is back in it by then, and drops nothing. */
  hostDisconnected(): void {
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#end();
    });
  }

  /** Connects at once, and opens the conversation again when that had failed. */
  tryAgain = (): void => {
    if (!this.client) return;
    this.client.connect();
    if (this.failure) void this.#open(this.client, this.#peer);
    this.#host.requestUpdate();
  };

  /**
   * What the client stands for: another one means another client. Not the identity of `getToken`,
   * because frameworks hand in a new closure with every rendering.
   */
  #currentSource(): ChatClient | string | null {
    const { client, getToken, token, serverUrl } = this.#host;
    if (client) return client;
    const credential = getToken ? "getToken" : token || this.#guest.token;
    return credential ? `${serverUrl} ${credential}` : null;
  }

  #begin(source: ChatClient | string): void {
    const host = this.#host;
    const owned = typeof source === "string";
    const client = owned
      ? createChatClient({
          url: host.serverUrl,
          getToken: () => host.getToken?.() ?? (host.token || this.#guest.token || ""),
        })
      : source;
    this.client = client;
    this.#stopClient = [
      client.subscribe(() => this.#clientChanged()),
      client.on("connection", (connection) =>
        emit(host, "photo-chat-connection-change", connection),
      ),
      client.on("error", (error) => emit(host, "photo-chat-error", { error })),
      client.on("message", ({ conversation, message }) => {
        if (conversation.id !== this.conversation?.id) return;
        if (!message.own) this.received = [...this.received, message].slice(-ANNOUNCED);
        emit(host, "photo-chat-message", { conversationId: conversation.id, message });
        host.requestUpdate();
      }),
    ];
    if (owned) this.#stopClient.push(() => client.dispose());
    this.#clientChanged();
    client.connect();
  }

  #clientChanged(): void {
    const { state, catchingUp, reason } = this.client?.snapshot.connection ?? {};
    const fine = state === "online" && !catchingUp;
    this.troubleSince = fine ? null : (this.troubleSince ?? Date.now());
    const refused = reason?.code === "auth_invalid" || reason?.code === "auth_expired";
    if (state === "stopped" && refused && !this.#host.getToken && !this.#host.token) {
      this.#guest.forget();
    }
    this.#host.requestUpdate();
  }

  async #open(client: ChatClient, peer: string): Promise<void> {
    this.#attempt += 1;
    const attempt = this.#attempt;
    this.#error = null;
    try {
      const conversation = await client.open(peer);
      if (attempt !== this.#attempt) return;
      this.#stopConversation();
      this.conversation = conversation;
      this.#stopConversation = conversation.subscribe(() => this.#conversationChanged());
      this.#conversationChanged();
    } catch (cause) {
      if (attempt !== this.#attempt) return;
      this.#failed(cause);
    }
  }

  #failed(cause: unknown): void {
    this.#error = asChatError(cause);
    emit(this.#host, "photo-chat-error", { error: this.#error });
    this.#host.requestUpdate();
  }

  #conversationChanged(): void {
    const { conversationId, phase, unreadCount } = this.conversation?.snapshot ?? {};
    if (conversationId && phase === "ready" && !this.#ready) {
      this.#ready = true;
      emit(this.#host, "photo-chat-ready", { conversationId, user: this.user });
    }
    this.#tellUnread(unreadCount ?? 0);
    this.#host.requestUpdate();
  }

  #tellUnread(unreadCount: number): void {
    if (unreadCount === this.#unreadCount) return;
    this.#unreadCount = unreadCount;
    emit(this.#host, "photo-chat-unread-change", { unreadCount });
  }

  #leave(): void {
    this.#attempt += 1;
    this.#stopConversation();
    this.#stopConversation = () => {};
    this.conversation = null;
    this.#error = null;
    this.received = [];
    this.#peer = "";
    this.#ready = false;
    this.#tellUnread(0);
  }

  #end(): void {
    this.#leave();
    for (const stop of this.#stopClient.splice(0)) stop();
    this.client = null;
    this.#source = null;
    this.troubleSince = null;
  }
}

/** Whatever was thrown, as the one error that events and texts know. */
export function asChatError(cause: unknown): ChatError {
  if (isChatError(cause)) return cause;
  return new ChatError("internal", "unable to do this; see the cause", { cause });
}

/** By name: a host's own client may come with another copy of the class. */
function isChatError(cause: unknown): cause is ChatError {
  return cause instanceof Error && cause.name === "ChatError";
}
