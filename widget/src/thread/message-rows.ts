import type { ChatMessage } from "@photo-chat/sdk";

/** One message with what its neighbours decide. */
export interface MessageRow {
  readonly message: ChatMessage;
  /** The first of its day. */
  readonly startsDay: boolean;
  /** The first that was unread when the conversation came into view. */
  readonly startsUnread: boolean;
  /** The first or last of a run of one sender without a long pause. */
  readonly first: boolean;
  readonly last: boolean;
  /** Whether it says its time and state: at a run's end, and where the state differs from the next one's. */
  readonly detailed: boolean;
}

const PAUSE_MS = 5 * 60_000;

/**
 * Groups messages for the eye: those from `start` up to `end`, by their neighbours beyond as well, so
 * that a row looks the same wherever the part begins.
 *
 * @param unreadKey the message that starts what is unread
 */
export function messageRows(
  messages: readonly ChatMessage[],
  [start, end]: readonly [start: number, end: number],
  unreadKey: string | null,
): MessageRow[] {
  const from = Math.max(0, start - 1);
  const part = messages.slice(from, end + 1);
  const dates = part.map(({ createdAt }) => new Date(createdAt));
  const days = dates.map((date) => date.toDateString());
  const startsDay = days.map((day, i) => day !== days[i - 1]);
  const startsRun = part.map(({ key, senderId }, i) => {
    const pause = Number(dates[i]) - Number(dates[i - 1]);
    const other = senderId !== part[i - 1]?.senderId;
    return startsDay[i] || other || pause > PAUSE_MS || key === unreadKey;
  });
  const rows = part.map((message, i) => {
    const last = startsRun[i + 1] ?? true;
    return {
      message,
      startsDay: startsDay[i] ?? true,
      startsUnread: message.key === unreadKey,
      first: startsRun[i] ?? true,
      last,
      detailed: last || message.status !== part[i + 1]?.status,
    };
  });
  return rows.slice(start - from, end - from);
}
