import { type Role, usersOf } from "@photo-chat/sdk/protocol";
import type { Statements } from "../store/statements.js";
import { createBoundedMap } from "./bounded-map.js";
import { ChatError } from "./chat-error.js";

const REMEMBERED = 50_000;

/** Who takes part in a conversation. The answer for a stranger never tells whether it exists. */
export interface Members {
  /** All participants' ids. @throws ChatError `forbidden` unless the caller is one */
  of(callerId: string, conversationId: string): Promise<readonly string[]>;
  /** As `of`, but first makes the direct conversation that the caller may have. */
  ensure(callerId: string, conversationId: string): Promise<readonly string[]>;
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

export function createMembers({ conversations, users }: Statements): Members {
  const known = createBoundedMap<string, readonly string[]>(REMEMBERED);
  /** Shared by calls that come meanwhile, which keeps a sender's messages in order. */
  const opening = new Map<string, Promise<readonly string[]>>();

  const load = async (conversationId: string): Promise<readonly string[]> => {
    const rows = await conversations.participantIds({ conversationId });
    const ids = rows.map(({ user_id: userId }) => userId);
    if (ids.length > 0) known.set(conversationId, ids);
    return ids;
  };

  const create = async (conversationId: string, pair: [string, string]) => {
    const [a, b] = await users.byIds({ ids: pair });
    if (!a || !b || !mayTalk(a.role, b.role)) return [];
    await conversations.createDirect({ conversationId, userIds: pair });
    return load(conversationId);
  };

  const open = async (conversationId: string, pair: [string, string]) => {
    const ids = await load(conversationId);
    return ids.length > 0 ? ids : create(conversationId, pair);
  };

  const check = (callerId: string, ids: readonly string[]): readonly string[] => {
    if (!ids.includes(callerId)) throw forbidden();
    return ids;
  };

  return {
    async of(callerId, conversationId) {
      return check(callerId, known.get(conversationId) ?? (await load(conversationId)));
    },
    async ensure(callerId, conversationId) {
      const pair = usersOf(conversationId);
      const ids = known.get(conversationId);
      if (ids || !pair?.includes(callerId)) {
        return check(callerId, ids ?? (await load(conversationId)));
      }
      const attempt =
        opening.get(conversationId) ??
        open(conversationId, pair).finally(() => opening.delete(conversationId));
      opening.set(conversationId, attempt);
      return check(callerId, await attempt);
    },
    forget: (conversationId) => known.delete(conversationId),
  };
}
