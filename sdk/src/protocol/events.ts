import type { WireError } from "./errors.js";
import type { ServerLimits } from "./limits.js";
import type {
  About,
  Conversation,
  ConversationChanges,
  ConversationPage,
  Message,
  MessagePage,
  MessageType,
  Report,
  User,
} from "./models.js";

/** What the handshake carries in `auth`. */
export interface HandshakeAuth {
  token: string;
  /**
   * True for a client that says itself with `mark_delivered` what it has stored. For others the
   * server counts a message as delivered once it was handed to one of their live connections.
   */
  confirmsDelivery?: boolean;
}

export interface ConversationRef {
  conversationId: string;
}

export interface SendMessagePayload extends ConversationRef {
  /** May be empty only with an attachment or an `about`. */
  messageText: string;
  /** Default `text`. */
  messageType?: MessageType | undefined;
  attachmentUrl?: string | null | undefined;
  about?: About | null | undefined;
  /** Makes the send repeatable; the server invents one when absent. */
  clientMessageId?: string | undefined;
}

export interface UpToPayload extends ConversationRef {
  /** Default: the newest message. */
  upToMessageId?: string | undefined;
}

export interface SyncPayload {
  /** The `rev` up to which the client knows each conversation. */
  conversations: Record<string, number | Cursor>;
}

/**
 * How far a client knows a conversation, and the newest message it has of it: by that the server
 * sees that it went back to a backup since, wherever its `rev` has come to again.
 */
export interface Cursor {
  rev: number;
  seq?: number | undefined;
  clientMessageId?: string | undefined;
}

export interface ListConversationsPayload {
  /** 1 to 100, default 50. */
  limit?: number | undefined;
  /** A conversationId: only those with older activity than this one's. */
  before?: string | undefined;
  /**
   * 1 to 100 characters, not only white space: only conversations in which another participant's
   * name or a message's text contains it, in any case; for photographers, another's e-mail too.
   */
  search?: string | undefined;
}

export interface LoadMessagesPayload extends ConversationRef {
  /** 1 to 100, default 50. */
  limit?: number | undefined;
  /** A messageId: only older ones. */
  before?: string | undefined;
}

export interface JoinResult extends MessagePage {
  conversation: Conversation;
}

export interface SendResult {
  message: Message;
  /** Present and true when this clientMessageId had been stored before. */
  duplicate?: true;
}

export interface UserRef {
  userId: string;
}

export interface ReportResult {
  reportId: string;
}

export interface UnreadResult {
  /** Unread messages left in the conversation. */
  unreadCount: number;
}

export interface SyncResult {
  /** Only conversations of the caller, and only those with changes. */
  conversations: Record<string, ConversationChanges>;
  /** Of the conversations that were named: those that have another id now, which the answer uses. */
  moved?: Record<string, string> | undefined;
  /** Of the conversations that were named: the caller's direct ones that the host has deleted. */
  gone?: string[] | undefined;
}

/** A guest's conversation that went to an account. */
export interface MovedConversation extends ConversationRef {
  /** The id under which it goes on; the old one is understood everywhere. */
  movedTo: string;
}

/** Answer of `POST /api/guests/join`. */
export interface JoinGuestResult {
  conversations: MovedConversation[];
}

/** Payload and ack of each event a client may send. The dispatcher and the client are both made from this. */
export interface Requests {
  join_conversation: { payload: ConversationRef; result: JoinResult };
  leave_conversation: { payload: ConversationRef; result: object };
  send_message: { payload: SendMessagePayload; result: SendResult };
  typing: { payload: ConversationRef; result: object };
  stop_typing: { payload: ConversationRef; result: object };
  mark_read: { payload: UpToPayload; result: UnreadResult };
  /** Another name of `mark_read`. */
  message_read: { payload: UpToPayload; result: UnreadResult };
  mark_delivered: { payload: UpToPayload; result: object };
  sync: { payload: SyncPayload; result: SyncResult };
  list_conversations: { payload: ListConversationsPayload; result: ConversationPage };
  load_messages: { payload: LoadMessagesPayload; result: MessagePage };
  block_user: { payload: UserRef; result: object };
  unblock_user: { payload: UserRef; result: object };
  report_user: { payload: Report; result: ReportResult };
}

export type RequestName = keyof Requests;

export type Ack<Result> = ({ ok: true } & Result) | { ok: false; error: WireError };

export type ClientToServerEvents = {
  [Name in RequestName]: (
    payload: Requests[Name]["payload"],
    ack?: (answer: Ack<Requests[Name]["result"]>) => void,
  ) => void;
};

export interface SessionEvent {
  /** The caller as the server knows it from the token. */
  user: User;
  limits: ServerLimits;
}

export interface HeadsEvent {
  /** The `rev` of the caller's conversations with the newest activity, at most 100. */
  conversations: Record<string, number>;
  /** Unread messages over all conversations. */
  unreadCount: number;
}

export interface NewMessageEvent extends ConversationRef {
  message: Message;
}

export interface MessageDeliveredEvent extends ConversationRef {
  userId: string;
  upToMessageId: string;
  /** The `seq` of that message. */
  deliveredSeq: number;
  /** The conversation's `rev` that this change took. */
  rev: number;
}

export interface MessageReadEvent extends ConversationRef {
  userId: string;
  upToMessageId: string;
  readAt: string;
  /** The `seq` of that message. */
  readSeq: number;
  /** The conversation's `rev` that this change took. */
  rev: number;
}

/**
 * Something of a conversation that no other event tells has changed: it takes messages no more, or
 * again; or messages have been erased. Its `rev` shows whether a client has missed it: `sync`.
 */
export interface ConversationChangedEvent {
  conversation: Conversation;
}

/** The host has deleted the conversation, with all that was in it. The pair may start anew. */
export type ConversationDeletedEvent = ConversationRef;

/** A guest has joined an account: the conversation goes on under another id. */
export type ConversationMovedEvent = MovedConversation;

export interface UserTypingEvent extends ConversationRef {
  userId: string;
  userName: string | null;
}

export interface UserStoppedTypingEvent extends ConversationRef {
  userId: string;
}

export interface UserOnlineEvent {
  userId: string;
}

export interface UserOfflineEvent {
  userId: string;
  lastSeenAt: string;
}

/** A photographer's hours have begun or ended, or their settings have changed. */
export interface UserAvailabilityEvent {
  userId: string;
  away: boolean;
  backAt: string | null;
}

export interface ErrorEvent extends WireError {
  /** The event that failed. */
  event?: string;
}

export interface ServerToClientEvents {
  /** First on every connection. */
  session: (event: SessionEvent) => void;
  /** After `session`, and every 30 s: lets a client find out that it missed something. */
  heads: (event: HeadsEvent) => void;
  new_message: (event: NewMessageEvent) => void;
  message_delivered: (event: MessageDeliveredEvent) => void;
  message_read: (event: MessageReadEvent) => void;
  conversation_changed: (event: ConversationChangedEvent) => void;
  conversation_deleted: (event: ConversationDeletedEvent) => void;
  conversation_moved: (event: ConversationMovedEvent) => void;
  user_typing: (event: UserTypingEvent) => void;
  user_stopped_typing: (event: UserStoppedTypingEvent) => void;
  user_online: (event: UserOnlineEvent) => void;
  user_offline: (event: UserOfflineEvent) => void;
  user_availability: (event: UserAvailabilityEvent) => void;
  error: (event: ErrorEvent) => void;
}
