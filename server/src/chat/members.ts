import { type Role, usersOf } from "@photo-chat/sdk/protocol";
import type { Statements } from "../store/statements.js";
import { createBoundedMap } from "./bounded-map.js";
import { ChatError } from "./chat-error.js";

const REMEMBERED = 50_000;
/** Who was taken out of a conversation in the database is out of it here after this long. */
const FRESH_MS = 4_000;

export interface Membership {
  /** Not the one asked for, when it went from a guest to an account. */
  readonly conversationId: string;
  readonly participantIds: readonly string[];
  /** One of a direct conversation has blocked the other. */
  readonly blocked: boolean;
}

/** Who takes part in a conversation. The answer for a stranger never tells whether it exists. */
export interface Members {
  /** All participants. @throws ChatError `forbidden` unless the caller is one */
  of(callerId: string, conversationId: string): Promise<Membership>;
  /** As `of`, but first makes the direct conversation that the caller may have. */
  ensure(callerId: string, conversationId: string): Promise<Membership>;
  /** Looks the participants up anew the next time. */
  forget(conversationId: string): void;
}

export function forbidden(): ChatError {
  return new ChatError("forbidden", "No conversation of yours has this id.");
}

/** A photographer may talk to anyone, a customer to photographers. */
function mayTalk(a: Role, b: Role): boolean {
  return a === "photographer" || b === "photographer";
}

/** `now` in milliseconds that never run backwards. */
export function createMembers(
  { conversations, users }: Pick<Statements, "conversations" | "users">,
  now: () => number,
): Members {
  const known = createBoundedMap<string, { membership: Membership; at: number }>(REMEMBERED);
  /** Shared by calls that come meanwhile, which keeps a sender's messages in order. */
  const opening = new Map<string, Promise<Membership>>();
  /** Shared, too: a burst of events about one conversation asks the database once. */
  const loading = new Map<string, Promise<Membership>>();

  /** What was read before the last call of `forget` may be out of date. */
  let forgotten = 0;

  const recall = (asked: string): Membership | undefined => {
    const entry = known.get(asked);
    return entry && now() - entry.at < FRESH_MS ? entry.membership : undefined;
  };

  const load = async (asked: string): Promise<Membership> => {
    const since = forgotten;
    const at = now();
    const rows = await conversations.members({ conversationId: asked });
    const conversationId = rows[0]?.conversation_id ?? asked;
    const participantIds = rows.map((row) => row.user_id);
    const membership = { conversationId, participantIds, blocked: rows[0]?.blocked ?? false };
    if (rows.length > 0 && since === forgotten) known.set(asked, { membership, at });
    return membership;
  };

  const look = (asked: string): Promise<Membership> => {
    const underWay = loading.get(asked);
    if (underWay) return underWay;
    const begun = load(asked).finally(() => {
      if (loading.get(asked) === begun) loading.delete(asked);
    });
    loading.set(asked, begun);
    return begun;
  };

  const create = async (none: Membership, pair: [string, string]): Promise<Membership> => {
    const [a, b] = await users.byIds({ ids: pair });
    if (!a || !b || !mayTalk(a.role, b.role)) return none;
    await conversations.createDirect({ conversationId: none.conversationId, userIds: pair });
    return load(none.conversationId);
  };

  const open = async (conversationId: string, pair: [string, string]): Promise<Membership> => {
    const membership = await load(conversationId);
    return membership.participantIds.length > 0 ? membership : create(membership, pair);
  };

  const check = (callerId: string, membership: Membership): Membership => {
    if (!membership.participantIds.includes(callerId)) throw forbidden();
    return membership;
  };

  return {
    async of(callerId, conversationId) {
      return check(callerId, recall(conversationId) ?? (await look(conversationId)));
    },
    async ensure(callerId, conversationId) {
      const pair = usersOf(conversationId);
      // Whoever comes while others wait for the answer waits with them, and overtakes nobody.
      const underWay = opening.get(conversationId);
      const membership = underWay ? undefined : recall(conversationId);
      if (membership || !pair?.includes(callerId)) {
        return check(callerId, membership ?? (await look(conversationId)));
      }
      const attempt = underWay ?? open(conversationId, pair);
      if (!underWay) {
        const done = () => opening.delete(conversationId);
        opening.set(conversationId, attempt);
        attempt.then(done, done);
      }
      return check(callerId, await attempt);
    },
    forget(conversationId) {
      forgotten += 1;
      known.delete(conversationId);
      loading.delete(conversationId);
    },
  };
}
