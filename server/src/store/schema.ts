import type {
  About,
  ConversationKind,
  MessageType,
  ReportReason,
  Role,
} from "@photo-chat/sdk/protocol";
import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  doublePrecision,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { StoredAvailability } from "./photographer-statements.js";

const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });
/** A place in a conversation's count of changes. */
const revision = (name: string) => bigint(name, { mode: "number" }).notNull();

/** Everyone who has signed in; ids are the host's own. */
export const users = pgTable(
  "users",
  {
    id: text("id").primaryKey(),
    name: text("name"),
    picture: text("picture"),
    email: text("email"),
    /** Of an address that people gave themselves; null: a token or the command did. */
    emailOwnSince: time("email_own_since"),
    role: text("role").$type<Role>().notNull(),
    /** When the token that the profile is from was issued, in epoch seconds; 0 for who was erased. */
    profileIssuedAt: doublePrecision("profile_issued_at").notNull(),
    lastSeenAt: time("last_seen_at"),
    createdAt: time("created_at").notNull().defaultNow(),
    /** Of a photographer; null: always there. */
    availability: jsonb("availability").$type<StoredAvailability>(),
    /** Of a guest: the account that it has become. */
    joinedTo: text("joined_to").references((): AnyPgColumn => users.id),
    bannedAt: time("banned_at"),
    /** Null: for ever. */
    bannedUntil: time("banned_until"),
    /** A note of the host's. */
    banReason: text("ban_reason"),
    /** Tokens that were issued before, in epoch seconds, are refused; null: none is. */
    tokensValidFrom: doublePrecision("tokens_valid_from"),
  },
  (table) => [
    index("users_photographer_email")
      .on(sql`lower(${table.email})`)
      .where(sql`${table.role} = 'photographer'`),
    check("users_role", sql`${table.role} in ('customer', 'photographer')`),
  ],
);

export const conversations = pgTable(
  "conversations",
  {
    id: text("id").primaryKey(),
    kind: text("kind").$type<ConversationKind>().notNull(),
    /** The number of committed changes; its row lock puts them in order. */
    rev: revision("rev").default(0),
    /** Messages went without a trace up to this `rev`: a cursor from before starts over. */
    resetRev: revision("reset_rev").default(0),
    /**
     * Nobody takes part in it any more, and its messages are being removed; its count goes on if the
     * pair starts anew.
     */
    deletedAt: time("deleted_at"),
    createdAt: time("created_at").notNull().defaultNow(),
    /** When the newest message was committed, or the conversation made. */
    updatedAt: time("updated_at").notNull().defaultNow(),
  },
  (table) => [
    index("conversations_deleted")
      .on(table.id)
      .where(sql`${table.deletedAt} is not null`),
    check("conversations_kind", sql`${table.kind} in ('direct', 'group')`),
  ],
);

export const participants = pgTable(
  "participants",
  {
    conversationId: text("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => users.id),
    /** Everything up to this `seq` has been read. */
    readSeq: revision("read_seq").default(0),
    readAt: time("read_at"),
    /** Everything up to this `seq` has reached a client; never below `readSeq`. */
    deliveredSeq: revision("delivered_seq").default(0),
    /** While a block stands in a direct conversation: what the other one is shown. Null: there is none. */
    heldReadSeq: bigint("held_read_seq", { mode: "number" }),
    heldDeliveredSeq: bigint("held_delivered_seq", { mode: "number" }),
    /** The conversation's `rev` of the last change of this row. */
    rev: revision("rev").default(0),
    joinedAt: time("joined_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.conversationId, table.userId] }),
    index("participants_user").on(table.userId, table.conversationId),
    check("participants_read_is_delivered", sql`${table.deliveredSeq} >= ${table.readSeq}`),
  ],
);

export const messages = pgTable(
  "messages",
  {
    messageId: bigint("message_id", { mode: "number" }).primaryKey().generatedByDefaultAsIdentity(),
    conversationId: text("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    clientMessageId: text("client_message_id").notNull(),
    /** Its place in the conversation: the `rev` it was created with. */
    seq: revision("seq"),
    /** The conversation's `rev` of its last change. */
    rev: revision("rev"),
    senderId: text("sender_id").notNull(),
    /** The other user of a direct conversation. */
    receiverId: text("receiver_id"),
    messageText: text("message_text").notNull(),
    messageType: text("message_type").$type<MessageType>().notNull(),
    attachmentUrl: text("attachment_url"),
    about: jsonb("about").$type<About>(),
    isRead: boolean("is_read").notNull().default(false),
    readAt: time("read_at"),
    isDeletedBySender: boolean("is_deleted_by_sender").notNull().default(false),
    isDeletedByReceiver: boolean("is_deleted_by_receiver").notNull().default(false),
    createdAt: time("created_at").notNull().defaultNow(),
    updatedAt: time("updated_at").notNull().defaultNow(),
    /** When its content was erased; its place stays. */
    deletedAt: time("deleted_at"),
  },
  (table) => [
    unique("messages_place").on(table.conversationId, table.seq),
    unique("messages_once").on(table.senderId, table.clientMessageId),
    index("messages_changes").on(table.conversationId, table.rev),
    index("messages_age").on(table.createdAt),
    check("messages_type", sql`${table.messageType} in ('text', 'image', 'file')`),
  ],
);

/** Where conversations of guests went, by the ids that they had. */
export const conversationAliases = pgTable(
  "conversation_aliases",
  {
    oldId: text("old_id").primaryKey(),
    newId: text("new_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    guestId: text("guest_id")
      .notNull()
      .references(() => users.id),
  },
  (table) => [index("conversation_aliases_guest").on(table.guestId)],
);

/** Texts that photographers keep. */
export const savedReplies = pgTable(
  "saved_replies",
  {
    replyId: uuid("reply_id").primaryKey().defaultRandom(),
    ownerId: text("owner_id")
      .notNull()
      .references(() => users.id),
    title: text("title").notNull(),
    text: text("text").notNull(),
    createdAt: time("created_at").notNull().defaultNow(),
  },
  (table) => [index("saved_replies_owner").on(table.ownerId)],
);

/** What sign-in links are exchanged for, once. Only a hash of the code is known. */
export const signInCodes = pgTable("sign_in_codes", {
  codeHash: text("code_hash").primaryKey(),
  userId: text("user_id")
    .notNull()
    .references(() => users.id),
  expiresAt: time("expires_at").notNull(),
});

/** Sessions that people have signed out of, until their last token has expired. */
export const endedSessions = pgTable("ended_sessions", {
  id: text("id").primaryKey(),
  expiresAt: time("expires_at").notNull(),
});

/** Who takes nothing from whom. */
export const blocks = pgTable(
  "blocks",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id),
    blockedId: text("blocked_id")
      .notNull()
      .references(() => users.id),
    createdAt: time("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.blockedId] }),
    index("blocks_blocked").on(table.blockedId),
  ],
);

/** What people have told the host of other people. */
export const reports = pgTable(
  "reports",
  {
    reportId: uuid("report_id").primaryKey().defaultRandom(),
    reporterId: text("reporter_id").notNull(),
    userId: text("user_id").notNull(),
    conversationId: text("conversation_id"),
    messageId: bigint("message_id", { mode: "number" }),
    /** As it read when it was reported. */
    messageText: text("message_text"),
    reason: text("reason").$type<ReportReason>().notNull(),
    note: text("note"),
    createdAt: time("created_at").notNull().defaultNow(),
    closedAt: time("closed_at"),
  },
  (table) => [
    uniqueIndex("reports_once")
      .on(
        table.reporterId,
        table.userId,
        sql`coalesce(${table.conversationId}, '')`,
        sql`coalesce(${table.messageId}, 0)`,
        table.reason,
      )
      .where(sql`${table.closedAt} is null`),
    index("reports_time").on(table.createdAt, table.reportId),
    check("reports_reason", sql`${table.reason} in ('spam', 'abuse', 'other')`),
  ],
);

/** What was done with the host's key. Rows are only ever added. */
export const audit = pgTable("audit", {
  entryId: bigint("entry_id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  at: time("at").notNull().defaultNow(),
  /** The key's fingerprint. */
  by: text("by").notNull(),
  action: text("action").notNull(),
  /** The id of the user, conversation or report. */
  subject: text("subject").notNull(),
});
