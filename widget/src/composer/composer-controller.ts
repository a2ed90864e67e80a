import { type About, type ChatConversation, ChatError } from "@photo-chat/sdk";
import { DEFAULT_SERVER_LIMITS } from "@photo-chat/sdk/protocol";
import type { ReactiveController } from "lit";
import { asChatError, type ChatController, type ChatHost } from "../chat-controller.js";
import { emit } from "../emit.js";
import type { EmojiHost, EmojiPanel } from "../emoji/emoji-panel.js";
import type { GuestController } from "../guest/guest-controller.js";
import { Opener } from "../popup/opener.js";
import { aboutOf } from "./about.js";
import { Drafts, nothingWritten, type Written } from "./drafts.js";

export interface ComposerHost extends ChatHost, EmojiHost {
  readonly guestForm: "ask" | "skip";
}

/** The text being written, one for each conversation, and its way there. */
export class ComposerController implements ReactiveController {
  /** Why the last text was not taken; it is still there. */
  error: ChatError | null = null;
  /** Sent, as soon as the visitor has an identity and the conversation is there. */
  waiting = false;
  readonly emoji: Opener<EmojiPanel>;
  readonly #host: ComposerHost;
  readonly #chat: ChatController;
  readonly #guest: GuestController;
  readonly #drafts: Drafts;
  #conversation: ChatConversation | null = null;
  #target = "";
  #byGuest = false;

  constructor(host: ComposerHost, chat: ChatController, guest: GuestController) {
    this.#host = host;
    this.#chat = chat;
    this.#guest = guest;
    this.#drafts = new Drafts(host);
    this.emoji = new Opener(host, () => import("../emoji/emoji-panel.js"));
    host.addController(this);
  }

  hostUpdate(): void {
    const { conversation, client, failure } = this.#chat;
    const target = this.#host.conversation || this.#host.with;
    if (conversation !== this.#conversation) {
      const left = this.#conversation;
      // A guest who signs in goes on writing; nobody finds what another account has written.
      if (left && this.#byGuest && !this.#guest.inUse && target === this.#target) {
        this.#drafts.carry(left, target);
      }
      if (conversation) this.#drafts.arrive(conversation, target);
      this.#conversation = conversation;
    }
    this.#target = target;
    if (client) this.#byGuest = this.#guest.inUse;
    if (!this.waiting) return;
    if (failure) this.waiting = false;
    else if (conversation) this.send();
  }

  get text(): string {
    return this.#written.text;
  }

  /** The picture that the message will be about. */
  get about(): About | null {
    return this.#written.about;
  }

  /** Characters left before the server's limit; negative past it. */
  get left(): number {
    const { messageLength } = this.#chat.client?.snapshot.limits ?? DEFAULT_SERVER_LIMITS;
    return messageLength - this.text.trim().length;
  }

  get sendable(): boolean {
    const { conversation, failure } = this.#chat;
    const somewhere = conversation !== null || this.startsGuest;
    const something = this.text.trim() !== "" || this.about !== null;
    return somewhere && something && !failure && this.left >= 0;
  }

  /** The first message makes the guest, instead of a form before it. */
  get startsGuest(): boolean {
    const { client, failure } = this.#chat;
    return this.#host.guestForm === "skip" && !client && !failure;
  }

  edit(text: string): void {
    this.#set({ text, about: this.about });
    if (text.trim()) this.#chat.conversation?.typing();
    else this.#chat.conversation?.stopTyping();
  }

  /**
   * Puts a picture of the page beside what is being written.
   *
   * @param photo null takes it away
   * @returns false for one that no message can be about; that has been told
   */
  discuss(photo: { id: string | number; src: string; title?: string } | null): boolean {
    const about = photo && aboutOf(photo);
    if (photo && !about) {
      const reason = "a picture has an id and an http(s) src";
      emit(this.#host, "photo-chat-error", {
        error: new ChatError("invalid", `unable to discuss; ${reason}`),
      });
      return false;
    }
    this.#set({ text: this.text, about });
    return true;
  }

  send(): void {
    if (!this.sendable) return;
    const { conversation } = this.#chat;
    if (conversation) this.#sendTo(conversation);
    else void this.#start();
  }

  /** Nothing that was written is left in the page's memory. */
  forget(): void {
    this.#drafts.forget();
    this.emoji.opened?.forget();
    this.#conversation = null;
    this.waiting = false;
    this.error = null;
  }

  async #start(): Promise<void> {
    if (this.waiting) return;
    this.waiting = true;
    this.error = null;
    await this.#guest.start();
    this.error = this.#guest.error;
    if (this.error) this.waiting = false;
    this.#host.requestUpdate();
  }

  #sendTo(conversation: ChatConversation): void {
    const { about } = this;
    const text = this.text.trim();
    this.waiting = false;
    const detail = { conversationId: conversation.id, text, about };
    if (!emit(this.#host, "photo-chat-send", detail, true)) return;
    try {
      conversation.send({ text, about });
      conversation.stopTyping();
      this.#set(nothingWritten);
    } catch (cause) {
      this.error = asChatError(cause);
      emit(this.#host, "photo-chat-error", { error: this.error });
      this.#host.requestUpdate();
    }
  }

  get #written(): Written {
    return this.#drafts.of(this.#conversation, this.#target);
  }

  #set(written: Written): void {
    this.#drafts.set(this.#conversation, this.#target, written);
    this.error = null;
    this.#host.requestUpdate();
  }
}
