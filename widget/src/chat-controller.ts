import {
  type ChatClient,
  type ChatConversation,
  ChatError,
  type ChatMessage,
  createChatClient,
  type Participant,
  type User,
} from "@photo-chat/sdk";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { emit } from "./emit.js";
import type { GuestController } from "./guest/guest-controller.js";

/** What the element tells its controllers. */
export interface ChatHost extends ReactiveControllerHost, HTMLElement {
  readonly serverUrl: string;
  readonly with: string;
  /** The id of the conversation to show; it goes before `with`. */
  conversation: string;
  readonly mode: "inline" | "popup" | "inbox";
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
  #target = "";
  #toldId: string | null = null;
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
    const { error, phase, messages } = this.conversation?.snapshot ?? {};
    const isBlank = phase === "loading" && !messages?.length;
    return this.#error ?? error ?? (isBlank ? this.#stopReason : null);
  }

  /** Nobody here can change that there is no conversation to show: trying again leads nowhere. */
  get closed(): boolean {
    return this.failure !== null && !this.failure.retryable && !this.#stopReason;
  }

  /** Why the connection is not tried again. */
  get #stopReason(): ChatError | null {
    const { state, reason = null } = this.client?.snapshot.connection ?? {};
    return state === "stopped" ? reason : null;
  }

  /** Whom one talks to. */
  get peer(): Participant | undefined {
    const { conversation, with: peer } = this.#host;
    const { participants } = this.conversation?.snapshot ?? {};
    return participants?.find(({ userId }) =>
      conversation ? userId !== this.user?.userId : userId === peer,
    );
  }

  /** What is in view: the conversation, or all of them. */
  get subject(): ChatConversation | ChatClient | null {
    return this.#host.mode === "inbox" ? this.client : this.conversation;
  }

  get unreadCount(): number {
    return this.subject?.snapshot.unreadCount ?? 0;
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
    const { conversation, with: peer } = this.#host;
    const target = conversation ? `#${conversation}` : peer;
    if (this.client && target !== this.#target) {
      this.#leave();
      this.#target = target;
      if (target) this.#enter(this.client);
    }
  }

  hostUpdated(): void {
    const conversationId = this.conversation?.id ?? null;
    if (conversationId === this.#toldId) return;
    this.#toldId = conversationId;
    emit(this.#host, "photo-chat-conversation-change", { conversationId });
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
    if (this.failure) this.#enter(this.client);
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
        const shown = conversation.id === this.conversation?.id;
        if (!shown && host.mode !== "inbox") return;
        if (shown && !message.own) this.received = [...this.received, message].slice(-ANNOUNCED);
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
    if (refused && !this.#host.getToken && !this.#host.token) {
      this.#guest.forget({ expired: true });
    }
    this.#tellUnread();
    this.#host.requestUpdate();
  }

  /** By its id a conversation is there at once, by a person the server has to be asked. */
  #enter(client: ChatClient): void {
    const { conversation, with: peer } = this.#host;
    this.#attempt += 1;
    this.#error = null;
    if (conversation) this.#show(client.conversation(conversation));
    else void this.#open(client, peer, this.#attempt);
  }

  #show(conversation: ChatConversation): void {
    this.#stopConversation();
    this.conversation = conversation;
    this.#stopConversation = conversation.subscribe(() => this.#conversationChanged());
    this.#conversationChanged();
  }

  async #open(client: ChatClient, peer: string, attempt: number): Promise<void> {
    try {
      const conversation = await client.open(peer);
      if (attempt === this.#attempt) this.#show(conversation);
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
    const { conversationId, movedTo, phase } = this.conversation?.snapshot ?? {};
    if (movedTo) this.#host.conversation = movedTo;
    if (conversationId && phase === "ready" && !this.#ready) {
      this.#ready = true;
      emit(this.#host, "photo-chat-ready", { conversationId, user: this.user });
    }
    this.#tellUnread();
    this.#host.requestUpdate();
  }

  #tellUnread(): void {
    const { unreadCount } = this;
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
    this.#target = "";
    this.#ready = false;
    this.#tellUnread();
  }

  #end(): void {
    this.#leave();
    for (const stop of this.#stopClient.splice(0)) stop();
    this.client = null;
    this.#source = null;
    this.troubleSince = null;
    this.#tellUnread();
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
