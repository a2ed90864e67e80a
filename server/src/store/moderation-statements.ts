import { sql } from "drizzle-orm";
import type { MessageRow, ParticipantRow, UserRow } from "./rows.js";
import { type Prepare, param } from "./statement.js";
import type { ReportRow } from "./report-statements.js";

export interface AuditRow {
  entry_id: number;
  at: string;
  by: string;
  action: string;
  subject: string;
}

/** Everything of one person but the messages. */
export interface ExportRow {
  user: UserRow & { email: string | null; created_at: string; ban_reason: string | null };
  guest_ids: string[];
  conversations: ({ conversation_id: string; joined_at: string; read_at: string | null } & Pick<
    ParticipantRow,
    "read_seq" | "delivered_seq"
  >)[];
  blocks: { blocked_id: string; created_at: string }[];
  replies: { title: string; text: string; created_at: string }[];
  reports: ReportRow[];
  noted: number;
}

/** What took the next rev of a conversation, and who hears of it. */
export interface DoneRow {
  rev: number;
  participant_ids: string[];
}

/** What became of a part of a conversation's messages of one sender. */
export interface ErasedRow extends DoneRow {
  /** There are more of them. */
  left: boolean;
}

/** Of the person, and of the guests that joined it. */
const list = (
  table: "blocks" | "saved_replies" | "reports" | "participants",
  owner: string,
) => sql`(
  SELECT coalesce(json_agg(row), '[]')
  FROM ${sql.raw(table)} row WHERE row.${sql.raw(owner)} = ANY (u.id || guests.ids)
)`;

/** What is done with the host's key: each deed with its entry in the audit log, or not at all. */
export function moderationStatements(prepare: Prepare) {
  return {
    ban: prepare<{ noted: number }>(
      "moderation_ban",
      sql`
        UPDATE users SET
          banned_at = now(),
          banned_until = ${param("until")}::timestamptz,
          ban_reason = ${param("reason")}
        WHERE id = ${param("userId")}
        RETURNING note_deed(${param("key")}, 'ban', id) AS noted`,
    ),
    unban: prepare<{ noted: number }>(
      "moderation_unban",
      sql`
        UPDATE users SET banned_at = NULL, banned_until = NULL, ban_reason = NULL
        WHERE id = ${param("userId")}
        RETURNING note_deed(${param("key")}, 'unban', id) AS noted`,
    ),
    revokeTokens: prepare<{ noted: string | null }>(
      "moderation_revoke_tokens",
      sql`
        SELECT revoke_tokens(
          ${param("userId")}, ${param("moment")}::double precision, ${param("key")}
        ) AS noted`,
    ),
    erase: prepare<{ erased: { guest_ids: string[] } | null }>(
      "moderation_erase",
      sql`
        SELECT erase_user(
          ${param("userId")}, ${param("moment")}::double precision, ${param("key")}
        ) AS erased`,
    ),
    eraseMessages: prepare<{ done: ErasedRow | null }>(
      "moderation_erase_messages",
      sql`
        SELECT erase_messages(
          ${param("conversationId")}, ${param("userId")}, ${param("most")}::integer
        ) AS done`,
    ),
    conversationsOf: prepare<{ id: string }>(
      "moderation_conversations",
      sql`
        SELECT conversation_id AS id FROM participants WHERE user_id = ${param("userId")}`,
    ),
    /** Where what is left of a sender stands, of so many messages in the order of `messages_once`. */
    writtenIn: prepare<{ last: string | null; conversation_ids: string[] | null }>(
      "moderation_written_in",
      sql`
        SELECT
          max(client_message_id) AS last,
          array_agg(DISTINCT conversation_id) FILTER (WHERE deleted_at IS NULL) AS conversation_ids
        FROM (
          SELECT client_message_id, conversation_id, deleted_at FROM messages
          WHERE sender_id = ${param("userId")} AND client_message_id > ${param("after")}
          ORDER BY client_message_id
          LIMIT ${param("most")}::integer
        ) page`,
    ),
    finishErasure: prepare<{ done: null }>(
      "moderation_finish_erasure",
      sql`SELECT finish_erasure(${param("userId")}) AS done`,
    ),
    deleteConversation: prepare<{ done: DoneRow | null }>(
      "moderation_delete_conversation",
      sql`SELECT delete_conversation(${param("conversationId")}, ${param("key")}) AS done`,
    ),
    /** How many messages of a deleted conversation are gone. */
    sweepDeleted: prepare<{ removed: number }>(
      "moderation_sweep_deleted",
      sql`
        SELECT sweep_deleted(${param("conversationId")}, ${param("most")}::integer) AS removed`,
    ),
    /** Deleted conversations of which something is left. */
    unswept: prepare<{ id: string }>(
      "moderation_unswept",
      sql`
        SELECT id FROM conversations
        WHERE deleted_at IS NOT NULL
          AND EXISTS (SELECT FROM messages WHERE conversation_id = conversations.id OFFSET 0)`,
    ),
    export: prepare<ExportRow>(
      "moderation_export",
      sql`
        SELECT
          row_to_json(u) AS user,
          guests.ids AS guest_ids,
          ${list("participants", "user_id")} AS conversations,
          ${list("blocks", "user_id")} AS blocks,
          ${list("saved_replies", "owner_id")} AS replies,
          ${list("reports", "reporter_id")} AS reports,
          note_deed(${param("key")}, 'export', u.id) AS noted
        FROM users u
        CROSS JOIN LATERAL (
          SELECT ARRAY(SELECT guest.id FROM users guest WHERE guest.joined_to = u.id) AS ids
        ) guests
        WHERE u.id = ${param("userId")}`,
    ),
    /** Of a sender, in the order of their ids. */
    messagesOf: prepare<MessageRow>(
      "moderation_messages",
      sql`
        SELECT * FROM messages
        WHERE sender_id = ${param("userId")} AND message_id > ${param("after")}::bigint
        ORDER BY message_id
        LIMIT ${param("limit")}::integer`,
    ),
    /** Newest first. */
    audit: prepare<AuditRow>(
      "moderation_audit",
      sql`
        SELECT * FROM audit
        WHERE ${param("before")}::bigint IS NULL OR entry_id < ${param("before")}::bigint
        ORDER BY entry_id DESC
        LIMIT ${param("limit")}::integer`,
    ),
    /** How many old messages are gone. */
    removeMessages: prepare<{ removed: number }>(
      "retention_messages",
      sql`
        SELECT remove_messages(
          NULL, ${param("before")}::timestamptz, ${param("most")}::integer
        ) AS removed`,
    ),
    removeReports: prepare<{ report_id: string }>(
      "retention_reports",
      sql`
        DELETE FROM reports WHERE report_id IN (
          SELECT report_id FROM reports
          WHERE created_at < ${param("before")}::timestamptz
          ORDER BY created_at
          LIMIT ${param("most")}::integer
        )
        RETURNING report_id`,
    ),
    /** Who is gone. */
    removeIdleGuests: prepare<{ removed: string[] }>(
      "retention_guests",
      sql`
        SELECT remove_idle_guests(
          ${param("before")}::timestamptz, ${param("most")}::integer
        ) AS removed`,
    ),
  };
}
