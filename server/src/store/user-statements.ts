import { type SQL, sql } from "drizzle-orm";
import type { UserRow } from "./rows.js";
import { type Prepare, param } from "./statement.js";

/** The value from the token that was issued last. */
function newest(value: SQL, stored: SQL): SQL {
  return sql`CASE WHEN excluded.profile_issued_at >= known.profile_issued_at
    THEN ${value} ELSE ${stored} END`;
}

/** A claim that the newest token lacks keeps what an earlier one said. */
function newestClaim(column: "name" | "picture" | "email"): SQL {
  const [offered, stored] = [sql.raw(`excluded.${column}`), sql.raw(`known.${column}`)];
  return newest(sql`coalesce(${offered}, ${stored})`, stored);
}

/** An address that stays is still whose it was: sessions have it from the settings. */
const ownSince = sql`CASE WHEN lower(coalesce(excluded.email, known.email)) = lower(known.email)
  THEN known.email_own_since END`;

export function userStatements(prepare: Prepare) {
  return {
    /**
     * Stores a profile, unless a newer token's is there; answers with the one that holds. No row, and
     * nothing stored, for who is refused.
     */
    upsert: prepare<UserRow>(
      "user_upsert",
      sql`
        INSERT INTO users AS known (id, name, picture, email, role, profile_issued_at)
        VALUES (${param("userId")}, ${param("name")}, ${param("picture")}, ${param("email")},
          ${param("role")}, ${param("issuedAt")})
        ON CONFLICT (id) DO UPDATE SET
          name = ${newestClaim("name")},
          picture = ${newestClaim("picture")},
          email = ${newestClaim("email")},
          email_own_since = ${newest(ownSince, sql`known.email_own_since`)},
          role = ${newest(sql`excluded.role`, sql`known.role`)},
          profile_issued_at = greatest(excluded.profile_issued_at, known.profile_issued_at)
        WHERE known.joined_to IS NULL
          AND (known.banned_at IS NULL OR known.banned_until <= now())
          AND (
            known.tokens_valid_from IS NULL
            OR ${param("signedAt")}::double precision >= known.tokens_valid_from
          )
          AND NOT EXISTS (
            SELECT 1 FROM ended_sessions WHERE id = ${param("sessionId")}
          )
        RETURNING *`,
    ),
    byIds: prepare<UserRow>(
      "users_by_ids",
      sql`SELECT * FROM users WHERE id = ANY (${param("ids")}::text[])`,
    ),
    /** Not of who was erased and has not signed in since: their connections end after that. */
    touchLastSeen: prepare<{ id: string }>(
      "user_touch",
      sql`
        UPDATE users SET last_seen_at = greatest(last_seen_at, ${param("at")}::timestamptz)
        WHERE id = ANY (${param("ids")}::text[]) AND profile_issued_at > 0
        RETURNING id`,
    ),
    contactsOf: prepare<{ id: string }>(
      "user_contacts",
      sql`
        SELECT DISTINCT other.user_id AS id
        FROM participants me
        JOIN participants other ON other.conversation_id = me.conversation_id
        WHERE me.user_id = ${param("userId")}
          AND other.user_id <> me.user_id
          AND me.held_read_seq IS NULL`,
    ),
  };
}
