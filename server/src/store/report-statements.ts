import type { ReportReason } from "@photo-chat/sdk/protocol";
import { sql } from "drizzle-orm";
import { type Prepare, param } from "./statement.js";

export interface ReportRow {
  report_id: string;
  reporter_id: string;
  user_id: string;
  conversation_id: string | null;
  message_id: number | null;
  message_text: string | null;
  reason: ReportReason;
  note: string | null;
  created_at: string;
  closed_at: string | null;
}

export function reportStatements(prepare: Prepare) {
  return {
    /** A row for who shares a conversation, this one when it is named, with the caller. */
    shared: prepare<{ shared: boolean }>(
      "report_shared",
      sql`
        SELECT true AS shared
        FROM participants mine
        JOIN participants theirs ON theirs.conversation_id = mine.conversation_id
        WHERE mine.user_id = ${param("reporterId")}
          AND theirs.user_id = ${param("userId")}
          AND theirs.user_id <> mine.user_id
          AND mine.conversation_id = coalesce(${param("conversationId")}, mine.conversation_id)
        LIMIT 1`,
    ),
    /** A message of a user in a conversation. */
    message: prepare<{ message_text: string }>(
      "report_message",
      sql`
        SELECT message_text FROM messages
        WHERE message_id = ${param("messageId")}::bigint
          AND conversation_id = ${param("conversationId")}
          AND sender_id = ${param("userId")}`,
    ),
    /** The same again, while it is open, is the one that is there. */
    add: prepare<{ report_id: string; is_new: boolean }>(
      "report_add",
      sql`
        INSERT INTO reports AS known (
          reporter_id, user_id, conversation_id, message_id, message_text, reason, note
        ) VALUES (
          ${param("reporterId")}, ${param("userId")}, ${param("conversationId")},
          ${param("messageId")}::bigint, ${param("messageText")}, ${param("reason")}, ${param("note")}
        )
        ON CONFLICT (
          reporter_id, user_id, coalesce(conversation_id, ''), coalesce(message_id, 0), reason
        ) WHERE closed_at IS NULL
        DO UPDATE SET note = coalesce(excluded.note, known.note)
        RETURNING report_id, xmax = 0 AS is_new`,
    ),
    /** Newest first; `open` null: all. */
    list: prepare<ReportRow>(
      "reports",
      sql`
        SELECT * FROM reports
        WHERE (${param("open")}::boolean IS NULL OR (closed_at IS NULL) = ${param("open")}::boolean)
          AND (
            ${param("before")}::uuid IS NULL
            OR (created_at, report_id) < (
              SELECT place.created_at, place.report_id FROM reports place
              WHERE place.report_id = ${param("before")}::uuid
            )
          )
        ORDER BY created_at DESC, report_id DESC
        LIMIT ${param("limit")}::integer`,
    ),
    close: prepare<{ noted: number }>(
      "report_close",
      sql`
        UPDATE reports SET closed_at = coalesce(closed_at, now())
        WHERE report_id = ${param("reportId")}::uuid
        RETURNING note_deed(${param("key")}, 'close_report', report_id::text) AS noted`,
    ),
  };
}
