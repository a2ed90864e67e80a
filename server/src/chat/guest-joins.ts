import { conversationIdOf } from "@photo-chat/sdk/protocol";
import { databaseUnavailable, sqlStateOf } from "../store/database-error.js";
import type { JoinGuestRow } from "../store/conversation-statements.js";
import type { Statements } from "../store/statements.js";
import { createBoundedMap } from "./bounded-map.js";
import type { ChangeFeed, FailureLog } from "./change-feed.js";
import type { Move } from "./chat.js";
import { ChatError } from "./chat-error.js";
import type { Members } from "./members.js";
import type { SignIn } from "./sign-in.js";

/** What the guest or the account did meanwhile is looked at this often. */
const ATTEMPTS = 5;
const REMEMBERED = 10_000;
/** `serialization_failure` and `unique_violation`: a conversation was made in between. */
const changed = new Set(["40001", "23505"]);

/** Guests become accounts: once, and with all their conversations. */
export interface GuestJoins {
  /** Repeatable. @throws ChatError `conflict` when the guest is another account's */
  join(accountId: string, guestId: string): Promise<Move[]>;
  subscribe(listener: (guestId: string, moves: readonly Move[]) => void): () => void;
}

export function createGuestJoins(
  { conversations }: Statements,
  members: Members,
  signIns: SignIn,
  feed: ChangeFeed,
  logger: FailureLog,
): GuestJoins {
  const listeners = new Set<(guestId: string, moves: readonly Move[]) => void>();
  /** Guests whose joins this process has told: the first answer of the database may get lost. */
  const told = createBoundedMap<string, true>(REMEMBERED);

  const attempt = async (accountId: string, guestId: string): Promise<JoinGuestRow> => {
    const all = await conversations.ofGuest({ guestId });
    const others = all.filter((row) => row.other_id !== accountId);
    const [row] = await conversations.joinGuest({
      guestId,
      accountId,
      oldIds: others.map(({ id }) => id),
      newIds: others.map((row) => conversationIdOf(accountId, row.other_id)),
    });
    if (!row) throw databaseUnavailable();
    return row.joined;
  };

  const commit = async (accountId: string, guestId: string, left: number): Promise<JoinGuestRow> =>
    attempt(accountId, guestId).catch((error: unknown) => {
      const state = error instanceof ChatError ? sqlStateOf(error) : undefined;
      if (state === undefined || !changed.has(state)) throw error;
      if (left === 0) throw databaseUnavailable();
      return commit(accountId, guestId, left - 1);
    });

  return {
    async join(accountId, guestId) {
      const answer = await commit(accountId, guestId, ATTEMPTS);
      if (answer.outcome === "conflict") {
        throw new ChatError("conflict", "This guest has joined another account.");
      }
      signIns.forget(guestId);
      const moves = answer.moves.map((row) => ({
        conversationId: row.old_id,
        movedTo: row.new_id,
        participantIds: row.participant_ids,
      }));
      for (const { conversationId, movedTo } of moves) {
        members.forget(conversationId);
        members.forget(movedTo);
      }
      if (!told.get(guestId)) {
        told.set(guestId, true);
        for (const listener of listeners) listener(guestId, moves);
        // Where the account had a conversation, the guest's messages are new ones of it.
        await feed
          .reconcile([accountId])
          .catch((err: unknown) => logger.error({ err }, "moved messages are told later"));
      }
      return moves;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
