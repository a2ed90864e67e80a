import { randomUUID } from "node:crypto";
import type { Message, SendMessagePayload, UpToPayload } from "@photo-chat/sdk/protocol";
import { sqlStateOf } from "../store/database-error.js";
import type { AdvanceRow, AppendRow, MoveRow } from "../store/message-statements.js";
import { toMessage, toTime } from "../store/rows.js";
import type { Statements } from "../store/statements.js";
import type { ChangeFeed } from "./change-feed.js";
import { ChatError } from "./chat-error.js";
import type { CommitQueue } from "./commit-queue.js";
import { isGuestsConversation } from "./guest-id.js";
import { forbidden, type Members } from "./members.js";
import type { SignIn } from "./sign-in.js";

const UNIQUE_VIOLATION = "23505";
const messageKey = /^[1-9][0-9]{0,17}$/;

interface Append {
  callerId: string;
  /** The conversation as the caller names it. */
  asked: string;
  /** With the conversation as it is named now. */
  payload: SendMessagePayload;
  participantIds: readonly string[];
  /** The caller's `stayOf` when it was asked for. */
  stay: number;
}

type Draft = ReturnType<typeof toDraft>;

type Appended =
  | { outcome: "inserted" | "duplicate"; message: Message; participantIds: readonly string[] }
  | { outcome: "forbidden" }
  | { outcome: "blocked" }
  | { outcome: "signed_out" }
  | { outcome: "conflict" };

interface Advance {
  callerId: string;
  conversationId: string;
  /** Null: the newest. */
  messageId: string | null;
  reading: boolean;
  participantIds: readonly string[];
}

/** The changes of a conversation: each is committed, then told, then answered. */
export interface Commits {
  append(
    callerId: string,
    payload: SendMessagePayload,
  ): Promise<{ message: Message; duplicate: boolean }>;
  /** Resolves with the unread messages left after reading. */
  advance(callerId: string, payload: UpToPayload, reading: boolean): Promise<number>;
}

/** The id of a message as the database knows it. @throws ChatError `invalid` for what can't be one */
export function messageKeyOf(messageId: string): string {
  if (!messageKey.test(messageId)) throw unknownMessage();
  return messageId;
}

export function unknownMessage(): ChatError {
  return new ChatError("invalid", "The conversation has no message with this id.");
}

export function createCommits(
  { messages }: Statements,
  queue: CommitQueue,
  members: Members,
  feed: ChangeFeed,
  signIns: Pick<SignIn, "stayOf">,
): Commits {
  const store = async (drafts: readonly Draft[]): Promise<AppendRow[]> => {
    const [first, ...others] = drafts;
    if (first && others.length === 0) {
      const [row] = await messages.appendOne({ ...first });
      if (row?.message) return [{ outcome: "inserted", message: row.message }];
    }
    return messages.append({
      conversationIds: drafts.map(({ conversationId }) => conversationId),
      senderIds: drafts.map(({ senderId }) => senderId),
      receiverIds: drafts.map(({ receiverId }) => receiverId),
      clientMessageIds: drafts.map(({ clientMessageId }) => clientMessageId),
      messageTexts: drafts.map(({ messageText }) => messageText),
      messageTypes: drafts.map(({ messageType }) => messageType),
      attachmentUrls: drafts.map(({ attachmentUrl }) => attachmentUrl),
      abouts: drafts.map(({ about }) => about),
    });
  };

  const commit = async (items: readonly Append[]): Promise<Appended[]> => {
    const drafts = items.map(toDraft);
    const rows = await store(drafts).catch((error: unknown) => {
      if (sqlStateOf(error) !== UNIQUE_VIOLATION) throw error;
      // Another process was storing one of them at the same moment: now it is there to be found.
      return store(drafts);
    });
    return items.flatMap((item, index) => {
      const row = rows[index];
      return row ? [toAppended(row, item)] : [];
    });
  };

  /** The item for where its conversation has gone in the meantime; null when it is where it was. */
  const follow = async (item: Append): Promise<Append | null> => {
    const { callerId, asked, payload } = item;
    if (!isGuestsConversation(asked)) return null;
    members.forget(asked);
    const { conversationId, participantIds } = await members.of(callerId, asked);
    if (conversationId === payload.conversationId) return null;
    return { ...item, participantIds, payload: { ...payload, conversationId } };
  };

  // What comes after them in the queue waits, so that following keeps a sender's order.
  const append = queue.kind<Append, Appended>(
    async (given) => {
      const isOut = given.map(({ callerId, stay }) => signIns.stayOf(callerId) !== stay);
      const items = sameForAll(given.filter((_, index) => !isOut[index]));
      const appended = await commit(items);
      for (const [index, item] of items.entries()) {
        if (appended[index]?.outcome !== "forbidden") continue;
        const next = await follow(item).catch(() => null);
        const [result] = next ? await commit([next]) : [];
        if (result) appended[index] = result;
      }
      return isOut.map((out) => (out ? null : appended.shift()) ?? { outcome: "signed_out" });
    },
    (_, appended) => {
      for (const result of appended) {
        if (result.outcome !== "inserted") continue;
        const { message, participantIds } = result;
        const { conversationId, rev } = message;
        feed.tell({ kind: "message", conversationId, rev, participantIds, message });
      }
    },
  );

  const advance = queue.kind<Advance, AdvanceRow>(
    (items) =>
      messages.advance({
        conversationIds: items.map(({ conversationId }) => conversationId),
        userIds: items.map(({ callerId }) => callerId),
        reading: items.map(({ reading }) => reading),
        messageIds: items.map(({ messageId }) => messageId),
      }),
    (items, rows) => {
      for (const [index, item] of items.entries()) {
        const { read, delivered, held = false } = rows[index] ?? {};
        if (read) {
          const at = toTime(read.at);
          feed.tell({ kind: "read", ...moveOf(item, held, read), readSeq: read.seq, readAt: at });
        }
        if (delivered) {
          feed.tell({
            kind: "delivered",
            ...moveOf(item, held, delivered),
            deliveredSeq: delivered.seq,
          });
        }
      }
    },
    // Not what means the newest: it would reach messages that came later.
    ({ messageId }) => messageId !== null,
  );

  const refused = (conversationId: string): ChatError => {
    members.forget(conversationId);
    return forbidden();
  };

  return {
    async append(callerId, payload) {
      const asked = payload.conversationId;
      const stay = signIns.stayOf(callerId);
      const { conversationId, participantIds } = await members.ensure(callerId, asked);
      const draft = conversationId === asked ? payload : { ...payload, conversationId };
      const result = await append(asked, { callerId, asked, payload: draft, participantIds, stay });
      if (result.outcome === "forbidden") throw refused(asked);
      if (result.outcome === "signed_out") throw signedOut();
      if (result.outcome === "blocked") {
        throw new ChatError("forbidden", "This conversation takes no messages.");
      }
      if (result.outcome === "conflict") {
        throw new ChatError(
          "conflict",
          "This clientMessageId belongs to a message of another conversation.",
        );
      }
      return { message: result.message, duplicate: result.outcome === "duplicate" };
    },
    async advance(callerId, { conversationId: asked, upToMessageId }, reading) {
      const attempt = async (): Promise<AdvanceRow> => {
        const membership = await members.of(callerId, asked);
        const messageId = upToMessageId === undefined ? null : messageKeyOf(upToMessageId);
        const { conversationId } = membership;
        return advance(conversationId, { callerId, messageId, reading, ...membership });
      };
      let row = await attempt();
      if (row.outcome === "forbidden" && isGuestsConversation(asked)) {
        members.forget(asked);
        row = await attempt();
      }
      if (row.outcome === "forbidden") throw refused(asked);
      if (row.outcome === "invalid") throw unknownMessage();
      return row.unread_count ?? 0;
    },
  };
}

/** Whoever may come back is to send it again; whoever may not is told so when signing in. */
function signedOut(): ChatError {
  return new ChatError("unavailable", "You have been signed out.", { retryAfterMs: 1_000 });
}

/** Items that ask for the same conversation go where the first of them goes. */
function sameForAll(items: readonly Append[]): readonly Append[] {
  const firsts = new Map<string, Append>();
  return items.map((item) => {
    if (!isGuestsConversation(item.asked)) return item;
    const first = firsts.get(item.asked) ?? item;
    firsts.set(item.asked, first);
    const { participantIds, payload } = first;
    const { conversationId } = payload;
    return { ...item, participantIds, payload: { ...item.payload, conversationId } };
  });
}

function toAppended(row: AppendRow, { participantIds }: Append): Appended {
  if (!row.message) return row;
  return { outcome: row.outcome, message: toMessage(row.message), participantIds };
}

function toDraft(append: Append) {
  const { conversationId, messageText, messageType, attachmentUrl, about, clientMessageId } =
    append.payload;
  return {
    conversationId,
    senderId: append.callerId,
    receiverId: receiverOf(append),
    clientMessageId: clientMessageId ?? randomUUID(),
    messageText,
    messageType: messageType ?? "text",
    attachmentUrl: attachmentUrl ?? null,
    about: about ? JSON.stringify(about) : null,
  };
}

/** The other one of a pair; nobody in particular in a group. */
function receiverOf({ callerId, payload, participantIds }: Append): string | null {
  if (!payload.conversationId.startsWith("conv_")) return null;
  return participantIds.find((userId) => userId !== callerId) ?? null;
}

/** A receipt that is held back is the caller's own affair. */
function moveOf(
  { conversationId, callerId, participantIds }: Advance,
  held: boolean,
  move: MoveRow,
) {
  const { rev, message_id: messageId } = move;
  const upToMessageId = String(messageId);
  const told = held ? [callerId] : participantIds;
  return { conversationId, participantIds: told, rev, userId: callerId, upToMessageId };
}
