import {
  type ChatClient,
  type ChatClientEvents,
  type ChatConversation,
  ChatError,
  type ChatErrorCode,
  type ChatMessage,
  type ChatSnapshot,
  type ConnectionSnapshot,
  type FoundConversation,
  conversationIdOf,
  type Report,
  type User,
} from "@photo-chat/sdk";
import { MemoryConversation } from "./memory-conversation.js";

/** What a test of the view can say instead of a server: the SDK's public client, in memory. */
export class MemoryClient implements ChatClient {
  readonly me: User = { userId: "me", name: "Mia Berg", picture: null, role: "customer" };
  readonly peer: User;
  readonly direct: MemoryConversation;
  snapshot: ChatSnapshot;
  disposed = 0;
  connects = 0;
  /** Blocks, their ends and reports, in their order. */
  readonly asked: unknown[] = [];
  /** `report` fails with it. */
  reporting: ChatError | null = null;
  /** `open` waits until this is resolved, or fails with it. */
  opening: Promise<void> = Promise.resolve();

  readonly #changed = new Set<() => void>();
  readonly #listeners = new Map<string, Set<(event: never) => void>>();

  constructor(peer: Partial<User> = {}) {
    this.peer = {
      userId: "anna",
      name: "Anna Lind",
      picture: null,
      role: "photographer",
      ...peer,
    };
    this.snapshot = {
      connection: { state: "online", reason: null, retryAt: null, catchingUp: false },
      user: this.me,
      conversations: [],
      unreadCount: 0,
      pendingCount: 0,
      limits: { messageLength: 4000 },
      durable: true,
      heldUntil: 0,
    };
    this.direct = new MemoryConversation(
      conversationIdOf(this.me.userId, this.peer.userId),
      this.me,
      this.peer,
    );
  }

  /** Everything that still listens here. */
  get listenerCount(): number {
    const named = [...this.#listeners.values()].reduce((sum, { size }) => sum + size, 0);
    return this.#changed.size + named + this.direct.listenerCount;
  }

  subscribe(listener: () => void): () => void {
    this.#changed.add(listener);
    return () => this.#changed.delete(listener);
  }

  on<Name extends keyof ChatClientEvents>(
    name: Name,
    listener: (event: ChatClientEvents[Name]) => void,
  ): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  connect(): void {
    this.connects += 1;
  }

  disconnect(): void {}

  async logout(): Promise<void> {}

  async open(userId: string): Promise<ChatConversation> {
    await this.opening;
    if (userId !== this.peer.userId) throw chatError("forbidden");
    return this.direct;
  }

  async search(text: string): Promise<readonly FoundConversation[]> {
    return text ? this.snapshot.conversations.map((one) => ({ ...one, match: null })) : [];
  }

  async block(): Promise<void> {
    this.asked.push("block");
    this.direct.change({ blockedByMe: true, writable: false });
  }

  async unblock(): Promise<void> {
    this.asked.push("unblock");
    this.direct.change({ blockedByMe: false, writable: true });
  }

  async report(report: Report): Promise<void> {
    if (this.reporting) throw this.reporting;
    this.asked.push(report);
  }

  conversation(conversationId: string): ChatConversation {
    if (conversationId !== this.direct.id) throw chatError("forbidden");
    return this.direct;
  }

  dispose(): void {
    this.disposed += 1;
  }

  /** A message from the other side, as it would come in live. */
  receive(messageText: string, more: Partial<ChatMessage> = {}): ChatMessage {
    const message = this.direct.add({ messageText, ...more });
    this.emit("message", { conversation: this.direct, message });
    return message;
  }

  setConnection(change: Partial<ConnectionSnapshot>): void {
    this.change({ connection: { ...this.snapshot.connection, ...change } });
    this.emit("connection", this.snapshot.connection);
  }

  change(change: Partial<ChatSnapshot>): void {
    this.snapshot = { ...this.snapshot, ...change };
    for (const listener of this.#changed) listener();
  }

  fail(code: ChatErrorCode): void {
    this.emit("error", chatError(code));
  }

  /** Tells the listeners of an event. */
  emit<Name extends keyof ChatClientEvents>(name: Name, event: ChatClientEvents[Name]): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(event as never);
  }
}

export function chatError(code: ChatErrorCode): ChatError {
  return new ChatError(code, `unable to do this; ${code}`);
}
