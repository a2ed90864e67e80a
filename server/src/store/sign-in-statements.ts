import { sql } from "drizzle-orm";
import type { User } from "@photo-chat/sdk/protocol";
import { type Prepare, param } from "./statement.js";

export interface AccountRow {
  id: string;
  name: string | null;
  email: string | null;
  role: User["role"];
}

export function signInStatements(prepare: Prepare) {
  return {
    addCode: prepare<{ code_hash: string }>(
      "sign_in_add_code",
      sql`
        INSERT INTO sign_in_codes (code_hash, user_id, expires_at)
        VALUES (
          ${param("codeHash")},
          ${param("userId")},
          now() + ${param("seconds")}::integer * interval '1 second'
        )
        RETURNING code_hash`,
    ),
    removeOldCodes: prepare<{ code_hash: string }>(
      "sign_in_remove_old_codes",
      sql`DELETE FROM sign_in_codes WHERE expires_at < now() RETURNING code_hash`,
    ),
    /** A code is gone with its first use. */
    useCode: prepare<AccountRow & { is_fresh: boolean }>(
      "sign_in_use_code",
      sql`
        DELETE FROM sign_in_codes code
        USING users u
        WHERE code.code_hash = ${param("codeHash")} AND u.id = code.user_id
        RETURNING u.id, u.name, u.email, u.role, code.expires_at > now() AS is_fresh`,
    ),
    endSession: prepare<{ id: string }>(
      "sign_in_end_session",
      sql`
        INSERT INTO ended_sessions (id, expires_at)
        VALUES (
          ${param("sessionId")},
          now() + ${param("seconds")}::integer * interval '1 second'
        )
        ON CONFLICT DO NOTHING
        RETURNING id`,
    ),
    removeOldSessions: prepare<{ id: string }>(
      "sign_in_remove_old_sessions",
      sql`DELETE FROM ended_sessions WHERE expires_at < now() RETURNING id`,
    ),
    account: prepare<AccountRow>(
      "sign_in_account",
      sql`SELECT id, name, email, role FROM users WHERE id = ${param("userId")}`,
    ),
    /**
     * Of the photographers with this address: one who has it from a token or the command, before
     * those who gave it themselves, and of these the first; then the one who was there last.
     */
    photographerByEmail: prepare<AccountRow>(
      "sign_in_photographer",
      sql`
        SELECT id, name, email, role FROM users
        WHERE role = 'photographer'
          AND lower(email) = lower(${param("email")})
          AND (banned_at IS NULL OR banned_until <= now())
        ORDER BY email_own_since NULLS FIRST, last_seen_at DESC NULLS LAST, created_at DESC
        LIMIT 1`,
    ),
  };
}
