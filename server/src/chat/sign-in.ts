import type { User } from "@photo-chat/sdk/protocol";
import { databaseUnavailable } from "../store/database-error.js";
import { toUser, type UserRow } from "../store/rows.js";
import type { Statements } from "../store/statements.js";
import { createBoundedMap } from "./bounded-map.js";
import type { Identity } from "./chat.js";
import { ChatError } from "./chat-error.js";

const REMEMBERED = 50_000;
const claims = ["name", "picture", "email", "role", "issuedAt"] as const;

interface Known {
  identity: Identity;
  user: User;
  /** Tokens from before, in epoch seconds, are refused. */
  validFrom: number | null;
}

export interface SignIn {
  /**
   * @throws ChatError with a `reason`: `auth_invalid` for who is banned, and for a guest that has
   * joined an account; `auth_expired` for a token that was revoked
   */
  signIn(identity: Identity): Promise<User>;
  /** Looks the user up anew the next time. */
  forget(userId: string): void;
}

/**
 * Stores who a token says its bearer is. The newest token's name, picture, email and role hold; a
 * name, picture or email that it lacks keeps what an earlier one said. A token seen before costs nothing.
 */
export function createSignIn({ users }: Statements): SignIn {
  const known = createBoundedMap<string, Known>(REMEMBERED);
  /** What was read before the last call of `forget` may be out of date. */
  let forgotten = 0;

  return {
    async signIn(identity) {
      const { userId, signedAt = null } = identity;
      const stored = known.get(userId);
      if (stored && isCovered(identity, stored)) return stored.user;
      const since = forgotten;
      const [row] = await users.upsert({ ...identity, signedAt });
      if (!row) throw refusalOf((await users.byIds({ ids: [userId] }))[0]);
      const user = toUser(row);
      if (row.profile_issued_at === identity.issuedAt && since === forgotten) {
        known.set(userId, { identity, user, validFrom: row.tokens_valid_from });
      }
      return user;
    },
    forget(userId) {
      forgotten += 1;
      known.delete(userId);
    },
  };
}

function isCovered(identity: Identity, { identity: stored, validFrom }: Known): boolean {
  if ((identity.signedAt ?? 0) < (validFrom ?? 0)) return false;
  return (
    identity.issuedAt < stored.issuedAt ||
    claims.every((claim) => identity[claim] === stored[claim])
  );
}

/** Of who was not let in a moment ago. */
function refusalOf(row: UserRow | undefined): ChatError {
  if (!row) return databaseUnavailable();
  if (row.joined_to !== null) {
    const message = "Unable to sign in; this guest has joined an account.";
    return new ChatError("auth_invalid", message, { reason: "joined" });
  }
  const { banned_at: since, banned_until: until } = row;
  if (since !== null && (until === null || Date.parse(until) > Date.now())) {
    return new ChatError("auth_invalid", "Unable to sign in; this user is banned.", {
      reason: "banned",
    });
  }
  return new ChatError("auth_expired", "Unable to sign in; the token has been revoked.", {
    reason: "revoked",
  });
}
