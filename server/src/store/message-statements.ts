import { PAGE_SIZE, SYNC_CHANGES } from "@photo-chat/sdk/protocol";
import { sql } from "drizzle-orm";
import {
  blocks,
  bytes,
  newestPage,
  PAGE_BYTES,
  pageOf,
  participants,
  unreadCount,
  visible,
} from "./fragments.js";
import type { BlockedRow, MessageRow, PageRow, ParticipantRow } from "./rows.js";
import { type Prepare, param } from "./statement.js";

/** What became of one message of an append. */
export type AppendRow =
  | { outcome: "inserted" | "duplicate"; message: MessageRow }
  | { outcome: "forbidden"; message: null }
  | { outcome: "blocked"; message: null }
  | { outcome: "conflict"; message: null };

/** One forward move of a read or delivered pointer. */
export interface MoveRow {
  seq: number;
  rev: number;
  message_id: number;
  at: string;
}

/** What became of one pointer of an advance. */
export interface AdvanceRow {
  outcome: "done" | "forbidden" | "invalid";
  /** Null unless it was about reading. */
  unread_count: number | null;
  read: MoveRow | null;
  delivered: MoveRow | null;
  /** A block keeps it from the other one. */
  held: boolean;
}

/** What changed in a conversation after a cursor. */
export interface ChangesRow extends BlockedRow {
  id: string;
  rev: number;
  reset: boolean;
  /** The cursor is one of a history that the server went back from. */
  restored: boolean;
  messages: PageRow[];
  participants: ParticipantRow[];
  unread_count: number;
}

/** What was committed in a conversation after a rev, as far as its rows still tell. */
export interface CommittedRow {
  id: string;
  rev: number;
  participant_ids: string[];
  /** In order of `seq`; at most `limit`. */
  messages: MessageRow[];
  pointers: {
    user_id: string;
    rev: number;
    held: boolean;
    read_at: string | null;
    read_seq: number;
    read_message_id: number | null;
    delivered_seq: number;
    delivered_message_id: number | null;
  }[];
}

/** What a message adds to an answer beside its text, about. */
const MESSAGE_BYTES = 500;
/** Past this an answer to `sync` starts a conversation over, and has but the newest message of others. */
const SYNC_BYTES = 200_000;

const number = (value: number) => sql.raw(String(value));
const page = sql`${param("limit")}::integer`;

export function messageStatements(prepare: Prepare) {
  return {
    /** Null, with nothing done, unless it is new, permitted and undisturbed: `append` finds out. */
    appendOne: prepare<{ message: MessageRow | null }>(
      "message_append_one",
      sql`
        SELECT append_message(
          ${param("conversationId")},
          ${param("senderId")},
          ${param("receiverId")},
          ${param("clientMessageId")},
          ${param("messageText")},
          ${param("messageType")},
          ${param("attachmentUrl")},
          ${param("about")}
        ) AS message`,
    ),
    append: prepare<AppendRow>(
      "message_append",
      sql`
        SELECT * FROM append_messages(
          ${param("conversationIds")}::text[],
          ${param("senderIds")}::text[],
          ${param("receiverIds")}::text[],
          ${param("clientMessageIds")}::text[],
          ${param("messageTexts")}::text[],
          ${param("messageTypes")}::text[],
          ${param("attachmentUrls")}::text[],
          ${param("abouts")}::text[]
        )`,
    ),
    advance: prepare<AdvanceRow>(
      "message_advance",
      sql`
        SELECT * FROM advance_pointers(
          ${param("conversationIds")}::text[],
          ${param("userIds")}::text[],
          ${param("reading")}::boolean[],
          ${param("messageIds")}::bigint[]
        )`,
    ),
    /** The `seq` of a message of a conversation. */
    place: prepare<{ seq: number }>(
      "message_place",
      sql`
        SELECT seq FROM messages
        WHERE message_id = ${param("messageId")}::bigint
          AND conversation_id = ${param("conversationId")}`,
    ),
    /** Messages before a place, newest first; none for a stranger. */
    history: prepare<PageRow>(
      "message_history",
      pageOf(
        sql`
          SELECT m.*
          FROM participants me JOIN messages m ON m.conversation_id = me.conversation_id
          WHERE me.user_id = ${param("userId")}
            AND me.conversation_id = ${param("conversationId")}
            AND m.seq < ${param("before")}::bigint
            AND ${visible}`,
        page,
      ),
    ),
    /**
     * What changed after each cursor, in one snapshot: the caller's conversations only. Where the
     * cursor tells too little, or the answer would grow too long, it starts over with a page.
     */
    sync: prepare<ChangesRow>(
      "message_sync",
      sql`
        WITH cursors AS (
          SELECT me.conversation_id, cursor.rev, start.over, known.restored,
            sum(messages.bytes) OVER (ORDER BY c.updated_at DESC, c.id) AS bytes
          FROM unnest(
            ${param("conversationIds")}::text[], ${param("revs")}::bigint[],
            ${param("seqs")}::bigint[], ${param("clientMessageIds")}::text[],
            ${param("pages")}::boolean[]
          ) AS cursor (conversation_id, rev, seq, client_message_id, wants_page)
          JOIN participants me
            ON me.conversation_id = cursor.conversation_id AND me.user_id = ${param("userId")}
          JOIN conversations c ON c.id = me.conversation_id
          CROSS JOIN LATERAL (
            SELECT
              count(*) AS total,
              coalesce(sum(counted.bytes + ${number(MESSAGE_BYTES)}), 0) AS bytes
            FROM (
              SELECT ${bytes} AS bytes FROM messages m
              WHERE m.conversation_id = c.id AND m.rev > cursor.rev
              LIMIT ${number(SYNC_CHANGES + 1)}
            ) counted
          ) changed
          CROSS JOIN LATERAL (
            SELECT cursor.rev > c.rev OR (
              cursor.rev >= c.reset_rev AND cursor.seq > 0 AND NOT EXISTS (
                SELECT FROM messages m
                WHERE m.conversation_id = c.id AND m.seq = cursor.seq
                  AND (m.client_message_id = cursor.client_message_id OR m.deleted_at IS NOT NULL)
              )
            ) AS restored
          ) known
          CROSS JOIN LATERAL (
            SELECT cursor.wants_page OR known.restored
              OR cursor.rev > 0 AND cursor.rev < c.reset_rev
              OR changed.total > ${number(SYNC_CHANGES)}
              OR changed.bytes > ${number(SYNC_BYTES)} AS over
          ) start
          CROSS JOIN LATERAL (
            SELECT CASE WHEN start.over THEN (
              SELECT count(*) * ${number(MESSAGE_BYTES)}
                + least(coalesce(sum(listed.bytes), 0), ${number(PAGE_BYTES)})
              FROM (
                SELECT ${bytes} AS bytes FROM messages m
                WHERE m.conversation_id = c.id
                ORDER BY m.seq DESC
                LIMIT ${number(PAGE_SIZE)}
              ) listed
            ) ELSE changed.bytes END AS bytes
          ) messages
          WHERE cursor.rev = 0 OR cursor.rev <> c.rev OR known.restored
        ), answers AS (
          SELECT
            conversation_id,
            rev,
            restored,
            over OR bytes > ${number(SYNC_BYTES)} AS reset,
            CASE WHEN bytes > ${number(SYNC_BYTES)} THEN 1 ELSE ${number(PAGE_SIZE)} END
              AS page_size
          FROM cursors
        )
        SELECT
          c.id,
          c.rev,
          answers.reset,
          answers.restored,
          CASE WHEN answers.reset THEN ${newestPage(sql`answers.page_size`)} ELSE (
            SELECT coalesce(json_agg(m ORDER BY m.seq), '[]')
            FROM messages m
            WHERE m.conversation_id = c.id AND m.rev > answers.rev AND ${visible}
          ) END AS messages,
          ${participants} AS participants,
          ${unreadCount} AS unread_count,
          ${blocks}
        FROM answers
        JOIN participants me
          ON me.conversation_id = answers.conversation_id AND me.user_id = ${param("userId")}
        JOIN conversations c ON c.id = me.conversation_id`,
    ),
    /** What was committed after each rev, for whoever takes part. */
    committedSince: prepare<CommittedRow>(
      "message_committed",
      sql`
        SELECT
          c.id,
          c.rev,
          (
            SELECT json_agg(p.user_id ORDER BY p.joined_at, p.user_id)
            FROM participants p WHERE p.conversation_id = c.id
          ) AS participant_ids,
          (
            SELECT coalesce(json_agg(later ORDER BY later.seq), '[]')
            FROM (
              SELECT m.* FROM messages m
              WHERE m.conversation_id = c.id AND m.seq > told.rev
              ORDER BY m.seq
              LIMIT ${page}
            ) later
          ) AS messages,
          (
            SELECT coalesce(json_agg(moved ORDER BY moved.rev), '[]')
            FROM (
              SELECT p.user_id, p.rev, p.held_read_seq IS NOT NULL AS held, p.read_at,
                p.read_seq, seen.message_id AS read_message_id,
                p.delivered_seq, handed.message_id AS delivered_message_id
              FROM participants p
              LEFT JOIN messages seen
                ON seen.conversation_id = p.conversation_id AND seen.seq = p.read_seq
              LEFT JOIN messages handed
                ON handed.conversation_id = p.conversation_id AND handed.seq = p.delivered_seq
              WHERE p.conversation_id = c.id AND p.rev > told.rev
            ) moved
          ) AS pointers
        FROM unnest(${param("conversationIds")}::text[], ${param("revs")}::bigint[])
          AS told (conversation_id, rev)
        JOIN conversations c ON c.id = told.conversation_id
        WHERE c.rev > told.rev`,
    ),
  };
}
