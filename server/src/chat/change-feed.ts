import { SYNC_CHANGES } from "@photo-chat/sdk/protocol";
import type { CommittedRow } from "../store/message-statements.js";
import { toMessage, toTime } from "../store/rows.js";
import type { Statements } from "../store/statements.js";
import { createBoundedMap } from "./bounded-map.js";
import type { Change } from "./chat.js";

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
  /** Tells a change, unless its rev was told. */
  tell(change: Change): void;
  /** A client was handed everything up to this rev: what comes later is missing until told. */
  handed(conversationId: string, rev: number): void;
  /** Tells what was committed in the conversations of these users and not told. */
  reconcile(userIds: readonly string[]): Promise<void>;
}

export function createChangeFeed(statements: Statements, logger: FailureLog): ChangeFeed {
  const listeners = new Set<(change: Change) => void>();
  const toldOf = createBoundedMap<string, Told>(REMEMBERED);

  const remember = (conversationId: string, upTo: number): Told => {
    const told = { upTo, beyond: new Set<number>() };
    toldOf.set(conversationId, told);
    return told;
  };

  /** Tells the changes of one rev. */
  const tellRev = (conversationId: string, rev: number, changes: readonly Change[]): void => {
    const told = toldOf.get(conversationId) ?? remember(conversationId, rev - 1);
    if (rev <= told.upTo || told.beyond.has(rev)) return;
    told.beyond.add(rev);
    while (told.beyond.delete(told.upTo + 1)) told.upTo += 1;
    for (const change of changes) {
      for (const listener of listeners) {
        try {
          listener(change);
        } catch (err) {
          logger.error({ err }, "a listener for changes failed");
        }
      }
    }
  };

  /** Nothing up to `rev` is missing any more, whether its rows still tell of it or not. */
  const settle = (conversationId: string, rev: number): void => {
    const told = toldOf.get(conversationId);
    if (!told || told.upTo >= rev) return;
    told.upTo = rev;
    for (const later of told.beyond) if (later <= rev) told.beyond.delete(later);
    while (told.beyond.delete(told.upTo + 1)) told.upTo += 1;
  };

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell: (change) => tellRev(change.conversationId, change.rev, [change]),
    handed(conversationId, rev) {
      if (!toldOf.get(conversationId)) remember(conversationId, rev);
    },
    async reconcile(userIds) {
      const behind: { id: string; upTo: number }[] = [];
      for (const { id, rev } of await statements.conversations.headsOf({ userIds })) {
        const { upTo } = toldOf.get(id) ?? remember(id, rev);
        if (upTo < rev && behind.length < RECONCILED) behind.push({ id, upTo });
      }
      if (behind.length === 0) return;
      const rows = await statements.messages.committedSince({
        conversationIds: behind.map(({ id }) => id),
        revs: behind.map(({ upTo }) => upTo),
        limit: SYNC_CHANGES,
      });
      for (const row of rows) {
        const last = row.messages.length < SYNC_CHANGES ? row.rev : row.messages.at(-1)?.seq;
        if (last === undefined) continue;
        const changes = changesOf(row);
        const revs = new Set(changes.map(({ rev }) => rev).filter((rev) => rev <= last));
        for (const rev of [...revs].sort((a, b) => a - b)) {
          tellRev(
            row.id,
            rev,
            changes.filter((change) => change.rev === rev),
          );
        }
        settle(row.id, last);
      }
    },
  };
}

/** The changes that the rows still show. A pointer's row knows its last rev only, for both its moves. */
function changesOf(row: CommittedRow): Change[] {
  const about = { conversationId: row.id, participantIds: row.participant_ids };
  const changes: Change[] = row.messages.map((message) => ({
    ...about,
    kind: "message",
    rev: message.seq,
    message: toMessage(message),
  }));
  for (const pointer of row.pointers) {
    const { rev, user_id: userId, read_at: readAt } = pointer;
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
