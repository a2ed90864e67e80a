import type { ErasedRow } from "../store/moderation-statements.js";
import type { ModerationDependencies } from "./moderation.js";

/** Messages that one statement empties or looks through. */
const BATCH = 2_000;

/** Whose messages of a conversation are emptied. */
interface Erasure {
  conversationId: string;
  userId: string;
}

/** Empties everything that a user has written, wherever it is. The user has been signed out. */
export type Erase = (userId: string) => Promise<void>;

export function createErasure(
  dependencies: Pick<ModerationDependencies, "statements" | "queue" | "members" | "feed">,
): Erase {
  const { queue, members, feed } = dependencies;
  const { moderation } = dependencies.statements;

  // Through the queue: what the person was sending comes before it, and is emptied too.
  const eraseMessages = queue.kind<Erasure, ErasedRow | null>(
    async (items) => {
      const done: (ErasedRow | null)[] = [];
      for (const item of items) {
        const [row] = await moderation.eraseMessages({ ...item, most: BATCH });
        done.push(row?.done ?? null);
      }
      return done;
    },
    (items, done) => {
      for (const [index, { conversationId }] of items.entries()) {
        const erased = done[index];
        if (!erased) continue;
        const { rev, participant_ids: participantIds } = erased;
        members.forget(conversationId);
        feed.tell({ kind: "conversation", conversationId, rev, participantIds });
      }
    },
  );

  /** Where something of the user is left, also where they take part no more. */
  const writtenIn = async (userId: string): Promise<string[]> => {
    const places = new Set<string>();
    let after: string | null = "";
    while (after !== null) {
      const [page] = await moderation.writtenIn({ userId, after, most: BATCH });
      for (const id of page?.conversation_ids ?? []) places.add(id);
      after = page?.last ?? null;
    }
    return [...places];
  };

  return async (userId) => {
    // All of them, and not only where something is written: people there see who the person was.
    let places = (await moderation.conversationsOf({ userId })).map(({ id }) => id);
    do {
      for (const conversationId of places) {
        while ((await eraseMessages(conversationId, { conversationId, userId }))?.left);
      }
      // What has moved meanwhile, as a guest became an account, is there too.
      places = await writtenIn(userId);
    } while (places.length > 0);
  };
}
