import type { ChatError } from "@photo-chat/sdk";
import { asChatError, type ChatController, type ChatHost } from "../chat-controller.js";
import { emit } from "../emit.js";

/** The text being written, one for each person written to, and its way to the conversation. */
export class ComposerController {
  /** Why the last text was not taken; it is still there. */
  error: ChatError | null = null;
  readonly #host: ChatHost;
  readonly #chat: ChatController;
  readonly #drafts = new Map<string, string>();

  constructor(host: ChatHost, chat: ChatController) {
    this.#host = host;
    this.#chat = chat;
  }

  get text(): string {
    return this.#drafts.get((this.#host.conversation || this.#host.with)) ?? "";
  }

  /** Characters left before the server's limit; negative past it. */
  get left(): number {
    const limit = this.#chat.client?.snapshot.limits.messageLength ?? 0;
    return limit - this.text.trim().length;
  }

  get sendable(): boolean {
    const { conversation, failure } = this.#chat;
    return conversation !== null && !failure && this.text.trim() !== "" && this.left >= 0;
  }

  edit(text: string): void {
    this.#set(text);
    if (text.trim()) this.#chat.conversation?.typing();
    else this.#chat.conversation?.stopTyping();
  }

  send(): void {
    const { conversation } = this.#chat;
    const text = this.text.trim();
    if (!conversation || !this.sendable) return;
    const detail = { conversationId: conversation.id, text };
    if (!emit(this.#host, "photo-chat-send", detail, true)) return;
    try {
      conversation.send(text);
      conversation.stopTyping();
      this.#set("");
    } catch (cause) {
      this.error = asChatError(cause);
      emit(this.#host, "photo-chat-error", { error: this.error });
      this.#host.requestUpdate();
    }
  }

  #set(text: string): void {
    this.#drafts.set((this.#host.conversation || this.#host.with), text);
    this.error = null;
    this.#host.requestUpdate();
  }
}
