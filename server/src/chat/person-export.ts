import type { Message } from "@photo-chat/sdk/protocol";
import type { ExportRow } from "../store/moderation-statements.js";
import { type MessageRow, toMessage, toNullableTime, toTime } from "../store/rows.js";
import type { Statement } from "../store/statement.js";
import { toReport } from "./reports.js";

const PAGE = 2_000;

/** Everything of one person. The messages, which may be many, are read while they are taken. */
export interface PersonExport {
  person: object;
  /** What the person has written, and guests that joined it and wrote to it, page by page. */
  messages: AsyncIterable<Message[]>;
}

export function exportOf(row: ExportRow, messagesOf: Statement<MessageRow>): PersonExport {
  const { user } = row;
  return {
    person: {
      user: {
        userId: user.id,
        name: user.name,
        picture: user.picture,
        email: user.email,
        role: user.role,
        availability: user.availability,
        createdAt: toTime(user.created_at),
        lastSeenAt: toNullableTime(user.last_seen_at),
        joinedTo: user.joined_to,
        bannedAt: toNullableTime(user.banned_at),
        bannedUntil: toNullableTime(user.banned_until),
        banReason: user.ban_reason,
      },
      guestIds: row.guest_ids,
      conversations: row.conversations.map((one) => ({
        conversationId: one.conversation_id,
        joinedAt: toTime(one.joined_at),
        readAt: toNullableTime(one.read_at),
        readSeq: one.read_seq,
        deliveredSeq: one.delivered_seq,
      })),
      blocks: row.blocks.map((one) => ({
        userId: one.blocked_id,
        blockedAt: toTime(one.created_at),
      })),
      replies: row.replies.map((one) => ({
        title: one.title,
        text: one.text,
        createdAt: toTime(one.created_at),
      })),
      reports: row.reports.map(toReport),
    },
    messages: pagesOf([user.id, ...row.guest_ids], messagesOf),
  };
}

async function* pagesOf(
  userIds: readonly string[],
  messagesOf: Statement<MessageRow>,
): AsyncGenerator<Message[]> {
  for (const userId of userIds) {
    let rows: MessageRow[] = [];
    do {
      rows = await messagesOf({ userId, after: rows.at(-1)?.message_id ?? 0, limit: PAGE });
      if (rows.length > 0) yield rows.map(toMessage);
    } while (rows.length === PAGE);
  }
}
