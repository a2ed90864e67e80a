/** `customer` may talk to photographers, a photographer to anyone. */
export type Role = "customer" | "photographer";

export type ConversationKind = "direct" | "group";

export type MessageType = "text" | "image" | "file";

export type ReportReason = "spam" | "abuse" | "other";

/** Hours of one day of the week, as the clock on the wall of `timeZone` shows them. */
export interface OpenHours {
  /** 0 is Sunday. */
  day: number;
  /** `HH:MM`, from `00:00`; before `to`. */
  from: string;
  /** `HH:MM`, up to `24:00`. */
  to: string;
}

/** When a photographer answers. */
export interface Availability {
  mode: "online" | "away" | "hours";
  /** An IANA name, such as `Europe/Berlin`. */
  timeZone: string;
  /** For the mode `hours`. */
  hours: OpenHours[];
  /** What a customer who writes while the photographer is away is answered, once; null: nothing. */
  answer: string | null;
}

/** What a photographer says about themselves. */
export interface Profile {
  name: string | null;
  picture: string | null;
  email: string | null;
  availability: Availability;
}

/** A text that a photographer keeps for writing it often. */
export interface SavedReply {
  replyId: string;
  title: string;
  text: string;
}

/** Someone known to the server. Times are ISO 8601 in UTC, ids are the host's own strings. */
export interface User {
  userId: string;
  name: string | null;
  picture: string | null;
  role: Role;
}

/** A user as a member of one conversation. */
export interface Participant extends User {
  /** The host has erased what it knew of the person, who has not signed in since. */
  erased: boolean;
  online: boolean;
  /** When the last connection ended; null while nothing is known. */
  lastSeenAt: string | null;
  /** A photographer who does not answer just now, connected or not. */
  away: boolean;
  /** While `away`: when their hours begin again; null when nobody knows. */
  backAt: string | null;
  /** Everything up to this `seq` has been read by the user. */
  readSeq: number;
  /** Everything up to this `seq` has reached a client of the user; never below `readSeq`. */
  deliveredSeq: number;
}

/** A picture of the page that a message talks about. */
export interface About {
  /** The page's own name of it. */
  id: string;
  /** May be empty. */
  title: string;
  /** An absolute http(s) address or a path on the server. */
  src: string;
}

export interface Message {
  messageId: string;
  conversationId: string;
  /** Chosen by the sender, one message for each (sender, clientMessageId) for ever. */
  clientMessageId: string;
  /** Its place in the conversation: the `rev` it was created with. Rises, with gaps. */
  seq: number;
  /** The conversation's `rev` of the message's last change. */
  rev: number;
  senderId: string;
  /** The other user of a direct conversation, null in a group. */
  receiverId: string | null;
  messageText: string;
  messageType: MessageType;
  /** An absolute http(s) address or a path on the server. */
  attachmentUrl: string | null;
  about: About | null;
  isRead: boolean;
  readAt: string | null;
  createdAt: string;
  updatedAt: string;
  /** When its content was erased: the text is empty then, and only its place is left. */
  deletedAt: string | null;
}

/** Whether people write to each other in a conversation. */
export interface Openness {
  /** The caller has blocked the other user of this direct conversation. */
  blockedByMe: boolean;
  /** False while one of a direct conversation has blocked the other: it takes no messages. */
  writable: boolean;
}

export interface Conversation extends Openness {
  conversationId: string;
  kind: ConversationKind;
  participants: Participant[];
  lastMessage: Message | null;
  /** In an answer to `search` only: the newest message that fits, null when only a participant does. */
  match?: Message | null | undefined;
  /** Messages of others after the caller's `readSeq`. */
  unreadCount: number;
  /** Counts the committed changes: each takes the next number, in commit order. */
  rev: number;
  updatedAt: string;
}

/** A part of a conversation's history, oldest first. `hasMore`: there are older ones. */
export interface MessagePage {
  messages: Message[];
  hasMore: boolean;
}

/** A part of the caller's conversations, newest activity first. */
export interface ConversationPage {
  conversations: Conversation[];
  hasMore: boolean;
}

/** What has changed in one conversation after the cursor a client named. */
export interface ConversationChanges extends Openness {
  /** The changes are complete up to here: the client's next cursor. */
  rev: number;
  /** Changed messages in order of `seq`, or, with `reset`, the newest page. */
  messages: Message[];
  participants: Participant[];
  unreadCount: number;
  /** The cursor was too old or ahead of the server: forget the messages and start from these. */
  reset: boolean;
  /** With `reset`: the server went back to a backup. Forget the pointers, too. */
  restored?: true | undefined;
  /** With `reset`: there are older messages. */
  hasMore: boolean;
}

/** Someone whom the caller has blocked. */
export interface BlockedUser {
  userId: string;
  name: string | null;
  picture: string | null;
  blockedAt: string;
}

/** What the caller tells the host of somebody they share a conversation with. */
export interface Report {
  userId: string;
  /** One of both. */
  conversationId?: string | undefined;
  /** One of the user's messages in that conversation: its text is kept with the report. */
  messageId?: string | undefined;
  reason: ReportReason;
  /** At most 1000 UTF-16 units. */
  note?: string | undefined;
}
