import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { ChatController } from "../chat-controller.js";
import type { Attention } from "./attention.js";

export interface AttentionHost extends ReactiveControllerHost, HTMLElement {
  readonly serverUrl: string;
  /** Whether messages that arrive are in view, as far as the element goes. */
  readonly isOpen: boolean;
  readonly quiet: boolean;
}

/** Draws attention to what others write, from their first message on: before it, nothing is loaded. */
export class AttentionController implements ReactiveController {
  readonly #host: AttentionHost;
  readonly #chat: ChatController;
  #subject: ChatController["subject"] = null;
  #attention: Attention | null = null;

  constructor(host: AttentionHost, chat: ChatController) {
    this.#host = host;
    this.#chat = chat;
    host.addController(this);
    host.addEventListener("photo-chat-message", ({ detail: { message } }) => {
      // What can't be fetched is asked for again with the next message.
      if (!message.own && !host.quiet) this.#arrived().catch(() => {});
    });
  }

  /** An element that is moved within the page is back in it by then. */
  hostDisconnected(): void {
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#follow(null);
    });
  }

  hostUpdated(): void {
    this.#follow(this.#chat.subject);
    this.#attention?.update();
  }

  async #arrived(): Promise<void> {
    const { subject } = this.#chat;
    const { Attention } = await import("./attention.js");
    if (!subject || subject !== this.#chat.subject) return;
    this.#follow(subject);
    this.#attention ??= new Attention(this.#host, this.#chat);
    void this.#attention.arrived();
  }

  #follow(subject: ChatController["subject"]): void {
    if (subject === this.#subject) return;
    this.#subject = subject;
    this.#attention?.end();
    this.#attention = null;
  }
}
