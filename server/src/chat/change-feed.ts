import { SYNC_CHANGES } from "@photo-chat/sdk/protocol";
import type { CommittedRow } from "../store/message-statements.js";
import { toMessage, toTime } from "../store/rows.js";
import type { Statements } from "../store/statements.js";
import { createBoundedMap } from "./bounded-map.js";
import type { Change } from "./chat.js";
import type { CommitQueue } from "./commit-queue.js";

/** Conversations of which the feed remembers what it told. */
const REMEMBERED = 50_000;
/** Conversations that one round of `reconcile` reads. */
const RECONCILED = 200;

/** Which revs of a conversation were told: all up to one, and some beyond it. */
interface Told {
  upTo: number;
  readonly beyond: Set<number>;
}

/** Where a listener's failure goes: it must not undo a commit's answer. */
export interface FailureLog {
  error(context: { err: unknown }, message: string): void;
}

/** Tells each committed change once. */
export interface ChangeFeed {
  subscribe(listener: (change: Change) => void): () => void;
  /** Tells a change that this process has committed. */
  tell(change: Change): void;
  /** A client was handed everything up to this rev: what comes later is missing until told. */
  handed(conversationId: string, rev: number): void;
  /** Tells what was committed in the conversations of these users and not told. */
  reconcile(userIds: readonly string[]): Promise<void>;
}

export function createChangeFeed(
  { conversations, messages }: Statements,
  queue: CommitQueue,
  logger: FailureLog,
): ChangeFeed {
  const listeners = new Set<(change: Change) => void>();
  const toldOf = createBoundedMap<string, Told>(REMEMBERED);

  const remember = (conversationId: string, upTo: number): Told => {
    const told = { upTo, beyond: new Set<number>() };
    toldOf.set(conversationId, told);
    return told;
  };

  const tell = (change: Change): void => {
    const { conversationId, rev } = change;
    const told = toldOf.get(conversationId) ?? remember(conversationId, rev);
    if (rev > told.upTo) told.beyond.add(rev);
    while (told.beyond.delete(told.upTo + 1)) told.upTo += 1;
    for (const listener of listeners) {
      try {
        listener(change);
      } catch (err) {
        logger.error({ err }, "a listener for changes failed");
      }
    }
  };

  /** Nothing up to `rev` is missing any more, whether its rows still tell of it or not. */
  const settle = (conversationId: string, rev: number): void => {
    const told = toldOf.get(conversationId);
    if (!told || told.upTo >= rev) return;
    told.upTo = rev;
    for (const later of told.beyond) if (later <= rev) told.beyond.delete(later);
  };

  // Through the queue, so that nothing of the conversation is committed and not yet told meanwhile.
  const catchUp = queue.kind<string, CommittedRow | null>(
    async (ids) => {
      const rows = await messages.committedSince({
        conversationIds: ids,
        revs: ids.map((id) => toldOf.get(id)?.upTo ?? Number.MAX_SAFE_INTEGER),
        limit: SYNC_CHANGES,
      });
      return ids.map((id) => rows.find((row) => row.id === id) ?? null);
    },
    (_, rows) => {
      for (const row of rows) {
        if (!row) continue;
        const last = row.messages.length < SYNC_CHANGES ? row.rev : (row.messages.at(-1)?.seq ?? 0);
        const { upTo = 0, beyond } = toldOf.get(row.id) ?? {};
        const known = new Set(beyond);
        const missing = changesOf(row).filter(
          ({ rev }) => rev > upTo && rev <= last && !known.has(rev),
        );
        for (const change of missing.sort((a, b) => a.rev - b.rev)) tell(change);
        settle(row.id, last);
      }
    },
  );

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell,
    handed(conversationId, rev) {
      if (!toldOf.get(conversationId)) remember(conversationId, rev);
    },
    async reconcile(userIds) {
      const heads = await conversations.headsOf({ userIds });
      const behind = heads.filter(
        ({ id, rev }) => rev > (toldOf.get(id) ?? remember(id, rev)).upTo,
      );
      await Promise.all(behind.slice(0, RECONCILED).map(({ id }) => catchUp(id, id)));
    },
  };
}

/** The changes that the rows still show. A pointer's row knows its last rev only, for both its moves. */
function changesOf(row: CommittedRow): Change[] {
  const changes: Change[] = row.messages.map((message) => ({
    kind: "message",
    conversationId: row.id,
    participantIds: row.participant_ids,
    rev: message.seq,
    message: toMessage(message),
  }));
  for (const pointer of row.pointers) {
    const { rev, user_id: userId, read_at: readAt } = pointer;
    const about = {
      conversationId: row.id,
      participantIds: pointer.held ? [userId] : row.participant_ids,
    };
    if (pointer.read_message_id !== null && readAt !== null) {
      changes.push({
        ...about,
        kind: "read",
        rev,
        userId,
        upToMessageId: String(pointer.read_message_id),
        readSeq: pointer.read_seq,
        readAt: toTime(readAt),
      });
    }
    if (pointer.delivered_message_id !== null && pointer.delivered_seq > pointer.read_seq) {
      changes.push({
        ...about,
        kind: "delivered",
        rev,
        userId,
        upToMessageId: String(pointer.delivered_message_id),
        deliveredSeq: pointer.delivered_seq,
      });
    }
  }
  return changes;
}
