import type { Statements } from "../store/statements.js";
import { toTime } from "../store/rows.js";
import type { Availabilities } from "./availabilities.js";
import type { ChangeFeed } from "./change-feed.js";
import { ChatError } from "./chat-error.js";
import type { CommitQueue } from "./commit-queue.js";
import { createErasure } from "./erasure.js";
import type { Members } from "./members.js";
import { exportOf, type PersonExport } from "./person-export.js";
import type { SignIn } from "./sign-in.js";

/** Messages that one statement removes. */
const BATCH = 2_000;

export interface AuditEntry {
  entryId: string;
  at: string;
  /** The key's fingerprint. */
  by: string;
  action: string;
  /** The id of the user, conversation or report. */
  subject: string;
}

export interface Ban {
  /** A note of the host's. */
  reason?: string | undefined;
  /** ISO 8601; for ever when absent. */
  until?: string | undefined;
}

/** What a host does with its key, whose fingerprint the audit log keeps with each deed. */
export interface Moderation {
  /** Refuses a user everywhere, from now on. @throws ChatError `not_found`, as all of these */
  ban(key: string, userId: string, ban: Ban): Promise<void>;
  unban(key: string, userId: string): Promise<void>;
  /** Refuses tokens that were issued until now. */
  revokeTokens(key: string, userId: string): Promise<void>;
  /** Leaves nothing of a person but empty messages in their places. Repeatable. */
  erase(key: string, userId: string): Promise<void>;
  export(key: string, userId: string): Promise<PersonExport>;
  /** Ends a conversation for everybody; the pair may start anew. Resolves when all of it is gone. */
  deleteConversation(key: string, conversationId: string): Promise<void>;
  /** Removes what deletions that were interrupted have left. */
  finishDeletions(): Promise<void>;
  /** Newest first. */
  audit(query: { before?: string | undefined; limit: number }): Promise<{
    entries: AuditEntry[];
    hasMore: boolean;
  }>;
  readonly onSignOut: SignIn["onSignOut"];
}

export interface ModerationDependencies {
  statements: Statements;
  queue: CommitQueue;
  members: Members;
  feed: ChangeFeed;
  signIns: SignIn;
  availabilities: Availabilities;
}

export function createModeration(dependencies: ModerationDependencies): Moderation {
  const { statements, members, feed, signIns, availabilities } = dependencies;
  const { moderation } = statements;
  const eraseMessages = createErasure(dependencies);
  const found = <Row>(row: Row | null | undefined, what = "user"): Row => {
    if (!row) throw new ChatError("not_found", `There is no ${what} with this id.`);
    return row;
  };

  /** Whether there was something left of a deleted conversation. */
  const sweep = async (conversationId: string): Promise<boolean> => {
    let all = 0;
    let removed = 0;
    do {
      const [row] = await moderation.sweepDeleted({ conversationId, most: BATCH });
      removed = row?.removed ?? 0;
      all += removed;
    } while (removed === BATCH);
    return all > 0;
  };

  return {
    async ban(key, userId, { reason, until }) {
      const ban = { reason: reason ?? null, until: until ?? null };
      found((await moderation.ban({ key, userId, ...ban }))[0]);
      signIns.signOut(userId);
    },
    async unban(key, userId) {
      found((await moderation.unban({ key, userId }))[0]);
    },
    async revokeTokens(key, userId) {
      found((await moderation.revokeTokens({ key, userId, moment: nextSecond() }))[0]?.noted);
      signIns.signOut(userId);
    },
    async erase(key, userId) {
      const [row] = await moderation.erase({ key, userId, moment: nextSecond() });
      const people = [userId, ...found(row?.erased).guest_ids];
      for (const id of people) signIns.signOut(id);
      await availabilities.forget(userId);
      for (const id of people) await eraseMessages(id);
      await moderation.finishErasure({ userId });
    },
    async export(key, userId) {
      return exportOf(found((await moderation.export({ key, userId }))[0]), moderation.messagesOf);
    },
    async deleteConversation(key, conversationId) {
      const [row] = await moderation.deleteConversation({ key, conversationId });
      if (row?.done) {
        const { rev, participant_ids: participantIds } = row.done;
        members.forget(conversationId);
        feed.tell({ kind: "deleted", conversationId, rev, participantIds });
      }
      // A repeat goes on where the call before was interrupted.
      const wasLeft = await sweep(conversationId);
      if (!wasLeft) found(row?.done, "conversation");
    },
    async finishDeletions() {
      for (const { id } of await moderation.unswept()) await sweep(id);
    },
    async audit({ before, limit }) {
      const rows = await moderation.audit({ before: before ?? null, limit: limit + 1 });
      const entries = rows.slice(0, limit).map((row) => ({
        entryId: String(row.entry_id),
        at: toTime(row.at),
        ...{ by: row.by, action: row.action, subject: row.subject },
      }));
      return { entries, hasMore: rows.length > limit };
    },
    onSignOut: (listener) => signIns.onSignOut(listener),
  };
}

/** In epoch seconds. Tokens have whole ones: one of this very second may be from before. */
function nextSecond(): number {
  return Math.floor(Date.now() / 1_000) + 1;
}
