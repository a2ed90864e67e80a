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
   * joined an account; `auth_expired` for a token that was revoked, or whose session was ended
   */
  signIn(identity: Identity): Promise<User>;
  /** Looks the user up anew the next time. */
  forget(userId: string): void;
  /** Ends the user's connections, and refuses what they have begun and is not committed. */
  signOut(userId: string): void;
  /** Another one after each `signOut`. */
  stayOf(userId: string): number;
  /** Calls back when a user's connections have to end; returns what stops it. */
  onSignOut(listener: (userId: string) => void): () => void;
  /** Refuses all tokens of a session from now on. Repeatable. @param seconds as long as one may live */
  endSession(session: Session, seconds: number): Promise<void>;
  /** Calls back when the connections of a session have to end; returns what stops it. */
  onSessionEnd(listener: (session: Session) => void): () => void;
}

/** What begins with a sign-in link. */
export interface Session {
  userId: string;
  sessionId: string;
}

/**
 * Stores who a token says its bearer is. The newest token's name, picture, email and role hold; a
 * name, picture or email that it lacks keeps what an earlier one said. A token seen before costs nothing.
 */
export function createSignIn({ users, signIns }: Pick<Statements, "users" | "signIns">): SignIn {
  const known = createBoundedMap<string, Known>(REMEMBERED);
  /** Sessions that had not been ended when they were looked up, by id. */
  const live = createBoundedMap<string, true>(REMEMBERED);
  /** How often somebody had been forgotten when a user was last signed out. */
  const signedOut = createBoundedMap<string, number>(REMEMBERED);
  const outListeners = new Set<(userId: string) => void>();
  const endListeners = new Set<(session: Session) => void>();
  /** What was read before the last call of `forget` or `endSession` may be out of date. */
  let forgotten = 0;

  const forget = (userId: string): void => {
    forgotten += 1;
    known.delete(userId);
  };

  return {
    async signIn(identity) {
      const { userId, signedAt = null, sessionId = null } = identity;
      const stored = known.get(userId);
      const isLive = sessionId === null || live.get(sessionId);
      if (isLive && stored && isCovered(identity, stored)) return stored.user;
      const since = forgotten;
      const [row] = await users.upsert({ ...identity, signedAt, sessionId });
      if (!row) throw refusalOf((await users.byIds({ ids: [userId] }))[0]);
      const user = toUser(row);
      if (sessionId !== null && since === forgotten) live.set(sessionId, true);
      // An answer may come after that to a newer token.
      const newest = Math.max(known.get(userId)?.identity.issuedAt ?? 0, row.profile_issued_at);
      if (newest === identity.issuedAt && since === forgotten) {
        known.set(userId, { identity, user, validFrom: row.tokens_valid_from });
      }
      return user;
    },
    forget,
    signOut(userId) {
      forget(userId);
      signedOut.set(userId, forgotten);
      for (const listener of outListeners) listener(userId);
    },
    stayOf: (userId) => signedOut.get(userId) ?? 0,
    onSignOut(listener) {
      outListeners.add(listener);
      return () => outListeners.delete(listener);
    },
    async endSession(session, seconds) {
      const { sessionId } = session;
      await signIns.removeOldSessions();
      await signIns.endSession({ sessionId, seconds });
      forgotten += 1;
      live.delete(sessionId);
      for (const listener of endListeners) listener(session);
    },
    onSessionEnd(listener) {
      endListeners.add(listener);
      return () => endListeners.delete(listener);
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

export function isBanned({ banned_at: since, banned_until: until }: UserRow): boolean {
  return since !== null && (until === null || Date.parse(until) > Date.now());
}

/** Of who was not let in a moment ago. */
function refusalOf(row: UserRow | undefined): ChatError {
  if (!row) return databaseUnavailable();
  if (row.joined_to !== null) {
    const message = "Unable to sign in; this guest has joined an account.";
    return new ChatError("auth_invalid", message, { reason: "joined" });
  }
  if (isBanned(row)) {
    return new ChatError("auth_invalid", "Unable to sign in; this user is banned.", {
      reason: "banned",
    });
  }
  return new ChatError("auth_expired", "Unable to sign in; the token has been revoked.", {
    reason: "revoked",
  });
}
