import {
  type Conversation,
  conversationIdOf,
  type Cursor,
  type HeadsEvent,
  PAGE_SIZE,
  type Participant,
  usersOf,
} from "@photo-chat/sdk/protocol";
import {
  type ConversationRow,
  type MessageRow,
  type PageRow,
  toHidden,
  toMessage,
  toOpenness,
  toParticipant,
  toTime,
} from "../store/rows.js";
import type { Database } from "../store/statement.js";
import { createStatements } from "../store/statements.js";
import { createAvailabilityAt, HERE } from "./availability-at.js";
import { createAvailabilities, toWire } from "./availabilities.js";
import { createFirstAnswers } from "./first-answers.js";
import { createPhotographers } from "./photographers.js";
import { createBlocks } from "./blocks.js";
import { createChangeFeed, type FailureLog } from "./change-feed.js";
import type { Chat, PresenceSource } from "./chat.js";
import { ChatError } from "./chat-error.js";
import { createCommitQueue } from "./commit-queue.js";
import { createCommits, messageKeyOf, unknownMessage } from "./commits.js";
import { createGuestJoins } from "./guest-joins.js";
import { isGuestId, isGuestsConversation } from "./guest-id.js";
import { createMembers, forbidden } from "./members.js";
import { createModeration } from "./moderation.js";
import { createReports } from "./reports.js";
import { createRetention } from "./retention.js";
import { searchPattern } from "./search-pattern.js";
import { createSignInLinks } from "./sign-in-links.js";
import { createSignIn } from "./sign-in.js";
import { createTurns } from "./turns.js";

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
  const members = createMembers(statements, now);
  const inTurn = createTurns(now);
  const signIns = createSignIn(statements);
  const commits = createCommits(statements, queue, members, feed, signIns);
  const availabilities = createAvailabilities(
    () => statements.photographers.availabilities(),
    createAvailabilityAt(),
    logger,
  );
  const answerFirst = createFirstAnswers(statements, availabilities, commits, logger);
  const photographers = createPhotographers(statements, availabilities, signIns);
  const joins = createGuestJoins(statements, members, signIns, feed, logger);
  const dependencies = { statements, queue, members, feed, signIns, availabilities };
  const moderation = createModeration(dependencies);

  /** Across a block nobody sees whether the other one is there. */
  const toParticipants = (
    callerId: string,
    { participants, blocked }: Pick<ConversationRow, "participants" | "blocked">,
  ): Participant[] =>
    participants.map((row) => {
      const { id, role, availability } = row.user;
      if (blocked && id !== callerId) return toHidden(row);
      const now = role === "photographer" ? availabilities.now(id, availability) : HERE;
      return toParticipant(row, presence.isOnline(id), toWire(now));
    });

  const toConversation = (callerId: string, row: ConversationRow): Conversation => ({
    conversationId: row.id,
    kind: row.kind,
    participants: toParticipants(callerId, row),
    ...toOpenness(row),
    lastMessage: row.last_message && toMessage(row.last_message),
    ...(row.match !== undefined && { match: row.match && toMessage(row.match) }),
    unreadCount: row.unread_count,
    rev: row.rev,
    updatedAt: toTime(row.updated_at),
  });

  const join: Chat["join"] = async (callerId, conversationId) => {
    const view = async () => {
      const membership = await members.ensure(callerId, conversationId);
      const place = { userId: callerId, conversationId: membership.conversationId };
      const read = () => conversations.view({ ...place, limit: PAGE_SIZE });
      return (await inTurn(read, sizeOfPages))[0];
    };
    let row = await view();
    if (!row && isGuestsConversation(conversationId)) {
      members.forget(conversationId);
      row = await view();
    }
    if (!row) throw forbidden();
    return { conversation: toConversation(callerId, row), ...toPage(row.messages) };
  };

  /** Where a page of the list starts: before this time, and before this id at the same time. */
  const placeInList = async (callerId: string, before: string | undefined) => {
    if (before === undefined) return { beforeTime: "infinity", beforeId: "" };
    if (/^(conv|group)_/.test(before)) {
      const { conversationId } = await members.of(callerId, before);
      const [row] = await conversations.activity({ userId: callerId, conversationId });
      if (!row) throw forbidden();
      return { beforeTime: row.updated_at, beforeId: conversationId };
    }
    const time = new Date(before);
    const year = time.getUTCFullYear();
    if (!(year >= 1 && year <= 9_999)) {
      throw new ChatError("invalid", "`before` must be a conversationId or an ISO 8601 time.");
    }
    return { beforeTime: time.toISOString(), beforeId: "" };
  };

  /** Of these, the caller's conversations that went from a guest to an account. */
  const movedOf = async (callerId: string, asked: readonly string[]) => {
    const conversationIds = asked.filter(isGuestsConversation);
    if (conversationIds.length === 0) return [];
    return conversations.moved({ userId: callerId, conversationIds });
  };

  /** Of these, the caller's direct conversations that have been deleted. */
  const goneOf = async (callerId: string, asked: readonly string[]) => {
    const conversationIds = asked.filter((id) => usersOf(id)?.includes(callerId));
    if (conversationIds.length === 0) return [];
    return (await conversations.deleted({ conversationIds })).map(({ id }) => id);
  };

  /** What a guest wrote while it became an account is not wrong: it is to be sent as that. */
  const refusalOfGuest = async (guestId: string, error: unknown): Promise<unknown> => {
    if (!(error instanceof ChatError) || error.code !== "forbidden") return error;
    const [guest] = await users.byIds({ ids: [guestId] });
    if (!guest?.joined_to) return error;
    return new ChatError("unavailable", "This guest has joined an account.", {
      retryAfterMs: 1_000,
      cause: error,
    });
  };

  return {
    signIn: (identity) => signIns.signIn(identity),
    endSession: (session, seconds) => signIns.endSession(session, seconds),
    onSessionEnd: (listener) => signIns.onSessionEnd(listener),
    async touchLastSeen(userId, at) {
      await users.touchLastSeen({ ids: [userId], at: at.toISOString() });
    },
    async open(callerId, otherId) {
      return (await join(callerId, conversationIdOf(callerId, otherId))).conversation;
    },
    join,
    async view(callerId, asked) {
      const { conversationId } = await members.of(callerId, asked);
      const [row] = await conversations.view({ userId: callerId, conversationId, limit: 0 });
      if (!row) throw forbidden();
      return toConversation(callerId, row);
    },
    async list(callerId, { limit = PAGE_SIZE, before, search }) {
      const place = await placeInList(callerId, before);
      const page = { userId: callerId, limit: limit + 1, ...place };
      const rows = await inTurn(
        () =>
          search === undefined
            ? conversations.list(page)
            : conversations.search({ ...page, pattern: searchPattern(search) }),
        (found) => sizeOf(found.map(({ last_message: message }) => message)),
      );
      return {
        conversations: rows.slice(0, limit).map((row) => toConversation(callerId, row)),
        hasMore: rows.length > limit,
      };
    },
    async history(callerId, { conversationId: asked, limit = PAGE_SIZE, before }) {
      const { conversationId } = await members.of(callerId, asked);
      let place = Number.MAX_SAFE_INTEGER;
      if (before !== undefined) {
        const [row] = await messages.place({ conversationId, messageId: messageKeyOf(before) });
        if (!row) throw unknownMessage();
        place = row.seq;
      }
      const about = { userId: callerId, conversationId };
      const rows = await inTurn(() => messages.history({ ...about, before: place, limit }), sizeOf);
      return toPage(rows.reverse());
    },
    membership: (callerId, conversationId) => members.of(callerId, conversationId),
    async contactsOf(userId) {
      return (await users.contactsOf({ userId })).map(({ id }) => id);
    },
    async send(callerId, payload) {
      try {
        const result = await commits.append(callerId, payload);
        if (!result.duplicate) answerFirst(result.message);
        return result;
      } catch (error) {
        throw isGuestId(callerId) ? await refusalOfGuest(callerId, error) : error;
      }
    },
    async markRead(callerId, payload) {
      return { unreadCount: await commits.advance(callerId, payload, true) };
    },
    async markDelivered(callerId, payload) {
      await commits.advance(callerId, payload, false);
    },
    async sync(callerId, cursors) {
      const moved = await movedOf(callerId, Object.keys(cursors));
      const news = Object.fromEntries(moved.map((row) => [row.new_id, { rev: 0 }]));
      const asked = { ...news, ...cursors };
      const known = Object.values(asked).map((one): Cursor =>
        typeof one === "number" ? { rev: one } : one,
      );
      const places = {
        userId: callerId,
        conversationIds: Object.keys(asked),
        revs: known.map(({ rev }) => rev),
        seqs: known.map(({ seq }) => seq ?? 0),
        clientMessageIds: known.map(({ clientMessageId }) => clientMessageId ?? ""),
        // Whoever names no more than a number is told all, as after any other.
        pages: Object.values(asked).map((one) => typeof one !== "number" && one.rev === 0),
      };
      const rows = await inTurn(() => messages.sync(places), sizeOfPages);
      const changes = Object.fromEntries(
        rows.map((row) => {
          const page = toPage(row.messages);
          const { rev, reset, restored, unread_count: unreadCount } = row;
          const participants = toParticipants(callerId, row);
          const facts = { participants, ...toOpenness(row), unreadCount };
          return [row.id, { rev, reset, ...(restored && { restored }), ...page, ...facts }];
        }),
      );
      const gone = await goneOf(callerId, Object.keys(cursors));
      const ids = Object.fromEntries(moved.map((row) => [row.old_id, row.new_id]));
      return {
        conversations: changes,
        ...(moved.length > 0 && { moved: ids }),
        ...(gone.length > 0 && { gone }),
      };
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
    joinGuest: (accountId, guestId) => joins.join(accountId, guestId),
    onJoin: (listener) => joins.subscribe(listener),
    blocks: createBlocks(statements, members, feed),
    reports: createReports(statements, members),
    moderation,
    retention: (days) => createRetention({ ...dependencies, presence, moderation, logger }, days),
    photographers,
    signInLinks: createSignInLinks(statements),
    watchAvailability: () => availabilities.watch(),
    onAvailability: (listener) => availabilities.subscribe(listener),
    onChange: (listener) => feed.subscribe(listener),
    reconcile: (userIds) => feed.reconcile(userIds),
  };
}

/** The characters of their texts. */
function sizeOf(rows: readonly (MessageRow | null)[]): number {
  return rows.reduce((sum, row) => sum + (row?.message_text.length ?? 0), 0);
}

function sizeOfPages(rows: readonly { messages: readonly MessageRow[] }[]): number {
  return sizeOf(rows.flatMap(({ messages }) => messages));
}

/** Of rows that are oldest first. */
function toPage(rows: readonly PageRow[]) {
  return { messages: rows.map(toMessage), hasMore: rows[0]?.has_older === true };
}
