import type { ChatController } from "../chat-controller.js";
import { kept } from "../guest/kept.js";
import type { AttentionHost } from "./attention-controller.js";
import { playChime } from "./chime.js";
import { hold, type Hold, ifNobodyHolds } from "./tab-lock.js";
import { TitleBadge } from "./title-badge.js";

/** Until then a tab that shows the conversation has said so, also one that has just loaded this. */
const SAID_MS = 250;

/**
 * A number in the page's title while messages of what is in view are unread, and a sound for a new
 * one that nobody sees: in one tab of the browser, and not while another one shows the conversation.
 */
export class Attention {
  readonly #host: AttentionHost;
  readonly #chat: ChatController;
  readonly #badge = new TitleBadge();
  readonly #watched: string;
  readonly #sound: Hold;
  #ringsHere = false;
  #marksHere = false;
  #title: Hold | null = null;
  #watch: Hold | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: AttentionHost, chat: ChatController) {
    this.#host = host;
    this.#chat = chat;
    const { subject, conversation, user } = chat;
    const one = subject === conversation ? conversation?.id : "all";
    const scope = `${host.serverUrl} ${user?.userId ?? ""} ${one ?? ""}`;
    this.#watched = `photo-chat watched ${scope}`;
    this.#sound = hold(`photo-chat sound ${scope}`, () => (this.#ringsHere = true));
    document.addEventListener("visibilitychange", this.update);
  }

  /** Somebody else has written. */
  async arrived(): Promise<void> {
    this.update();
    await this.#sound.decided;
    if (!this.#ringsHere || this.#isWatched || kept("muted")) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void ifNobodyHolds(this.#watched, playChime), SAID_MS);
  }

  readonly update = (): void => {
    const count = this.#count;
    this.#holdTitle(count);
    this.#badge.show(this.#marksHere ? count : 0);
    if (this.#isWatched) this.#watch ??= hold(this.#watched, () => {}, "shared");
    else {
      this.#watch?.release();
      this.#watch = null;
    }
  };

  end(): void {
    document.removeEventListener("visibilitychange", this.update);
    this.#badge.show(0);
    clearTimeout(this.#timer);
    for (const held of [this.#sound, this.#title, this.#watch]) held?.release();
  }

  /** There is one title, whoever chats: it is held while there is something to count. */
  #holdTitle(count: number): void {
    if (!count) {
      this.#title?.release();
      this.#title = null;
      this.#marksHere = false;
    } else {
      this.#title ??= hold("photo-chat title", () => {
        this.#marksHere = true;
        this.#badge.show(this.#count);
      });
    }
  }

  get #count(): number {
    return this.#host.quiet ? 0 : this.#chat.unreadCount;
  }

  get #isWatched(): boolean {
    return !document.hidden && this.#host.isOpen;
  }
}
