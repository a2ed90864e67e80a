import type { ChatMessage } from "@photo-chat/sdk";

export interface Reading {
  readonly messages: readonly Pick<ChatMessage, "key" | "own">[];
  readonly unreadCount: number;
  /** Whether someone sees the thread now. */
  readonly looking: boolean;
}

/**
 * Where the line above the first unread message stands. It is drawn for what was unread on arrival
 * or came while nobody looked, stays while one reads, and goes once all is read and one looks away,
 * which is also how it goes when the messages were read in another tab.
 */
export class UnreadMark {
  /** The message below the line. */
  key: string | null = null;
  /** The line belongs further up than what is loaded. */
  isAbove = false;

  #arrived = false;
  #unread = 0;
  /** The line stands so many messages of others up from this one. */
  #from: string | null = null;
  #count = 0;

  /** Takes note of what has changed; true when a line has been drawn for new messages. */
  follow({ messages, unreadCount, looking }: Reading): boolean {
    const news = this.#unread === 0 || (this.key === null && !this.isAbove);
    const draws = unreadCount > 0 && news && !(looking && this.#arrived);
    if (draws) {
      this.clear();
      this.#from = messages.at(-1)?.key ?? null;
      this.#count = unreadCount;
    } else if (unreadCount === 0 && !looking) {
      this.clear();
    }
    this.#arrived = true;
    this.#unread = unreadCount;
    if (this.#from !== null && this.key === null) this.#place(messages);
    return draws;
  }

  clear(): void {
    this.key = null;
    this.isAbove = false;
    this.#from = null;
  }

  /** Another conversation begins. */
  reset(): void {
    this.clear();
    this.#arrived = false;
    this.#unread = 0;
  }

  #place(messages: Reading["messages"]): void {
    let left = this.#count;
    let at = messages.findLastIndex(({ key }) => key === this.#from);
    for (; at >= 0 && left > 0; at -= 1) {
      if (!messages[at]?.own) left -= 1;
    }
    this.isAbove = left > 0;
    if (left === 0) this.key = messages[at + 1]?.key ?? null;
  }
}
