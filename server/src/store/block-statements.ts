import { sql } from "drizzle-orm";
import { type Prepare, param } from "./statement.js";

export interface BlockedUserRow {
  id: string;
  name: string | null;
  picture: string | null;
  created_at: string;
}

/** What a block, or its end, has changed. */
export interface BlockRow {
  /** The rev that the pair's conversation took; null when nothing has changed, or there is none. */
  rev: number | null;
  participant_ids: string[] | null;
}

export function blockStatements(prepare: Prepare) {
  return {
    /** Whom the caller has blocked, newest first. */
    list: prepare<BlockedUserRow>(
      "blocks",
      sql`
        SELECT u.id, u.name, u.picture, b.created_at
        FROM blocks b JOIN users u ON u.id = b.blocked_id
        WHERE b.user_id = ${param("userId")}
        ORDER BY b.created_at DESC, u.id`,
    ),
    /** Null for somebody with whom the caller shares no conversation. */
    set: prepare<{ block: BlockRow | null }>(
      "block_set",
      sql`
        SELECT set_block(
          ${param("userId")},
          ${param("otherId")},
          ${param("conversationId")},
          ${param("blocking")}::boolean
        ) AS block`,
    ),
  };
}
