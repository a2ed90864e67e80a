import { type SQL, sql } from "drizzle-orm";

/*
 * Parts of statements in which `me` is the caller's row of `participants`, `c` a conversation and
 * `m` a message.
 */

/** Not deleted by the caller, as the sender or as the receiver. */
export const visible = sql`NOT (
  (m.is_deleted_by_sender AND m.sender_id = me.user_id)
  OR (m.is_deleted_by_receiver AND m.receiver_id IS NOT DISTINCT FROM me.user_id)
)`;

/** Others' messages after the caller's read pointer, counted from their rows. */
export const unreadCount = sql`(
  SELECT count(*) FROM messages m
  WHERE m.conversation_id = me.conversation_id
    AND m.seq > me.read_seq
    AND m.sender_id <> me.user_id
    AND ${visible}
)`;

/** Whether a block stands in the caller's conversation, and whether it is the caller's own. */
export const blocks = sql`
  me.held_read_seq IS NOT NULL AS blocked,
  me.held_read_seq IS NOT NULL AND EXISTS (
    SELECT FROM blocks b JOIN participants other ON other.user_id = b.blocked_id
    WHERE b.user_id = me.user_id AND other.conversation_id = me.conversation_id
  ) AS blocked_by_me`;

const shown = (held: SQL, pointer: SQL): SQL =>
  sql`CASE WHEN p.user_id = me.user_id THEN ${pointer} ELSE coalesce(${held}, ${pointer}) END`;

/** As the JSON of `ParticipantRow`, in the order in which they joined. */
export const participants = sql`(
  SELECT json_agg(json_build_object(
    'user', row_to_json(u),
    'read_seq', ${shown(sql`p.held_read_seq`, sql`p.read_seq`)},
    'delivered_seq', ${shown(sql`p.held_delivered_seq`, sql`p.delivered_seq`)}
  ) ORDER BY p.joined_at, p.user_id)
  FROM participants p JOIN users u ON u.id = p.user_id
  WHERE p.conversation_id = me.conversation_id
)`;

/** Once the messages of a page are as large, no older one is added. */
export const PAGE_BYTES = 65_536;

/** Of what people chose the length of; a text that is stored compressed or apart is not read for it. */
export const bytes = sql`(
  octet_length(m.message_text)
  + coalesce(octet_length(m.attachment_url), 0)
  + coalesce(octet_length(m.about::text), 0)
)`;

/** The newest of some messages: as many as fit into a page, `limit` at most, as `PageRow`. */
export function pageOf(messages: SQL, limit: SQL): SQL {
  return sql`
    SELECT page.*
    FROM (
      SELECT
        m.*,
        sum(${bytes}) OVER newest - ${bytes} AS newer_bytes,
        lead(true) OVER newest AS has_older
      FROM (${messages} ORDER BY m.seq DESC LIMIT ${limit} + 1) m
      WINDOW newest AS (ORDER BY m.seq DESC)
    ) page
    WHERE page.newer_bytes < ${sql.raw(String(PAGE_BYTES))}
    ORDER BY page.seq DESC
    LIMIT ${limit}`;
}

const visibleMessages = sql`
  SELECT m.* FROM messages m
  WHERE m.conversation_id = me.conversation_id AND ${visible}`;

/** The newest messages that the caller may see, oldest first, as the JSON of `PageRow`. */
export function newestPage(limit: SQL): SQL {
  return sql`(
    SELECT coalesce(json_agg(page ORDER BY page.seq), '[]')
    FROM (${pageOf(visibleMessages, limit)}) page
  )`;
}

/** As the JSON of `ConversationRow`. */
export const conversation = sql`
  c.id, c.kind, c.rev, c.updated_at,
  ${participants} AS participants,
  (
    SELECT row_to_json(last) FROM (${visibleMessages} ORDER BY m.seq DESC LIMIT 1) last
  ) AS last_message,
  ${unreadCount} AS unread_count,
  ${blocks}`;
