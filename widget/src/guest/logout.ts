import { type ChatClient, createChatClient } from "@photo-chat/sdk";
import type { ChatController } from "../chat-controller.js";
import type { ComposerController } from "../composer/composer-controller.js";
import type { GuestController, GuestHost } from "./guest-controller.js";
import { forgetPerson } from "./kept.js";

export interface LogoutHost extends GuestHost {
  client: GuestHost["client"];
  getToken: GuestHost["getToken"];
  token: GuestHost["token"];
}

/** A client that does not know whose it is forgets everybody. */
const nobody = (url: string): ChatClient => createChatClient({ url, getToken: () => "" });

/** Ends what a person has here, also when that is said in another tab. */
export class Logout {
  readonly #host: LogoutHost;
  readonly #chat: ChatController;
  readonly #parts: readonly (ComposerController | GuestController)[];
  #leaving = false;

  /** @param parts what knows of the person */
  constructor(
    host: LogoutHost,
    chat: ChatController,
    ...parts: readonly (ComposerController | GuestController)[]
  ) {
    this.#host = host;
    this.#chat = chat;
    this.#parts = parts;
    host.addEventListener("photo-chat-connection-change", ({ detail: { reason } }) => {
      if (reason?.code === "logged_out" && !this.#leaving) this.#forget();
    });
  }

  async run(): Promise<void> {
    // The client goes on wiping what it keeps after it has said that it is stopped.
    this.#leaving = true;
    try {
      await (this.#chat.client ?? nobody(this.#host.serverUrl)).logout();
    } finally {
      this.#leaving = false;
      this.#forget();
    }
  }

  #forget(): void {
    const host = this.#host;
    host.token = host.getToken = host.client = null;
    for (const part of this.#parts) part.forget();
    void forgetPerson(host.serverUrl);
  }
}
