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

/** The newest messages that the caller may see, oldest first, as the JSON of `MessageRow`. */
export function newestPage(limit: SQL): SQL {
  return sql`(
    SELECT coalesce(json_agg(page ORDER BY page.seq), '[]')
    FROM (
      SELECT m.* FROM messages m
      WHERE m.conversation_id = me.conversation_id AND ${visible}
      ORDER BY m.seq DESC
      LIMIT ${limit}
    ) page
  )`;
}

/** As the JSON of `ConversationRow`. */
export const conversation = sql`
  c.id, c.kind, c.rev, c.updated_at,
  ${participants} AS participants,
  ${newestPage(sql`1`)} -> 0 AS last_message,
  ${unreadCount} AS unread_count,
  ${blocks}`;
