import {
  type Conversation,
  conversationIdOf,
  type HeadsEvent,
  PAGE_SIZE,
  type Participant,
} from "@photo-chat/sdk/protocol";
import {
  type ConversationRow,
  type MessageRow,
  type ParticipantRow,
  toMessage,
  toParticipant,
  toTime,
} from "../store/rows.js";
import type { Database } from "../store/statement.js";
import { createStatements } from "../store/statements.js";
import { createChangeFeed, type FailureLog } from "./change-feed.js";
import type { Chat, PresenceSource } from "./chat.js";
import { ChatError } from "./chat-error.js";
import { createCommitQueue } from "./commit-queue.js";
import { createCommits, messageKeyOf, unknownMessage } from "./commits.js";
import { createMembers, forbidden } from "./members.js";
import { searchPattern } from "./search-pattern.js";
import { createSignIn } from "./sign-in.js";

export interface ChatDependencies {
  /** Migrated; see `openStore`. */
  db: Database;
  presence: PresenceSource;
  logger: FailureLog;
  /** Milliseconds that never run backwards. Default: the process's. */
  now?: () => number;
}

export function createChat({
  db,
  presence,
  logger,
  now = () => performance.now(),
}: ChatDependencies): Chat {
  const statements = createStatements(db);
  const { conversations, messages, users } = statements;
  const queue = createCommitQueue(now);
  const feed = createChangeFeed(statements, queue, logger);
  const members = createMembers(statements);
  const commits = createCommits(statements, queue, members, feed);

  const toParticipants = (rows: readonly ParticipantRow[]): Participant[] =>
    rows.map((row) => toParticipant(row, presence.isOnline(row.user.id)));

  const toConversation = (row: ConversationRow): Conversation => ({
    conversationId: row.id,
    kind: row.kind,
    participants: toParticipants(row.participants),
    lastMessage: row.last_message && toMessage(row.last_message),
    ...(row.match !== undefined && { match: row.match && toMessage(row.match) }),
    unreadCount: row.unread_count,
    rev: row.rev,
    updatedAt: toTime(row.updated_at),
  });

  const join: Chat["join"] = async (callerId, conversationId) => {
    await members.ensure(callerId, conversationId);
    const limit = PAGE_SIZE + 1;
    const [row] = await conversations.view({ userId: callerId, conversationId, limit });
    if (!row) throw forbidden();
    return { conversation: toConversation(row), ...toPage(row.messages, PAGE_SIZE) };
  };

  /** Where a page of the list starts: before this time, and before this id at the same time. */
  const placeInList = async (callerId: string, before: string | undefined) => {
    if (before === undefined) return { beforeTime: "infinity", beforeId: "" };
    if (/^(conv|group)_/.test(before)) {
      const [row] = await conversations.activity({ userId: callerId, conversationId: before });
      if (!row) throw forbidden();
      return { beforeTime: row.updated_at, beforeId: before };
    }
    const time = new Date(before);
    const year = time.getUTCFullYear();
    if (!(year >= 1 && year <= 9_999)) {
      throw new ChatError("invalid", "`before` must be a conversationId or an ISO 8601 time.");
    }
    return { beforeTime: time.toISOString(), beforeId: "" };
  };

  return {
    signIn: createSignIn(statements),
    async touchLastSeen(userId, at) {
      await users.touchLastSeen({ userId, at: at.toISOString() });
    },
    async open(callerId, otherId) {
      return (await join(callerId, conversationIdOf(callerId, otherId))).conversation;
    },
    join,
    async list(callerId, { limit = PAGE_SIZE, before, search }) {
      const place = await placeInList(callerId, before);
      const page = { userId: callerId, limit: limit + 1, ...place };
      const rows =
        search === undefined
          ? await conversations.list(page)
          : await conversations.search({ ...page, pattern: searchPattern(search) });
      return {
        conversations: rows.slice(0, limit).map(toConversation),
        hasMore: rows.length > limit,
      };
    },
    async history(callerId, { conversationId, limit = PAGE_SIZE, before }) {
      await members.of(callerId, conversationId);
      let place = Number.MAX_SAFE_INTEGER;
      if (before !== undefined) {
        const [row] = await messages.place({ conversationId, messageId: messageKeyOf(before) });
        if (!row) throw unknownMessage();
        place = row.seq;
      }
      const about = { userId: callerId, conversationId };
      const rows = await messages.history({ ...about, before: place, limit: limit + 1 });
      return toPage(rows.reverse(), limit);
    },
    participantIds: (callerId, conversationId) => members.of(callerId, conversationId),
    async contactsOf(userId) {
      return (await users.contactsOf({ userId })).map(({ id }) => id);
    },
    send: (callerId, payload) => commits.append(callerId, payload),
    async markRead(callerId, payload) {
      return { unreadCount: await commits.advance(callerId, payload, true) };
    },
    async markDelivered(callerId, payload) {
      await commits.advance(callerId, payload, false);
    },
    async sync(callerId, cursors) {
      const rows = await messages.sync({
        userId: callerId,
        conversationIds: Object.keys(cursors),
        revs: Object.values(cursors),
      });
      return Object.fromEntries(
        rows.map((row) => {
          const page = row.reset
            ? toPage(row.messages, row.page_size)
            : { messages: row.messages.map(toMessage), hasMore: false };
          const { rev, reset, unread_count: unreadCount } = row;
          const participants = toParticipants(row.participants);
          return [row.id, { rev, reset, ...page, participants, unreadCount }];
        }),
      );
    },
    async heads(callerId): Promise<HeadsEvent> {
      const [row] = await conversations.heads({ userId: callerId });
      const heads = row?.heads ?? [];
      for (const { id, rev } of heads) feed.handed(id, rev);
      return {
        conversations: Object.fromEntries(heads.map(({ id, rev }) => [id, rev])),
        unreadCount: row?.unread_count ?? 0,
      };
    },
    async unreadCount(callerId) {
      const [row] = await conversations.unreadTotal({ userId: callerId });
      return row?.unread_count ?? 0;
    },
    onChange: (listener) => feed.subscribe(listener),
    reconcile: (userIds) => feed.reconcile(userIds),
  };
}

/** Oldest first, of rows that hold one more than the page when there are older ones. */
function toPage(rows: readonly MessageRow[], size: number) {
  return { messages: rows.slice(-size).map(toMessage), hasMore: rows.length > size };
}
