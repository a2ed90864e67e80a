import type { ChatMessage } from "@photo-chat/sdk";

/** One message with what its neighbours decide. */
export interface MessageRow {
  readonly message: ChatMessage;
  /** The first of its day on screen. */
  readonly startsDay: boolean;
  /** The first or last of a run of one sender without a long pause. */
  readonly first: boolean;
  readonly last: boolean;
  /** Whether it says its time and state: at a run's end, and where the state differs from the next one's. */
  readonly detailed: boolean;
}

const PAUSE_MS = 5 * 60_000;

/** Groups messages for the eye. */
export function messageRows(messages: readonly ChatMessage[]): MessageRow[] {
  const dates = messages.map(({ createdAt }) => new Date(createdAt));
  const startsDay = dates.map((date, i) => date.toDateString() !== dates[i - 1]?.toDateString());
  const startsRun = messages.map(({ senderId }, i) => {
    const pause = Number(dates[i]) - Number(dates[i - 1]);
    return startsDay[i] || senderId !== messages[i - 1]?.senderId || pause > PAUSE_MS;
  });
  return messages.map((message, i) => {
    const last = startsRun[i + 1] ?? true;
    return {
      message,
      startsDay: startsDay[i] ?? true,
      first: startsRun[i] ?? true,
      last,
      detailed: last || message.status !== messages[i + 1]?.status,
    };
  });
}
