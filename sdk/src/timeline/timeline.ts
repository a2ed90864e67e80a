import type {
  Conversation,
  ConversationChanges,
  JoinResult,
  Message,
  MessagePage,
  Openness,
  Participant,
} from "../protocol/index.js";
import { mergeParticipants, type Pointer, withPointer } from "./participants.js";

/** One committed change, as an event tells it. */
export type Change = { readonly rev: number } & (
  { readonly message: Message } | { readonly pointer: Pointer }
);

/**
 * What is known of one conversation: everything that happened up to `cursor`, of the messages those
 * after `floor`. Immutable; the functions here make the next one, and return the same one when
 * nothing has changed.
 */
export interface Timeline extends Readonly<Openness> {
  /** Every change up to this `rev` is in. */
  readonly cursor: number;
  /** The highest `rev` heard of; above `cursor` something is missing. */
  readonly head: number;
  /** Messages up to this `seq` have not been loaded; 0 when there are no older ones. */
  readonly floor: number;
  /** The newest page has been loaded. */
  readonly loaded: boolean;
  /** By `seq`, without a hole after `floor`. */
  readonly messages: readonly Message[];
  readonly participants: readonly Participant[];
  /** Changes that came before those they follow. */
  readonly held: readonly Change[];
  /** The server's count of unread messages, as of a `rev` and the caller's `readSeq` then. */
  readonly unread: { readonly count: number; readonly rev: number; readonly readSeq: number };
  /** When something was last written, ISO 8601. */
  readonly updatedAt: string;
  /** How often the server went back to a backup. */
  readonly restores: number;
}

/** More than this is left to `sync`. */
const HELD_MAX = 200;

export const emptyTimeline: Timeline = {
  cursor: 0,
  head: 0,
  floor: 0,
  loaded: false,
  messages: [],
  participants: [],
  blockedByMe: false,
  writable: true,
  held: [],
  unread: { count: 0, rev: 0, readSeq: 0 },
  updatedAt: "",
  restores: 0,
};

export const isKnown = ({ participants }: Timeline): boolean => participants.length > 0;

export const isBehind = ({ head, cursor }: Timeline): boolean => head > cursor;

/** Where a message with this `seq` stands, or would: after all with a lower one. */
function placeOf(messages: readonly Message[], seq: number): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((messages[middle] as Message).seq < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Puts messages in their places; of two versions of one message the one with the higher `rev` stays. */
function put(messages: readonly Message[], added: readonly Message[]): readonly Message[] {
  const incoming = [...added].sort((a, b) => a.seq - b.seq);
  let at = placeOf(messages, incoming[0]?.seq ?? Infinity);
  const next = messages.slice(0, at);
  let changed = false;
  for (const message of incoming) {
    let known = messages[at];
    for (; known && known.seq <= message.seq; known = messages[(at += 1)]) next.push(known);
    const last = next.at(-1);
    if (last?.seq === message.seq && last.rev >= message.rev) continue;
    if (last?.seq === message.seq) next.pop();
    next.push(message);
    changed = true;
  }
  return changed ? next.concat(messages.slice(at)) : messages;
}

/** Folds messages into the window, idempotently; what lies under the floor stays out. */
function withMessages(timeline: Timeline, added: readonly Message[]): Timeline {
  const messages = put(
    timeline.messages,
    added.filter(({ seq }) => seq > timeline.floor),
  );
  if (messages === timeline.messages) return timeline;
  const writtenAt = messages.at(-1)?.createdAt ?? "";
  const updatedAt = writtenAt > timeline.updatedAt ? writtenAt : timeline.updatedAt;
  return { ...timeline, messages, updatedAt };
}

function fold(timeline: Timeline, change: Change): Timeline {
  if ("message" in change) return withMessages(timeline, [change.message]);
  const participants = withPointer(timeline.participants, change.pointer);
  return participants === timeline.participants ? timeline : { ...timeline, participants };
}

/** The caller has read up to a place before the window: only the server can count what is left. */
const isUncountable = ({ floor }: Timeline, change: Change, me: string): boolean =>
  "pointer" in change &&
  change.pointer.userId === me &&
  change.pointer.readSeq > 0 &&
  change.pointer.readSeq < floor;

/**
 * Merges one event: the next `rev` is applied, and with it those that waited for it; an older one
 * folds in idempotently; a later one, and any of a conversation that nothing is known of, is held
 * until `withSync` has brought what it builds on.
 */
export function withChange(timeline: Timeline, change: Change, me: string): Timeline {
  const { cursor, held } = timeline;
  if (change.rev <= cursor) return fold(timeline, change);
  const heard = withHead(timeline, change.rev);
  if (change.rev > cursor + 1 || !isKnown(timeline)) {
    if (held.length >= HELD_MAX || held.some(({ rev }) => rev === change.rev)) return heard;
    return { ...heard, held: [...held, change].sort((a, b) => a.rev - b.rev) };
  }
  if (isUncountable(timeline, change, me)) return heard;
  return settle({ ...fold(heard, change), cursor: change.rev }, me);
}

/** Drops what is held for nothing any more, and applies what was waiting only for this. */
function settle(timeline: Timeline, me: string): Timeline {
  const held = timeline.held.filter(({ rev }) => rev > timeline.cursor);
  const [next, ...rest] = held;
  const settled = {
    ...timeline,
    held: held.length === timeline.held.length ? timeline.held : held,
    head: Math.max(timeline.head, timeline.cursor),
  };
  return next?.rev === timeline.cursor + 1 && !isUncountable(timeline, next, me)
    ? settle({ ...fold({ ...settled, held: rest }, next), cursor: next.rev }, me)
    : settled;
}

/** A `rev` was heard of: whether it is missing shows in `isBehind`. */
export const withHead = (timeline: Timeline, rev: number): Timeline =>
  rev > timeline.head ? { ...timeline, head: rev } : timeline;

interface Facts extends Openness {
  rev: number;
  participants: readonly Participant[];
  unreadCount: number;
}

/** The server's word on participants and unread messages, as of its `rev`. */
function withFacts(timeline: Timeline, facts: Facts, me: string): Timeline {
  const { rev, unreadCount, blockedByMe, writable } = facts;
  return {
    ...withHead(timeline, rev),
    participants: mergeParticipants(timeline.participants, facts.participants),
    ...(rev >= timeline.unread.rev && {
      blockedByMe,
      writable,
      unread: {
        count: unreadCount,
        rev,
        readSeq: facts.participants.find(({ userId }) => userId === me)?.readSeq ?? 0,
      },
    }),
  };
}

const floorOf = ({ messages, hasMore }: MessagePage): number =>
  hasMore ? (messages[0]?.seq ?? 1) - 1 : 0;

/** Forgets the messages and starts from a page that is complete up to `rev`. */
function restart(timeline: Timeline, rev: number, page: MessagePage): Timeline {
  const blank = {
    ...timeline,
    cursor: rev,
    floor: floorOf(page),
    messages: [],
    loaded: true,
  };
  return withMessages(blank, page.messages);
}

/** Merges the newest page of history, complete up to `facts.rev`. */
function withNewest(timeline: Timeline, page: MessagePage, facts: Facts, me: string): Timeline {
  const { cursor, floor, messages } = timeline;
  const { rev } = facts;
  const known = withFacts(timeline, facts, me);
  const pageFloor = floorOf(page);
  // A page from before the window was started anew.
  if (rev < floor) return known;
  let next: Timeline;
  if (pageFloor <= floor) {
    // What changed under the floor since the page was left out here: sync tells it again.
    const complete = pageFloor < floor ? rev : Math.max(cursor, rev);
    const wider = { ...known, floor: pageFloor, cursor: complete };
    next = withMessages(wider, page.messages);
  } else if (pageFloor < Math.max(cursor, messages.at(-1)?.seq ?? 0)) {
    // The window reaches further back, and what changed there the page does not tell: sync will.
    next = withMessages(known, page.messages);
  } else {
    next = restart(known, rev, page);
  }
  return settle({ ...next, loaded: true }, me);
}

/** Merges the answer to `join_conversation`. */
export function withJoined(timeline: Timeline, joined: JoinResult, me: string): Timeline {
  const { conversation } = joined;
  const next = withNewest(timeline, joined, conversation, me);
  return next.updatedAt < conversation.updatedAt
    ? { ...next, updatedAt: conversation.updatedAt }
    : next;
}

/** Merges what `sync` answered for the cursor `from`. */
export function withSync(
  timeline: Timeline,
  changes: ConversationChanges,
  from: number,
  me: string,
): Timeline {
  if (changes.reset) {
    const { restored, rev } = changes;
    // Not this window any more: another answer has come between.
    if (timeline.cursor !== from && !restored) return withNewest(timeline, changes, changes, me);
    // A server that went back in time counts anew; pointers follow it.
    const { updatedAt, restores } = timeline;
    const base = restored ? { ...emptyTimeline, updatedAt, restores: restores + 1 } : timeline;
    return settle(withFacts(restart(base, rev, changes), changes, me), me);
  }
  const known = withMessages(withFacts(timeline, changes, me), changes.messages);
  // An older page has come between: what follows its cursor is to be asked for again.
  if (timeline.cursor < from) return known;
  return settle({ ...known, cursor: Math.max(known.cursor, changes.rev) }, me);
}

/**
 * Merges a row of the list of conversations. Of one that is known it tells the head and who is
 * online. A new one starts with the last message, or, when messages have not been delivered to this
 * user yet, in front of them, so that `sync` brings every one.
 */
export function withListed(timeline: Timeline, row: Conversation, me: string): Timeline {
  if (isKnown(timeline)) {
    const participants = mergeParticipants(timeline.participants, row.participants);
    return withHead(
      participants === timeline.participants ? timeline : { ...timeline, participants },
      row.rev,
    );
  }
  const { lastMessage, rev, updatedAt } = row;
  const delivered = row.participants.find(({ userId }) => userId === me)?.deliveredSeq ?? 0;
  const isNew = lastMessage && lastMessage.senderId !== me && lastMessage.seq > delivered;
  const floor = isNew ? delivered : lastMessage ? lastMessage.seq - 1 : 0;
  const cursor = isNew ? delivered : rev;
  const started = withFacts({ ...timeline, floor, cursor, updatedAt }, row, me);
  return settle(isNew || !lastMessage ? started : withMessages(started, [lastMessage]), me);
}

/**
 * Puts an older page in front, asked for when the cursor was at `from`: what changed in it since was
 * left out, and sync tells it again. Ignored when the window does not start at `before` any more.
 */
export function withOlder(
  timeline: Timeline,
  before: Message,
  page: MessagePage,
  from: number,
): Timeline {
  if (timeline.messages[0]?.messageId !== before.messageId) return timeline;
  return withMessages({ ...timeline, floor: floorOf(page), cursor: from }, page.messages);
}

/**
 * How many messages of others come after `readSeq`: counted in the window where it reaches that far,
 * else from the server's count.
 */
export function unreadOf(timeline: Timeline, me: string, readSeq: number): number {
  const { cursor, floor, messages, unread } = timeline;
  const countAfter = (after: number): number =>
    messages.slice(placeOf(messages, after + 1)).filter(({ senderId }) => senderId !== me).length;
  const reaches = readSeq >= floor && unread.rev <= cursor;
  return reaches || readSeq > unread.readSeq
    ? countAfter(readSeq)
    : unread.count + countAfter(unread.rev);
}
