import { TYPING_EXPIRY_MS } from "@photo-chat/sdk/protocol";
import type { Chat } from "../chat/chat.js";
import { type ChatServerIo, type ChatSocket, toUsers } from "./chat-socket.js";

/** Ends a mark that is not renewed, a second before receivers would drop it by themselves. */
const SILENCE_MS = TYPING_EXPIRY_MS - 1_000;

interface Mark {
  /** Who has been told; empty until membership is known. */
  others: string[];
  /** The conversation as it is named now. */
  conversationId: string;
  expiry: NodeJS.Timeout;
}

/** Tells the other participants who is typing. Nothing of it is stored. */
export interface Typing {
  start(socket: ChatSocket, conversationId: string): Promise<void>;
  /** Ends a mark, if there is one. */
  end(socket: ChatSocket, conversationId: string): void;
  /** Ends all marks of a connection that is gone. */
  left(socket: ChatSocket): void;
}

export function createTyping(chat: Chat, io: ChatServerIo): Typing {
  const marks = new Map<ChatSocket, Map<string, Mark>>();

  const end = (socket: ChatSocket, conversationId: string): void => {
    const own = marks.get(socket);
    const mark = own?.get(conversationId);
    if (!own || !mark) return;
    clearTimeout(mark.expiry);
    own.delete(conversationId);
    if (own.size === 0) marks.delete(socket);
    const { userId } = socket.data.user;
    const event = { conversationId: mark.conversationId, userId };
    toUsers(io, mark.others).emit("user_stopped_typing", event);
  };

  const markOf = (socket: ChatSocket, conversationId: string): Mark => {
    const own = marks.get(socket) ?? new Map<string, Mark>();
    const known = own.get(conversationId);
    if (known) return known;
    const expiry = setTimeout(() => end(socket, conversationId), SILENCE_MS);
    const mark = { others: [], conversationId, expiry };
    marks.set(socket, own.set(conversationId, mark));
    return mark;
  };

  return {
    async start(socket, conversationId) {
      const { identity } = socket.data;
      const { userId } = identity;
      const mark = markOf(socket, conversationId);
      // A newer token than this connection's may have another name.
      let name: string | null;
      try {
        const [user, membership] = await Promise.all([
          chat.signIn(identity),
          chat.membership(userId, conversationId),
        ]);
        ({ name } = user);
        if (marks.get(socket)?.get(conversationId) !== mark) return;
        mark.conversationId = membership.conversationId;
        mark.others = membership.blocked
          ? []
          : membership.participantIds.filter((id) => id !== userId);
      } catch (error) {
        end(socket, conversationId);
        throw error;
      }
      mark.expiry.refresh();
      const event = { conversationId: mark.conversationId, userId, userName: name };
      toUsers(io, mark.others).emit("user_typing", event);
    },
    end,
    left(socket) {
      for (const conversationId of [...(marks.get(socket)?.keys() ?? [])]) {
        end(socket, conversationId);
      }
    },
  };
}
