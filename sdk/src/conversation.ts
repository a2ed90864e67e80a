import type { ChatError } from "./chat-error.js";
import type { About, ConversationKind, MessageType, Participant } from "./protocol/index.js";

/**
 * How far one's own message has come. Only ever moves forward, except from `failed` back to `sending` by a retry.
 *
 * `sending`: kept in the outbox. `sent`: the server has committed it. `delivered`: a client of
 * everyone else has it. `read`: everyone else has seen it. `failed`: refused; `retry` or `discard` it.
 */
export type DeliveryStatus = "sending" | "sent" | "delivered" | "read" | "failed";

/** A message as a view shows it: stored ones and those still in the outbox alike. Immutable. */
export interface ChatMessage {
  /** Stays the same from `sending` to `read`: the key for rendering a list. */
  readonly key: string;
  /** Null until the server has committed it. */
  readonly messageId: string | null;
  readonly clientMessageId: string;
  readonly conversationId: string;
  readonly seq: number | null;
  readonly senderId: string;
  /** Sent by this user, on whichever device. */
  readonly own: boolean;
  readonly messageText: string;
  readonly messageType: MessageType;
  readonly attachmentUrl: string | null;
  /** The picture of the page that it talks about. */
  readonly about: About | null;
  /** ISO 8601; this device's time until the server has committed it. */
  readonly createdAt: string;
  /** Its content was erased: there is no text any more. */
  readonly deleted: boolean;
  /** Null for messages of others. */
  readonly status: DeliveryStatus | null;
  /** Why it failed. */
  readonly error: ChatError | null;
}

export interface TypingUser {
  readonly userId: string;
  readonly userName: string | null;
}

/** The state of one conversation. Immutable: a change makes a new one, unchanged parts keep their identity. */
export interface ConversationSnapshot {
  readonly conversationId: string;
  /**
   * Where it went on, when it did: a guest's conversation joins an account. This one is not among the
   * client's conversations any more then; a view goes on with that one.
   */
  readonly movedTo: string | null;
  readonly kind: ConversationKind;
  /** `loading` until the newest page is there, `failed` when the server refused (see `error`). */
  readonly phase: "loading" | "ready" | "failed";
  readonly error: ChatError | null;
  readonly participants: readonly Participant[];
  /** The user has blocked the other one. */
  readonly blockedByMe: boolean;
  /** False while one of the two has blocked the other: what is sent here fails. */
  readonly writable: boolean;
  /** By `seq`, then what waits in the outbox in the order it was written. */
  readonly messages: readonly ChatMessage[];
  /** There are older messages to load. */
  readonly hasOlder: boolean;
  readonly loadingOlder: boolean;
  /** Others who are typing now. */
  readonly typing: readonly TypingUser[];
  readonly unreadCount: number;
  /** Own messages that wait to be sent. */
  readonly pendingCount: number;
  /** The text being written here, as `ChatConversation.draft`. */
  readonly draft: string;
}

/** A conversation that a search has found, as it was then. */
export interface FoundConversation extends ConversationSnapshot {
  /** The newest message that fits, loaded or not; null when only a participant fits. */
  readonly match: ChatMessage | null;
}

export interface Draft {
  /** May be empty only with an attachment or an `about`. */
  text: string;
  /** Default `text`. */
  type?: MessageType | undefined;
  attachmentUrl?: string | undefined;
  /** The picture of the page that it talks about. */
  about?: About | null | undefined;
}

/** One conversation, live. The same object for the same id as long as the client lives. */
export interface ChatConversation {
  readonly id: string;
  readonly snapshot: ConversationSnapshot;
  /**
   * The text being written here, as `setDraft` kept it. Another tab's change of it calls the
   * subscribers too, unless this tab is just being typed in.
   */
  readonly draft: string;
  /** Calls back after every change; returns what stops it. Does not call at once. */
  subscribe(listener: () => void): () => void;
  /**
   * Puts the message in the outbox and shows it as `sending` once it is stored there, which takes
   * milliseconds; only then is it transmitted. So whatever is shown survives the end of the page,
   * and a page that ends in between has, as a rule, stored it too.
   *
   * Throws a `ChatError` at once for what no server would take (`invalid`, `too_large`), when 1000
   * messages wait already (`rate_limited`), and before the user is known (`offline`).
   *
   * @returns the message as it will be shown first
   */
  send(draft: Draft | string): ChatMessage;
  /**
   * Keeps what is being written: in localStorage, for this server, user and conversation, before it
   * returns; in memory where that is not to be had. An empty text leaves nothing behind, and
   * so does sending the text.
   */
  setDraft(text: string): void;
  /** Sends a failed message again, with the same clientMessageId. */
  retry(clientMessageId: string): void;
  /**
   * Takes back a message, in whichever tab it was written. Resolves false when it may have reached
   * the server; a refused one can always be taken back.
   */
  discard(clientMessageId: string): Promise<boolean>;
  /** Marks everything up to a message, by default the newest, as read. Kept until the server knows. */
  markRead(upToMessageId?: string): void;
  /** Call at every keystroke: at most one event in 2 s leaves. */
  typing(): void;
  /** Call when the text was sent or emptied. */
  stopTyping(): void;
  /** Loads the next older page; single-flight. Rejects with a `ChatError` that can be tried again. */
  loadOlder(): Promise<void>;
}
