import type {
  Conversation,
  ConversationChanges,
  Cursor,
  Message,
  MessagePage,
  Participant,
  SendMessagePayload,
} from "../protocol/index.js";
import type { Change } from "../timeline/timeline.js";

/** A conversation as the server keeps it, in memory: the truth that clients have to arrive at. */
export interface ModelConversation {
  readonly conversationId: string;
  readonly rev: number;
  readonly messages: readonly Message[];
  readonly participants: readonly Participant[];
  /** Every change, by `rev`. */
  readonly log: readonly Change[];
  append(
    senderId: string,
    payload: Partial<SendMessagePayload>,
  ): { message: Message; duplicate: boolean };
  /** Gives a message another text. */
  edit(seq: number, messageText: string): void;
  /** Moves a pointer; null when it does not move. */
  point(userId: string, kind: "delivered" | "read", seq: number): Change | null;
  setOnline(userId: string, online: boolean, lastSeenAt?: string): void;
  page(limit: number, before?: string): MessagePage;
  row(me: string): Conversation;
  sync(me: string, cursor: number | Cursor): ConversationChanges | null;
}

export interface ModelOptions {
  conversationId: string;
  userIds: readonly string[];
  pageSize: number;
  /** Past this many changes `sync` answers `reset`. */
  syncChanges: number;
}

const open = { blockedByMe: false, writable: true };

export function createModelConversation(options: ModelOptions): ModelConversation {
  const { conversationId, userIds, pageSize } = options;
  const messages: Message[] = [];
  const log: Change[] = [];
  let participants: Participant[] = userIds.map((userId) => ({
    userId,
    name: userId,
    picture: null,
    role: "photographer",
    online: false,
    lastSeenAt: null,
    erased: false,
    away: false,
    backAt: null,
    readSeq: 0,
    deliveredSeq: 0,
  }));
  const timeOf = (rev: number): string => new Date(1_700_000_000_000 + rev * 1_000).toISOString();
  const participant = (userId: string): Participant =>
    participants.find((one) => one.userId === userId) as Participant;
  const unreadCount = (me: string): number =>
    messages.filter(({ seq, senderId }) => senderId !== me && seq > participant(me).readSeq).length;
  const set = (userId: string, patch: Partial<Participant>): void => {
    participants = participants.map((one) => (one.userId === userId ? { ...one, ...patch } : one));
  };

  return {
    conversationId,
    get rev() {
      return log.length;
    },
    messages,
    get participants() {
      return participants;
    },
    log,
    append(senderId, payload) {
      const rev = log.length + 1;
      const { messageText = `text ${rev}` } = payload;
      const { clientMessageId = `${senderId}-${rev}-${messageText}` } = payload;
      const stored = messages.find(
        (one) => one.senderId === senderId && one.clientMessageId === clientMessageId,
      );
      if (stored) return { message: stored, duplicate: true };
      const message: Message = {
        messageId: `m${rev}`,
        conversationId,
        clientMessageId,
        seq: rev,
        rev,
        senderId,
        receiverId: userIds.find((userId) => userId !== senderId) ?? null,
        messageText,
        messageType: payload.messageType ?? "text",
        attachmentUrl: payload.attachmentUrl ?? null,
        about: payload.about ?? null,
        isRead: false,
        readAt: null,
        createdAt: timeOf(rev),
        updatedAt: timeOf(rev),
        deletedAt: null,
      };
      messages.push(message);
      log.push({ rev, message });
      return { message, duplicate: false };
    },
    edit(seq, messageText) {
      const rev = log.length + 1;
      const at = messages.findIndex((message) => message.seq === seq);
      const message = { ...(messages[at] as Message), messageText, rev, updatedAt: timeOf(rev) };
      messages[at] = message;
      log.push({ rev, message });
    },
    point(userId, kind, seq) {
      const { readSeq, deliveredSeq } = participant(userId);
      if (seq <= (kind === "read" ? readSeq : deliveredSeq)) return null;
      const pointer = {
        userId,
        readSeq: kind === "read" ? seq : 0,
        deliveredSeq: Math.max(deliveredSeq, seq),
      };
      set(userId, {
        deliveredSeq: pointer.deliveredSeq,
        readSeq: Math.max(readSeq, pointer.readSeq),
      });
      const change = { rev: log.length + 1, pointer };
      log.push(change);
      return change;
    },
    setOnline: (userId, online, lastSeenAt) =>
      set(userId, lastSeenAt ? { online, lastSeenAt } : { online }),
    page(limit, before) {
      const end = before
        ? messages.findIndex(({ messageId }) => messageId === before)
        : messages.length;
      const start = Math.max(0, end - limit);
      return { messages: messages.slice(start, end), hasMore: start > 0 };
    },
    row: (me) => ({
      conversationId,
      kind: "direct",
      participants,
      ...open,
      lastMessage: messages.at(-1) ?? null,
      unreadCount: unreadCount(me),
      rev: log.length,
      updatedAt: timeOf(messages.at(-1)?.seq ?? 0),
    }),
    sync(me, asked) {
      const rev = log.length;
      const known: Cursor = typeof asked === "number" ? { rev: asked } : asked;
      const { rev: cursor, seq, clientMessageId } = known;
      const newest = messages.find((one) => one.seq === seq);
      const restored = cursor > rev || (!!seq && newest?.clientMessageId !== clientMessageId);
      if (cursor === rev && !restored) return null;
      const reset = cursor === 0 || restored || rev - cursor > options.syncChanges;
      const page = this.page(pageSize);
      return {
        rev,
        messages: reset ? page.messages : messages.filter((message) => message.rev > cursor),
        participants,
        ...open,
        unreadCount: unreadCount(me),
        reset,
        ...(restored && { restored }),
        hasMore: reset && page.hasMore,
      };
    },
  };
}
