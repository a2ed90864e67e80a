import type { Availability } from "@photo-chat/sdk/protocol";
import { sql } from "drizzle-orm";
import { type Prepare, param } from "./statement.js";

/** As it is stored: with when it was set. */
export interface StoredAvailability extends Availability {
  /** When the mode began, ISO 8601. */
  since: string;
  /** When anything of it was last set, ISO 8601. */
  changedAt?: string;
}

export interface ProfileRow {
  id: string;
  name: string | null;
  picture: string | null;
  email: string | null;
  availability: StoredAvailability | null;
}

export interface ReplyRow {
  reply_id: string;
  title: string;
  text: string;
}

export function photographerStatements(prepare: Prepare) {
  return {
    profile: prepare<ProfileRow>(
      "photographer_profile",
      sql`
        SELECT id, name, picture, email, availability
        FROM users WHERE id = ${param("userId")}`,
    ),
    /** No row, and nothing stored, for who was erased and has not signed in since. */
    setProfile: prepare<ProfileRow>(
      "photographer_set_profile",
      sql`
        UPDATE users SET
          name = ${param("name")},
          picture = ${param("picture")},
          email = ${param("email")},
          email_own_since = CASE WHEN lower(email) = lower(${param("email")})
            THEN email_own_since ELSE now() END,
          availability = ${param("availability")}::text::jsonb,
          profile_issued_at = greatest(profile_issued_at, ${param("issuedAt")})
        WHERE id = ${param("userId")} AND profile_issued_at > 0
        RETURNING id, name, picture, email, availability`,
    ),
    availabilities: prepare<{ id: string; availability: StoredAvailability }>(
      "photographer_availabilities",
      sql`
        SELECT id, availability FROM users
        WHERE availability IS NOT NULL AND role = 'photographer'`,
    ),
    replies: prepare<ReplyRow>(
      "replies",
      sql`
        SELECT reply_id, title, text FROM saved_replies
        WHERE owner_id = ${param("userId")}
        ORDER BY created_at, reply_id`,
    ),
    /** No row when the owner has as many as may be, or was erased. */
    addReply: prepare<ReplyRow>(
      "reply_add",
      sql`
        INSERT INTO saved_replies (owner_id, title, text)
        SELECT owner.id, ${param("title")}, ${param("text")}
        FROM users owner
        WHERE owner.id = ${param("userId")}
          AND owner.profile_issued_at > 0
          AND (SELECT count(*) FROM saved_replies WHERE owner_id = owner.id) < ${param("most")}
        RETURNING reply_id, title, text`,
    ),
    changeReply: prepare<ReplyRow>(
      "reply_change",
      sql`
        UPDATE saved_replies SET title = ${param("title")}, text = ${param("text")}
        WHERE reply_id = ${param("replyId")}::uuid AND owner_id = ${param("userId")}
        RETURNING reply_id, title, text`,
    ),
    removeReply: prepare<{ reply_id: string }>(
      "reply_remove",
      sql`
        DELETE FROM saved_replies
        WHERE reply_id = ${param("replyId")}::uuid AND owner_id = ${param("userId")}
        RETURNING reply_id`,
    ),
  };
}
