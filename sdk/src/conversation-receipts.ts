import type { ChatError } from "./chat-error.js";
import type { Connection } from "./connection/connection.js";
import { type Pacing, repeat } from "./connection/repeat.js";
import type { Message, Participant } from "./protocol/index.js";
import type { Session } from "./session.js";
import { createReceipt, type Receipt } from "./timeline/receipt.js";
import type { Timeline } from "./timeline/timeline.js";

export interface ReceiptsHost extends Pacing {
  readonly session: Session;
  readonly request: Connection["request"];
  readonly onError: (error: ChatError) => void;
}

/** What the server is told of how far the user has received and read one conversation. */
export interface ConversationReceipts {
  /** The caller's read pointer, told yet or not. */
  readonly readSeq: () => number;
  /** Tells that what is in the timeline has arrived. */
  readonly confirmDelivery: () => void;
  /** Moves the read pointer up to this `seq`, and tells; false when it is there already. */
  readonly moveRead: (upTo: number) => boolean;
  /** Tells the server what it does not know, or has forgotten, by all that the timeline now says of it. */
  readonly caughtUp: () => void;
  /** A server that went back in time knows of no receipt. */
  readonly reset: () => void;
}

export function createConversationReceipts(
  conversationId: string,
  timeline: () => Timeline,
  host: ReceiptsHost,
): ConversationReceipts {
  const { session } = host;
  let delivered = createReceipt();
  let read = createReceipt();

  const newestOfOthers = (upTo: number): Message | undefined =>
    timeline().messages.findLast(({ senderId, seq }) => senderId !== session.me && seq <= upTo);

  const own = (): Participant | undefined =>
    timeline().participants.find(({ userId }) => userId === session.me);
  const readSeq = (): number => Math.max(read.seq, own()?.readSeq ?? 0);

  function tell(receipt: Receipt, event: "mark_delivered" | "mark_read"): void {
    const signal = session.online;
    if (!signal) return;
    receipt
      .flush((upToMessageId) =>
        repeat(() => host.request(event, { conversationId, upToMessageId }), signal, host),
      )
      .catch((cause: ChatError) => {
        if (!signal.aborted) host.onError(cause);
      });
  }

  function confirmDelivery(): void {
    const newest = newestOfOthers(timeline().cursor);
    if (newest && newest.seq > (own()?.deliveredSeq ?? 0)) delivered.move(newest);
    tell(delivered, "mark_delivered");
  }

  const tellRead = (): void => tell(read, "mark_read");

  return {
    readSeq,
    confirmDelivery,
    moveRead(upTo) {
      // Theirs may lie under the window, then one's own stands for it.
      const target = newestOfOthers(upTo) ?? timeline().messages.findLast(({ seq }) => seq <= upTo);
      if (!target || target.seq <= readSeq()) return false;
      read.move(target);
      tellRead();
      return true;
    },
    caughtUp() {
      delivered.told = own()?.deliveredSeq ?? 0;
      read.told = own()?.readSeq ?? 0;
      confirmDelivery();
      tellRead();
    },
    reset() {
      delivered = createReceipt();
      read = createReceipt();
    },
  };
}
