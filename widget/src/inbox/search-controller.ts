import type {
  ChatClient,
  ChatError,
  ChatMessage,
  ConversationSnapshot,
  FoundConversation,
} from "@photo-chat/sdk";
import { asChatError } from "../chat-controller.js";
import { indexOf } from "./highlighted.js";
import { peerOf } from "./peer-of.js";

/** Typing pauses this long before the server is asked, in milliseconds. */
const PAUSE_MS = 250;

/**
 * Looks for a text in names and messages: at once in what is here, and, after a pause in typing, on
 * the server in everything else. Only the answer to the newest text counts.
 */
export class SearchController {
  query = "";
  state: "done" | "asking" | "failed" = "done";

  readonly #client: () => ChatClient | null;
  readonly #changed: () => void;
  #remote: readonly FoundConversation[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #attempt = 0;

  constructor(client: () => ChatClient | null, changed: () => void) {
    this.#client = client;
    this.#changed = changed;
  }

  /** What is looked for, without the space around it. */
  get wanted(): string {
    return this.query.trim();
  }

  set(query: string): void {
    const before = this.wanted;
    this.query = query;
    if (this.wanted !== before) {
      clearTimeout(this.#timer);
      this.#attempt += 1;
      this.#remote = [];
      this.state = this.wanted ? "asking" : "done";
      if (this.wanted) this.#timer = setTimeout(this.ask, PAUSE_MS);
    }
    this.#changed();
  }

  /** Asks the server now. */
  readonly ask = (): void => {
    const attempt = this.#attempt;
    this.state = "asking";
    this.#changed();
    void this.#answer().then((answer) => {
      if (attempt !== this.#attempt) return;
      if (answer instanceof Error && answer.code === "rate_limited" && answer.retryAfterMs) {
        this.#timer = setTimeout(this.ask, answer.retryAfterMs);
        return;
      }
      const failed = answer instanceof Error;
      this.#remote = failed ? [] : answer;
      this.state = failed ? "failed" : "done";
      this.#changed();
    });
  };

  async #answer(): Promise<readonly FoundConversation[] | ChatError> {
    try {
      return (await this.#client()?.search(this.wanted)) ?? asChatError(null);
    } catch (cause) {
      return asChatError(cause);
    }
  }

  /** Those here whose people or newest message fit, then those that the server has found. */
  found(
    all: readonly ConversationSnapshot[],
    me: string | undefined,
  ): readonly ConversationSnapshot[] {
    const remote = new Map<string, ConversationSnapshot>(
      this.#remote.map((one) => [one.conversationId, one]),
    );
    const local = all.filter((conversation) => {
      const known = remote.delete(conversation.conversationId);
      const name = peerOf(conversation, me)?.name ?? "";
      const newest = conversation.messages.at(-1)?.messageText ?? "";
      return known || indexOf(name, this.wanted) >= 0 || indexOf(newest, this.wanted) >= 0;
    });
    return [...local, ...remote.values()];
  }

  /** The message of a conversation that fits: the newest one, else what the server has found. */
  matchOf({ conversationId, messages }: ConversationSnapshot): ChatMessage | null {
    const newest = messages.at(-1);
    if (newest && indexOf(newest.messageText, this.wanted) >= 0) return newest;
    return this.#remote.find((one) => one.conversationId === conversationId)?.match ?? null;
  }

  /** What is under way has failed then, for an element that comes back. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#attempt += 1;
    if (this.state === "asking") this.state = "failed";
  }
}
