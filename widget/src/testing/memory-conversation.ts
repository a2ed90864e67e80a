import {
  type ChatConversation,
  ChatError,
  type ChatMessage,
  type ConversationSnapshot,
  type Draft,
  type Participant,
  type User,
} from "@photo-chat/sdk";

/** One conversation that lives in memory and does what the test says. */
export class MemoryConversation implements ChatConversation {
  readonly id: string;
  snapshot: ConversationSnapshot;
  /** Upper bound of `messageText` that `send` takes. */
  limit = 4000;
  draft = "";
  typingCalls = 0;
  stopTypingCalls = 0;
  retried: string[] = [];
  discarded: string[] = [];
  marked = 0;
  /** Older pages still to come, the newest last; a failing one is an error. */
  olderPages: (readonly ChatMessage[] | ChatError)[] = [];
  /** Each of them waits until this is resolved. */
  olderComes: Promise<void> = Promise.resolve();

  readonly #me: User;
  readonly #peer: User;
  readonly #changed = new Set<() => void>();
  #seq = 100_000;

  constructor(id: string, me: User, peer: User) {
    this.id = id;
    this.#me = me;
    this.#peer = peer;
    this.snapshot = {
      conversationId: id,
      movedTo: null,
      kind: "direct",
      phase: "ready",
      error: null,
      participants: [participant(me), participant(peer)],
      blockedByMe: false,
      writable: true,
      messages: [],
      hasOlder: false,
      loadingOlder: false,
      typing: [],
      unreadCount: 0,
      pendingCount: 0,
      draft: "",
    };
  }

  get listenerCount(): number {
    return this.#changed.size;
  }

  subscribe(listener: () => void): () => void {
    this.#changed.add(listener);
    return () => this.#changed.delete(listener);
  }

  /** Changes the snapshot and says so. */
  change(change: Partial<ConversationSnapshot>): void {
    this.snapshot = { ...this.snapshot, ...change };
    for (const listener of this.#changed) listener();
  }

  changePeer(change: Partial<Participant>): void {
    const participants = this.snapshot.participants.map((participant) =>
      participant.userId === this.#peer.userId ? { ...participant, ...change } : participant,
    );
    this.change({ participants });
  }

  /** Makes a message, by default one of the other side, without adding it. */
  make(more: Partial<ChatMessage>): ChatMessage {
    this.#seq += 1;
    const own = more.own ?? false;
    return {
      key: `m${this.#seq}`,
      messageId: String(this.#seq),
      clientMessageId: `c${this.#seq}`,
      conversationId: this.id,
      seq: this.#seq,
      senderId: own ? this.#me.userId : this.#peer.userId,
      own,
      messageText: "",
      messageType: "text",
      attachmentUrl: null,
      about: null,
      createdAt: new Date().toISOString(),
      deleted: false,
      status: own ? "sent" : null,
      error: null,
      ...more,
    };
  }

  /** Adds a message at the end; one of the other side is unread. */
  add(more: Partial<ChatMessage>): ChatMessage {
    const message = this.make(more);
    this.change({
      messages: [...this.snapshot.messages, message],
      unreadCount: this.snapshot.unreadCount + (message.own ? 0 : 1),
    });
    return message;
  }

  /** Changes one message in place. */
  changeMessage(key: string, change: Partial<ChatMessage>): void {
    const messages = this.snapshot.messages.map((message) =>
      message.key === key ? { ...message, ...change } : message,
    );
    this.change({ messages });
  }

  setDraft(text: string): void {
    this.draft = text;
    this.change({ draft: text });
  }

  send(draft: Draft | string): ChatMessage {
    const messageText = typeof draft === "string" ? draft : draft.text;
    if (messageText.length > this.limit) {
      throw new ChatError("too_large", "unable to send; too long");
    }
    this.setDraft("");
    const about = typeof draft === "string" ? null : (draft.about ?? null);
    const pending = { messageText, about, own: true, messageId: null, seq: null };
    return this.add({ ...pending, status: "sending" });
  }

  retry(clientMessageId: string): void {
    this.retried.push(clientMessageId);
  }

  discard(clientMessageId: string): Promise<boolean> {
    this.discarded.push(clientMessageId);
    return Promise.resolve(true);
  }

  markRead(): void {
    this.marked += 1;
    this.change({ unreadCount: 0 });
  }

  typing(): void {
    this.typingCalls += 1;
  }

  stopTyping(): void {
    this.stopTypingCalls += 1;
  }

  async loadOlder(): Promise<void> {
    this.change({ loadingOlder: true });
    await this.olderComes;
    const page = this.olderPages.pop();
    if (page instanceof ChatError) {
      this.change({ loadingOlder: false });
      throw page;
    }
    const messages = [...(page ?? []), ...this.snapshot.messages];
    this.change({ messages, loadingOlder: false, hasOlder: this.olderPages.length > 0 });
  }
}

function participant(user: User): Participant {
  return {
    ...user,
    online: false,
    lastSeenAt: null,
    erased: false,
    away: false,
    backAt: null,
    readSeq: 0,
    deliveredSeq: 0,
  };
}
