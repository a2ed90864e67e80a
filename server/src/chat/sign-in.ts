import type { User } from "@photo-chat/sdk/protocol";
import { toUser } from "../store/rows.js";
import type { Statements } from "../store/statements.js";
import { createBoundedMap } from "./bounded-map.js";
import type { Identity } from "./chat.js";
import { ChatError } from "./chat-error.js";

const REMEMBERED = 50_000;
const claims = ["name", "picture", "email", "role", "issuedAt"] as const;

export interface SignIn {
  /** @throws ChatError `auth_invalid` for a guest that has joined an account */
  signIn(identity: Identity): Promise<User>;
  /** Looks the user up anew the next time. */
  forget(userId: string): void;
}

/**
 * Stores who a token says its bearer is. The newest token's name, picture, email and role hold; a
 * name, picture or email that it lacks keeps what an earlier one said. A token seen before costs nothing.
 */
export function createSignIn({ users }: Statements): SignIn {
  const known = createBoundedMap<string, { identity: Identity; user: User }>(REMEMBERED);

  return {
    async signIn(identity) {
      const stored = known.get(identity.userId);
      if (stored && isCovered(identity, stored.identity)) return stored.user;
      const [row] = await users.upsert({ ...identity });
      if (!row) throw new Error("The database kept no user.");
      if (row.joined_to !== null) {
        throw new ChatError("auth_invalid", "Unable to sign in; this guest has joined an account.");
      }
      const user = toUser(row);
      if (row.profile_issued_at === identity.issuedAt) {
        known.set(identity.userId, { identity, user });
      }
      return user;
    },
    forget: (userId) => known.delete(userId),
  };
}

function isCovered(identity: Identity, stored: Identity): boolean {
  return (
    identity.issuedAt < stored.issuedAt ||
    claims.every((claim) => identity[claim] === stored[claim])
  );
}
