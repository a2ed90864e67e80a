import type {
  Conversation,
  ConversationPage,
  HeadsEvent,
  JoinResult,
  ListConversationsPayload,
  LoadMessagesPayload,
  Message,
  MessagePage,
  Role,
  MovedConversation,
  SendMessagePayload,
  SyncPayload,
  SyncResult,
  UpToPayload,
  User,
  UserAvailabilityEvent,
} from "@photo-chat/sdk/protocol";
import type { Blocks } from "./blocks.js";
import type { Membership } from "./members.js";
import type { Moderation } from "./moderation.js";
import type { Photographers } from "./photographers.js";
import type { Reports } from "./reports.js";
import type { Retention } from "./retention.js";
import type { SignIn } from "./sign-in.js";
import type { SignInLinks } from "./sign-in-links.js";

/** Who a valid token says the caller is. */
export interface Identity {
  userId: string;
  name: string | null;
  picture: string | null;
  email: string | null;
  role: Role;
  /** When the token was issued, in epoch seconds: the newest token's profile wins. */
  issuedAt: number;
  /** What the token itself says of that; absent when it says nothing. */
  signedAt?: number | undefined;
  /** The session that the token belongs to, one that began with a sign-in link and can be ended. */
  sessionId?: string | undefined;
}

/**
 * A committed change, told in commit order per conversation, after the commit and never before.
 * `conversation`: one of another kind, of the conversation itself or of many messages at once.
 * `deleted`: it is nobody's any more.
 */
export type Change = { conversationId: string; rev: number; participantIds: readonly string[] } & (
  | { kind: "message"; message: Message }
  | { kind: "delivered"; userId: string; upToMessageId: string; deliveredSeq: number }
  | { kind: "read"; userId: string; upToMessageId: string; readSeq: number; readAt: string }
  | { kind: "conversation" | "deleted" }
);

/** A guest's conversation has become its account's. */
export interface Move extends MovedConversation {
  participantIds: readonly string[];
}

/** Who is connected; the socket layer answers. */
export interface PresenceSource {
  isOnline(userId: string): boolean;
  userIds(): readonly string[];
}

/**
 * The rules of the chat. Knows neither sockets nor HTTP: both call these functions, each of which
 * checks membership itself and throws a `ChatError`. Payloads are already validated in shape.
 */
export interface Chat {
  /** Stores or refreshes a user before the first request is answered; cheap when nothing changed. */
  signIn(identity: Identity): Promise<User>;
  readonly endSession: SignIn["endSession"];
  readonly onSessionEnd: SignIn["onSessionEnd"];
  /** Keeps when a user was last connected. */
  touchLastSeen(userId: string, at: Date): Promise<void>;

  /** Opens or finds the direct conversation with another user. */
  open(callerId: string, otherId: string): Promise<Conversation>;
  /** The conversation and its newest page; creates a direct one that the pair may have. */
  join(callerId: string, conversationId: string): Promise<JoinResult>;
  /** The conversation as it is now. */
  view(callerId: string, conversationId: string): Promise<Conversation>;
  list(callerId: string, query: ListConversationsPayload): Promise<ConversationPage>;
  history(callerId: string, query: LoadMessagesPayload): Promise<MessagePage>;
  /** All participants; `forbidden` unless the caller is one. Cached, for typing and the like. */
  membership(callerId: string, conversationId: string): Promise<Membership>;
  /** Everyone who shares a conversation with the user, and between whom no block stands. */
  contactsOf(userId: string): Promise<readonly string[]>;

  /** Commits a message, or finds the one that its clientMessageId stands for. Batches with others in flight. */
  send(
    callerId: string,
    payload: SendMessagePayload,
  ): Promise<{ message: Message; duplicate: boolean }>;
  /** Moves the caller's read pointer forward (and delivered with it). */
  markRead(callerId: string, payload: UpToPayload): Promise<{ unreadCount: number }>;
  /** Moves the caller's delivered pointer forward. */
  markDelivered(callerId: string, payload: UpToPayload): Promise<void>;

  /** What changed after each cursor, in one snapshot; leaves out what is not the caller's. */
  sync(callerId: string, cursors: SyncPayload["conversations"]): Promise<SyncResult>;
  heads(callerId: string): Promise<HeadsEvent>;
  unreadCount(callerId: string): Promise<number>;

  /**
   * Makes a guest an account, whose its conversations are from then on. Repeatable for the same
   * account, a `conflict` for another; the guest's tokens are refused.
   */
  joinGuest(accountId: string, guestId: string): Promise<Move[]>;
  /** Calls back when a guest has joined, with what moved; returns what stops it. */
  onJoin(listener: (guestId: string, moves: readonly Move[]) => void): () => void;

  readonly blocks: Blocks;
  readonly reports: Reports;
  readonly moderation: Moderation;
  readonly photographers: Photographers;
  readonly signInLinks: SignInLinks;
  /** Tells of the start and the end of photographers' hours from now on; returns what stops it. */
  watchAvailability(): () => void;
  /** Calls back when a photographer goes away or is back; returns what stops it. */
  onAvailability(listener: (event: UserAvailabilityEvent) => void): () => void;

  /** Removes what is older than so many days, if it is given, and what deletions have left. */
  retention(days: number | undefined): Retention;

  /** Calls back for every committed change; returns what stops it. */
  onChange(listener: (change: Change) => void): () => void;
  /**
   * Compares what was told with the database for the conversations of these users, and tells what is
   * missing: a commit whose outcome was unknown, or another node's.
   */
  reconcile(userIds: readonly string[]): Promise<void>;
}
