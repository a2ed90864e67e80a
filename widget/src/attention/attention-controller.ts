import type { ChatClient } from "@photo-chat/sdk";
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
  #client: ChatClient | null = null;
  #attention: Attention | null = null;
  #stop = (): void => {};

  constructor(host: AttentionHost, chat: ChatController) {
    this.#host = host;
    this.#chat = chat;
    host.addController(this);
  }

  /** An element that is moved within the page is back in it by then. */
  hostDisconnected(): void {
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#end();
      this.#client = null;
    });
  }

  hostUpdated(): void {
    const { client } = this.#chat;
    if (client !== this.#client) {
      this.#end();
      this.#client = client;
      this.#stop =
        client?.on("message", ({ message }) => {
          // What can't be fetched is asked for again with the next message.
          if (!message.own && !this.#host.quiet) this.#arrived(client).catch(() => {});
        }) ?? this.#stop;
    }
    this.#attention?.update();
  }

  async #arrived(client: ChatClient): Promise<void> {
    const { Attention } = await import("./attention.js");
    if (client !== this.#client) return;
    this.#attention ??= new Attention(this.#host, client);
    void this.#attention.arrived();
  }

  #end(): void {
    this.#stop();
    this.#stop = () => {};
    this.#attention?.end();
    this.#attention = null;
  }
}
