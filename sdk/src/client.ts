import type { ChatError } from "./chat-error.js";
import type {
  ChatConversation,
  ChatMessage,
  ConversationSnapshot,
  FoundConversation,
} from "./conversation.js";
import type { Message, Report, ServerLimits, User } from "./protocol/index.js";

export interface ChatClientOptions {
  /** The server's address, `https://chat.example`. */
  url: string;
  /** Called once for each attempt to connect, never twice at a time. */
  getToken: () => string | Promise<string>;
}

/**
 * `idle`: not asked to connect. `connecting`: an attempt is under way. `online`. `retrying`: waits
 * for the next attempt. `stopped`: the server refused for good (see `reason`) until `connect()` is called again.
 */
export type ConnectionState = "idle" | "connecting" | "online" | "retrying" | "stopped";

export interface ConnectionSnapshot {
  readonly state: ConnectionState;
  /** Why it is not online. */
  readonly reason: ChatError | null;
  /** In `retrying`: when the next attempt starts, in epoch milliseconds. */
  readonly retryAt: number | null;
  /** Online, and still fetching what was missed. */
  readonly catchingUp: boolean;
}

export interface ChatSnapshot {
  readonly connection: ConnectionSnapshot;
  /** Null until the server has accepted a token. */
  readonly user: User | null;
  /** The caller's conversations, newest activity first. */
  readonly conversations: readonly ConversationSnapshot[];
  /** Over all conversations. */
  readonly unreadCount: number;
  /** Own messages in the outbox, over all conversations. */
  readonly pendingCount: number;
  /** The server's limits; the protocol's defaults until a session has told them. */
  readonly limits: ServerLimits;
  /** False when the outbox is in memory only, and lost with the page. */
  readonly durable: boolean;
  /**
   * The server has had too much of this user at once and takes the next message then, in epoch
   * milliseconds; the outbox sends it by itself. In the past, or 0, while nothing is held back.
   */
  readonly heldUntil: number;
}

export interface ChatClientEvents {
  /** Someone else's message, or one's own from another device or tab, once each. Not for history. */
  message: { conversation: ChatConversation; message: ChatMessage };
  /** One's own message was committed. */
  sent: { conversation: ChatConversation; message: Message };
  connection: ConnectionSnapshot;
  unread: { unreadCount: number };
  /** Something failed that no promise tells of. */
  error: ChatError;
}

export interface ChatClient {
  readonly snapshot: ChatSnapshot;
  /** Calls back after every change; returns what stops it. Does not call at once. */
  subscribe(listener: () => void): () => void;
  on<Name extends keyof ChatClientEvents>(
    name: Name,
    listener: (event: ChatClientEvents[Name]) => void,
  ): () => void;
  /** Starts connecting and stays connected. Also after `stopped`. */
  connect(): void;
  /** Closes the connection; the outbox waits. */
  disconnect(): void;
  /**
   * For a person who leaves a browser that others use: ends the connection, and wipes what is kept
   * here for this user, which is the outbox and drafts, in every tab. Messages that have not been
   * sent are lost; `snapshot.pendingCount` tells before how many. The clients of the same user in
   * all tabs are `stopped` then, with the reason `logged_out`, and show nothing.
   *
   * Resolves once it is wiped. Asks `getToken` who the user is while that is not known; where it
   * can't say, this is `forgetAll` of the server.
   */
  logout(): Promise<void>;
  /** The direct conversation with a user, made on the server when need be. Connects. */
  open(userId: string): Promise<ChatConversation>;
  /**
   * The user's conversations in which another's name or a message contains the text, newest activity
   * first, at most 100, each as it was then and with the newest message that fits; a photographer
   * finds e-mail addresses, too. Of the text the first 100 characters count, and none finds nothing.
   * When several are under way, all resolve with what the newest found. Rejects with a `ChatError`:
   * `offline` while there is no connection, `rate_limited` with a time to come back.
   */
  search(text: string): Promise<readonly FoundConversation[]>;
  /**
   * Takes nothing from a user any more, with whom one shares a conversation: it is closed to both
   * until `unblock`. Rejects with a `ChatError`, as `search` does.
   */
  block(userId: string): Promise<void>;
  unblock(userId: string): Promise<void>;
  /** Tells the host of a user with whom one shares a conversation. Rejects with a `ChatError`. */
  report(report: Report): Promise<void>;
  /** The conversation with this id; loads when connected. */
  conversation(conversationId: string): ChatConversation;
  /** Ends the connection, timers and listeners; may be called twice. What is in the outbox stays stored. */
  dispose(): void;
}
