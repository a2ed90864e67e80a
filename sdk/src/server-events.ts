import type { ServerEvents } from "./connection/transport.js";
import type { LiveConversation } from "./create-conversation.js";
import type { Session } from "./session.js";
import { type Presence, withPresence } from "./timeline/participants.js";
import { type Change, withChange, withHead } from "./timeline/timeline.js";

export type ServerEventHandlers = {
  [Name in keyof ServerEvents]?: (event: ServerEvents[Name]) => void;
};

export interface ServerEventTargets {
  readonly conversations: ReadonlyMap<string, LiveConversation>;
  /** The conversation with this id, made when it is not known yet. */
  readonly conversationOf: (conversationId: string) => LiveConversation;
  readonly session: Session;
  readonly onMoved: (conversationId: string, movedTo: string) => void;
  readonly onGone: (conversationId: string) => void;
  readonly onError: (event: ServerEvents["error"]) => void;
}

/** Merges one committed change. */
export function mergeChange(conversation: LiveConversation, change: Change): void {
  conversation.merge((known, me) => withChange(known, change, me), change.rev - 1);
}

/** Where each of the server's events goes. */
export function serverEventHandlers(targets: ServerEventTargets): ServerEventHandlers {
  const { conversations, conversationOf } = targets;

  function mergePresence(userId: string, presence: Presence): void {
    for (const conversation of conversations.values()) {
      conversation.merge((known) => {
        const participants = withPresence(known.participants, userId, presence);
        return participants === known.participants ? known : { ...known, participants };
      }, 0);
    }
  }

  return {
    conversation_changed({ conversation: { conversationId, rev } }) {
      conversationOf(conversationId).merge((known) => withHead(known, rev), rev);
    },
    heads({ conversations: heads }) {
      for (const [id, rev] of Object.entries(heads)) {
        if (!conversations.has(id) && !targets.session.listed) continue;
        conversationOf(id).merge((known) => withHead(known, rev), rev);
      }
    },
    new_message({ message }) {
      mergeChange(conversationOf(message.conversationId), { rev: message.rev, message });
    },
    message_delivered({ conversationId, rev, userId, deliveredSeq }) {
      const pointer = { userId, deliveredSeq, readSeq: 0 };
      mergeChange(conversationOf(conversationId), { rev, pointer });
    },
    message_read({ conversationId, rev, userId, readSeq }) {
      const pointer = { userId, deliveredSeq: readSeq, readSeq };
      mergeChange(conversationOf(conversationId), { rev, pointer });
    },
    conversation_deleted({ conversationId }) {
      targets.onGone(conversationId);
    },
    conversation_moved({ conversationId, movedTo }) {
      targets.onMoved(conversationId, movedTo);
    },
    user_typing({ conversationId, userId, userName }) {
      conversations.get(conversationId)?.typists.started({ userId, userName });
    },
    user_stopped_typing({ conversationId, userId }) {
      conversations.get(conversationId)?.typists.stopped(userId);
    },
    user_online({ userId }) {
      mergePresence(userId, { online: true });
    },
    user_offline({ userId, lastSeenAt }) {
      mergePresence(userId, { online: false, lastSeenAt });
    },
    user_availability({ userId, away, backAt }) {
      mergePresence(userId, { away, backAt });
    },
    error: targets.onError,
  };
}
