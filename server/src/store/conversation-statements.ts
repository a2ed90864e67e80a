import { sql } from "drizzle-orm";
import { conversation, newestPage, unreadCount, visible } from "./fragments.js";
import type { ConversationRow, PageRow } from "./rows.js";
import { type Prepare, param } from "./statement.js";

/** What became of a guest that joins an account. */
export type JoinGuestRow =
  | { outcome: "conflict" }
  | {
      outcome: "joined";
      moves: { old_id: string; new_id: string; participant_ids: string[] }[];
    };

export function conversationStatements(prepare: Prepare) {
  return {
    /** Also by the id that it had while it was a guest's. */
    members: prepare<{ conversation_id: string; user_id: string; blocked: boolean }>(
      "conversation_members",
      sql`
        SELECT conversation_id, user_id, held_read_seq IS NOT NULL AS blocked FROM participants
        WHERE conversation_id = coalesce(
          (SELECT new_id FROM conversation_aliases WHERE old_id = ${param("conversationId")}),
          ${param("conversationId")}
        )
        ORDER BY joined_at, user_id`,
    ),
    /** Makes a direct conversation with both participants, unless it is there. */
    createDirect: prepare<{ created: null }>(
      "conversation_create_direct",
      sql`
        SELECT create_direct_conversation(
          ${param("conversationId")}, ${param("userIds")}::text[]
        ) AS created`,
    ),
    /** The conversation with its newest messages, in one snapshot; no row for a stranger. */
    view: prepare<ConversationRow & { messages: PageRow[] }>(
      "conversation_view",
      sql`
        SELECT ${conversation}, ${newestPage(sql`${param("limit")}::integer`)} AS messages
        FROM participants me JOIN conversations c ON c.id = me.conversation_id
        WHERE me.user_id = ${param("userId")} AND c.id = ${param("conversationId")}`,
    ),
    /** Those whose activity is older than a place in the list, newest first. */
    list: prepare<ConversationRow>(
      "conversation_list",
      sql`
        SELECT ${conversation}
        FROM (
          SELECT page.id
          FROM participants mine JOIN conversations page ON page.id = mine.conversation_id
          WHERE mine.user_id = ${param("userId")}
            AND (page.updated_at, page.id) < (${param("beforeTime")}::timestamptz, ${param("beforeId")})
          ORDER BY page.updated_at DESC, page.id DESC
          LIMIT ${param("limit")}
        ) listed
        JOIN conversations c ON c.id = listed.id
        JOIN participants me ON me.conversation_id = c.id AND me.user_id = ${param("userId")}
        ORDER BY c.updated_at DESC, c.id DESC`,
    ),
    /**
     * As `list`, of those in which a message's text or another participant matches a regular
     * expression. It looks through them one by one, newest first, until the page is full.
     */
    search: prepare<ConversationRow>(
      "conversation_search",
      sql`
        SELECT ${conversation}, row_to_json(match) AS match
        FROM (
          SELECT me.conversation_id AS id, found.message_id
          FROM (
            SELECT mine.conversation_id, mine.user_id, page.updated_at
            FROM participants mine JOIN conversations page ON page.id = mine.conversation_id
            WHERE mine.user_id = ${param("userId")}
              AND (page.updated_at, page.id) < (${param("beforeTime")}::timestamptz, ${param("beforeId")})
            ORDER BY page.updated_at DESC, mine.conversation_id DESC
            OFFSET 0
          ) me
          LEFT JOIN LATERAL (
            SELECT m.message_id FROM messages m
            WHERE m.conversation_id = me.conversation_id
              AND m.message_text ~ ${param("pattern")}
              AND ${visible}
            ORDER BY m.seq DESC
            LIMIT 1
          ) found ON true
          WHERE found.message_id IS NOT NULL OR EXISTS (
            SELECT FROM participants p JOIN users u ON u.id = p.user_id
            WHERE p.conversation_id = me.conversation_id
              AND p.user_id <> me.user_id
              AND (u.name ~ ${param("pattern")} OR (
                u.email ~ ${param("pattern")}
                AND (SELECT self.role FROM users self WHERE self.id = me.user_id) = 'photographer'
              ))
          )
          ORDER BY me.updated_at DESC, me.conversation_id DESC
          LIMIT ${param("limit")}
        ) listed
        JOIN conversations c ON c.id = listed.id
        JOIN participants me ON me.conversation_id = c.id AND me.user_id = ${param("userId")}
        LEFT JOIN messages match ON match.message_id = listed.message_id
        ORDER BY c.updated_at DESC, c.id DESC`,
    ),
    /** Which of these ids are other ones now, of the caller's conversations. */
    moved: prepare<{ old_id: string; new_id: string }>(
      "conversation_moved",
      sql`
        SELECT moved.old_id, moved.new_id
        FROM conversation_aliases moved
        JOIN participants me
          ON me.conversation_id = moved.new_id AND me.user_id = ${param("userId")}
        WHERE moved.old_id = ANY (${param("conversationIds")}::text[])`,
    ),
    /** The direct conversations of a guest, and with whom. */
    ofGuest: prepare<{ id: string; other_id: string }>(
      "conversation_of_guest",
      sql`
        SELECT c.id, other.user_id AS other_id
        FROM participants me
        JOIN conversations c ON c.id = me.conversation_id AND c.kind = 'direct'
        JOIN participants other
          ON other.conversation_id = c.id AND other.user_id <> me.user_id
        WHERE me.user_id = ${param("guestId")}`,
    ),
    /** No row, and nothing done, when one of them was erased and has not signed in since. */
    joinGuest: prepare<{ joined: JoinGuestRow }>(
      "conversation_join_guest",
      sql`
        WITH signed_in AS MATERIALIZED (
          SELECT id FROM users
          WHERE id IN (${param("guestId")}, ${param("accountId")}) AND profile_issued_at > 0
          -- In the order in which an erasure of the account locks them.
          ORDER BY id = ${param("guestId")}
          FOR NO KEY UPDATE
        )
        SELECT join_guest(
          ${param("guestId")},
          ${param("accountId")},
          ${param("oldIds")}::text[],
          ${param("newIds")}::text[]
        ) AS joined
        WHERE (SELECT count(*) FROM signed_in) = 2`,
    ),
    /** Which of these are deleted. */
    deleted: prepare<{ id: string }>(
      "conversation_deleted",
      sql`
        SELECT id FROM conversations
        WHERE id = ANY (${param("conversationIds")}::text[]) AND deleted_at IS NOT NULL`,
    ),
    /** When the caller's conversation was last active. */
    activity: prepare<{ updated_at: string }>(
      "conversation_activity",
      sql`
        SELECT c.updated_at
        FROM participants me JOIN conversations c ON c.id = me.conversation_id
        WHERE me.user_id = ${param("userId")} AND c.id = ${param("conversationId")}`,
    ),
    /** The newest conversations and how many messages wait in all of them, in one snapshot. */
    heads: prepare<{ heads: { id: string; rev: number }[]; unread_count: number }>(
      "conversation_heads",
      sql`
        SELECT
          (
            SELECT coalesce(json_agg(head), '[]')
            FROM (
              SELECT c.id, c.rev
              FROM participants me JOIN conversations c ON c.id = me.conversation_id
              WHERE me.user_id = ${param("userId")}
              ORDER BY c.updated_at DESC, c.id DESC
              LIMIT 100
            ) head
          ) AS heads,
          (
            SELECT coalesce(sum(${unreadCount}), 0)
            FROM participants me
            WHERE me.user_id = ${param("userId")}
          ) AS unread_count`,
    ),
    unreadTotal: prepare<{ unread_count: number }>(
      "conversation_unread",
      sql`
        SELECT coalesce(sum(${unreadCount}), 0) AS unread_count
        FROM participants me
        WHERE me.user_id = ${param("userId")}`,
    ),
    /** Where each conversation of these users stands. */
    headsOf: prepare<{ id: string; rev: number }>(
      "conversation_heads_of",
      sql`
        SELECT c.id, c.rev
        FROM conversations c
        WHERE c.id IN (
          SELECT p.conversation_id FROM participants p
          WHERE p.user_id = ANY (${param("userIds")}::text[])
        )`,
    ),
  };
}
