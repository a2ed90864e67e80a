import type { ChatClient } from "@photo-chat/sdk";
import { kept } from "../guest/kept.js";
import type { AttentionHost } from "./attention-controller.js";
import { playChime } from "./chime.js";
import { hold, type Hold, ifNobodyHolds } from "./tab-lock.js";
import { TitleBadge } from "./title-badge.js";

/** Until then a tab that shows the conversation has said so, also one that has just loaded this. */
const SAID_MS = 250;

/**
 * A number in the page's title while messages are unread, and a sound for a new one that nobody
 * sees: in one tab of the browser, and not while another one shows the conversation.
 */
export class Attention {
  readonly #host: AttentionHost;
  readonly #client: ChatClient;
  readonly #badge = new TitleBadge();
  readonly #watched: string;
  readonly #sound: Hold;
  readonly #title: Hold;
  #ringsHere = false;
  #marksHere = false;
  #watch: Hold | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: AttentionHost, client: ChatClient) {
    this.#host = host;
    this.#client = client;
    const scope = `${host.serverUrl} ${client.snapshot.user?.userId ?? ""}`;
    this.#watched = `photo-chat watched ${scope}`;
    this.#sound = hold(`photo-chat sound ${scope}`, () => (this.#ringsHere = true));
    // There is one title, whoever chats in the page.
    this.#title = hold("photo-chat title", () => {
      this.#marksHere = true;
      this.update();
    });
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
    const { quiet } = this.#host;
    this.#badge.show(this.#marksHere && !quiet ? this.#client.snapshot.unreadCount : 0);
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

  get #isWatched(): boolean {
    return !document.hidden && this.#host.isOpen;
  }
}
