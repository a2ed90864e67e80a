import type { ChatConversation, FoundConversation } from "@photo-chat/sdk";
import { MemoryClient } from "./memory-client.js";
import { MemoryConversation } from "./memory-conversation.js";

/** A photographer's client in memory, with as many conversations as a test wants. */
export class MemoryInbox extends MemoryClient {
  readonly all = new Map<string, MemoryConversation>();
  searches: string[] = [];
  /** What the server finds, or why it does not. */
  finds: () => Promise<readonly FoundConversation[]> = async () => [];

  constructor() {
    super();
    this.#list();
  }

  /** A conversation with somebody, the newest of all. */
  add(name: string, ...texts: string[]): MemoryConversation {
    const userId = name.toLowerCase().replaceAll(" ", "-");
    const made = new MemoryConversation(`conv_me_${userId}`, this.me, {
      userId,
      name,
      picture: null,
      role: "customer",
    });
    for (const messageText of texts) made.add({ messageText });
    this.all.set(made.id, made);
    made.subscribe(() => this.#list());
    this.#list();
    return made;
  }

  /** Somebody writes. */
  hear(from: MemoryConversation, messageText: string): void {
    this.all.delete(from.id);
    this.all.set(from.id, from);
    const message = from.add({ messageText });
    this.emit("message", { conversation: from, message });
  }

  override conversation(id: string): ChatConversation {
    const found = this.all.get(id);
    if (!found) throw new Error(`there is no ${id}`);
    return found;
  }

  override async search(text: string): Promise<readonly FoundConversation[]> {
    this.searches.push(text);
    return this.finds();
  }

  #list(): void {
    const conversations = [...this.all.values()].reverse().map(({ snapshot }) => snapshot);
    const unreadCount = conversations.reduce((sum, one) => sum + one.unreadCount, 0);
    this.change({ conversations, unreadCount });
  }
}
