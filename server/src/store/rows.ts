import type {
  About,
  ConversationKind,
  Message,
  MessageType,
  Openness,
  Participant,
  User,
} from "@photo-chat/sdk/protocol";
import type { StoredAvailability } from "./photographer-statements.js";

/** A row of `messages` as JSON. */
export interface MessageRow {
  message_id: number;
  conversation_id: string;
  client_message_id: string;
  seq: number;
  rev: number;
  sender_id: string;
  receiver_id: string | null;
  message_text: string;
  message_type: MessageType;
  attachment_url: string | null;
  about: About | null;
  is_read: boolean;
  read_at: string | null;
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
}

/** A message of a page; the oldest one says whether there are older ones. */
export interface PageRow extends MessageRow {
  has_older?: true | null;
}

/** A row of `users` as JSON. */
export interface UserRow {
  id: string;
  name: string | null;
  picture: string | null;
  role: User["role"];
  /** In epoch seconds; 0 for who was erased and has not signed in since. */
  profile_issued_at: number;
  last_seen_at: string | null;
  joined_to: string | null;
  banned_at: string | null;
  banned_until: string | null;
  tokens_valid_from: number | null;
  availability: StoredAvailability | null;
}

/** A row of `participants` as JSON, with its user. */
export interface ParticipantRow {
  user: UserRow;
  read_seq: number;
  delivered_seq: number;
}

/** Whether a block stands in a conversation, and whether it is the caller's own. */
export interface BlockedRow {
  blocked: boolean;
  blocked_by_me: boolean;
}

/** A conversation as one of its participants sees it. */
export interface ConversationRow extends BlockedRow {
  id: string;
  kind: ConversationKind;
  rev: number;
  updated_at: string;
  participants: ParticipantRow[];
  last_message: MessageRow | null;
  /** The newest message that fits a search. */
  match?: MessageRow | null;
  unread_count: number;
}

export function toMessage(row: MessageRow): Message {
  return {
    messageId: String(row.message_id),
    conversationId: row.conversation_id,
    clientMessageId: row.client_message_id,
    seq: row.seq,
    rev: row.rev,
    senderId: row.sender_id,
    receiverId: row.receiver_id,
    messageText: row.message_text,
    messageType: row.message_type,
    attachmentUrl: row.attachment_url,
    about: row.about,
    isRead: row.is_read,
    readAt: toNullableTime(row.read_at),
    createdAt: toTime(row.created_at),
    updatedAt: toTime(row.updated_at),
    deletedAt: toNullableTime(row.deleted_at),
  };
}

export function toOpenness({ blocked, blocked_by_me: blockedByMe }: BlockedRow): Openness {
  return { blockedByMe, writable: !blocked };
}

export function toUser({ id, name, picture, role }: UserRow): User {
  return { userId: id, name, picture, role };
}

/** `now` is how the user is available, beside being connected or not. */
export function toParticipant(
  row: ParticipantRow,
  online: boolean,
  now: Pick<Participant, "away" | "backAt">,
): Participant {
  return {
    ...toUser(row.user),
    erased: row.user.profile_issued_at === 0,
    online,
    lastSeenAt: toNullableTime(row.user.last_seen_at),
    away: now.away,
    backAt: now.backAt,
    readSeq: row.read_seq,
    deliveredSeq: row.delivered_seq,
  };
}

/** Somebody of whom nothing is told but who it is, and how far they had come. */
export function toHidden(row: ParticipantRow): Participant {
  const hidden = { ...row, user: { ...row.user, last_seen_at: null } };
  return toParticipant(hidden, false, { away: false, backAt: null });
}

/** A time of the database, in the session's time zone, as ISO 8601 in UTC. */
export function toTime(value: string): string {
  return new Date(value).toISOString();
}

export function toNullableTime(value: string | null): string | null {
  return value === null ? null : toTime(value);
}
