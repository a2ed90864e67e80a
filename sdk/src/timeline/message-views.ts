import { ChatError } from "../chat-error.js";
import type { ChatMessage, DeliveryStatus } from "../conversation.js";
import type { OutboxItem } from "../outbox/outbox.js";
import type { About, Message, Participant } from "../protocol/index.js";
import type { Timeline } from "./timeline.js";

type Body = Pick<
  Message,
  | "clientMessageId"
  | "conversationId"
  | "senderId"
  | "messageText"
  | "messageType"
  | "attachmentUrl"
  | "createdAt"
> & { readonly about?: About | null; readonly deletedAt?: string | null };

const keyOf = ({ senderId, clientMessageId }: Body): string => `${senderId}/${clientMessageId}`;

function viewOf(
  body: Body,
  rest: Pick<ChatMessage, "messageId" | "seq" | "own" | "status" | "error">,
): ChatMessage {
  const { clientMessageId, conversationId, senderId } = body;
  const { messageText, messageType, attachmentUrl, about = null, createdAt, deletedAt } = body;
  return {
    key: keyOf(body),
    clientMessageId,
    conversationId,
    senderId,
    messageText,
    messageType,
    attachmentUrl,
    about,
    createdAt,
    deleted: Boolean(deletedAt),
    ...rest,
  };
}

export function pendingView(item: OutboxItem, me: string): ChatMessage {
  const { entry, committed } = item;
  if (committed) return committedView(committed, "sent");
  const { error } = entry;
  return viewOf(
    { ...entry, senderId: me },
    {
      messageId: null,
      seq: null,
      own: true,
      status: error ? "failed" : "sending",
      error: error && new ChatError(error.code, error.message),
    },
  );
}

function committedView(message: Message, status: DeliveryStatus | null): ChatMessage {
  const { messageId, seq } = message;
  return viewOf(message, { messageId, seq, own: status !== null, status, error: null });
}

/** Everyone else has it, and has read it, up to these. */
function reachOf(participants: readonly Participant[], me: string) {
  const others = participants.filter(({ userId }) => userId !== me);
  if (others.length === 0) return { delivered: 0, read: 0 };
  return {
    delivered: Math.min(...others.map(({ deliveredSeq }) => deliveredSeq)),
    read: Math.min(...others.map(({ readSeq }) => readSeq)),
  };
}

export type MessageViews = (
  timeline: Timeline,
  pending: readonly OutboxItem[],
  me: string,
) => readonly ChatMessage[];

/**
 * Makes the list that a view shows: the window, then what waits in the outbox and is not in the
 * window yet. A message that has not changed keeps its identity, and so does the whole list.
 */
export function createMessageViews(): MessageViews {
  const made = new WeakMap<Message | OutboxItem, ChatMessage>();
  let list: readonly ChatMessage[] = [];
  let sources: readonly Message[] = [];

  function remember(source: Message | OutboxItem, view: ChatMessage): ChatMessage {
    made.set(source, view);
    return view;
  }

  return (timeline, pending, me) => {
    const { delivered, read } = reachOf(timeline.participants, me);
    // Where a message stood before, its view is found without a look-up: as a rule for all but a few.
    const moved =
      sources[0] === timeline.messages[0] ? 0 : timeline.messages.length - sources.length;
    const views = timeline.messages.map((message, at) => {
      const reached =
        message.seq <= read ? "read" : message.seq <= delivered ? "delivered" : "sent";
      const status = message.senderId === me ? reached : null;
      const known = sources[at - moved] === message ? list[at - moved] : made.get(message);
      return known?.status === status ? known : remember(message, committedView(message, status));
    });
    sources = timeline.messages;
    if (pending.length > 0) {
      const shown = new Set(views.map(({ key }) => key));
      for (const item of pending) {
        const view = made.get(item) ?? remember(item, pendingView(item, me));
        if (!shown.has(view.key)) views.push(view);
      }
    }
    if (views.length !== list.length || views.some((view, at) => view !== list[at])) list = views;
    return list;
  };
}
