import type { Message } from "@photo-chat/sdk/protocol";
import type { Chat } from "../chat/chat.js";
import type { ChatSocket } from "./chat-socket.js";
import type { Handlers } from "./dispatcher.js";
import { costOf } from "../limits/cost-of.js";
import type { RateLimiting } from "../limits/rate-limits.js";
import type { HandedDeliveries } from "./handed-deliveries.js";
import type { Typing } from "./typing.js";

/** The events of the protocol, each one call of the chat's rules, which check membership themselves. */
export function createHandlers(
  chat: Chat,
  typing: Typing,
  deliveries: HandedDeliveries,
  { take, charge }: Pick<RateLimiting, "take" | "charge">,
): Handlers {
  const charged = (
    socket: ChatSocket,
    rate: "joins" | "reads",
    messages: readonly (Message | null)[],
  ): Promise<void> => charge(rate, costOf(messages), userIdOf(socket), socket.data.address);

  const handed = (socket: ChatSocket, messages: readonly Message[]): void => {
    if (!socket.data.confirmsDelivery) deliveries.handed(userIdOf(socket), messages);
  };
  const markRead: Handlers["mark_read"] = {
    rate: "receipts",
    handle: (socket, payload) => chat.markRead(userIdOf(socket), payload),
  };

  return {
    join_conversation: {
      rate: "joins",
      async handle(socket, { conversationId }) {
        const result = await chat.join(userIdOf(socket), conversationId);
        if (socket.connected) await socket.join(result.conversation.conversationId);
        handed(socket, result.messages);
        await charged(socket, "joins", result.messages);
        return result;
      },
    },
    leave_conversation: {
      rate: "signals",
      async handle(socket, { conversationId }) {
        const membership = await chat.membership(userIdOf(socket), conversationId);
        await socket.leave(membership.conversationId);
        return {};
      },
    },
    send_message: {
      rate: "messages",
      async handle(socket, payload) {
        typing.end(socket, payload.conversationId);
        const { message, duplicate } = await chat.send(userIdOf(socket), payload);
        return duplicate ? { message, duplicate } : { message };
      },
    },
    typing: {
      rate: "typing",
      async handle(socket, { conversationId }) {
        await typing.start(socket, conversationId);
        return {};
      },
    },
    stop_typing: {
      rate: "typing",
      async handle(socket, { conversationId }) {
        typing.end(socket, conversationId);
        await chat.membership(userIdOf(socket), conversationId);
        return {};
      },
    },
    mark_read: markRead,
    message_read: markRead,
    mark_delivered: {
      rate: "receipts",
      async handle(socket, payload) {
        await chat.markDelivered(userIdOf(socket), payload);
        return {};
      },
    },
    sync: {
      rate: "reads",
      async handle(socket, payload) {
        const result = await chat.sync(userIdOf(socket), payload.conversations);
        const changed = Object.values(result.conversations).map(({ messages }) => messages);
        for (const messages of changed) handed(socket, messages);
        await charged(socket, "reads", changed.flat());
        return result;
      },
    },
    list_conversations: {
      rate: "reads",
      async handle(socket, query) {
        const { user, address } = socket.data;
        if (query.search !== undefined) await take("searches", user.userId, address);
        const page = await chat.list(user.userId, query);
        await charged(
          socket,
          "reads",
          page.conversations.map(({ lastMessage }) => lastMessage),
        );
        return page;
      },
    },
    block_user: {
      rate: "signals",
      async handle(socket, { userId }) {
        await chat.blocks.block(userIdOf(socket), userId);
        return {};
      },
    },
    unblock_user: {
      rate: "signals",
      async handle(socket, { userId }) {
        await chat.blocks.unblock(userIdOf(socket), userId);
        return {};
      },
    },
    report_user: {
      rate: "signals",
      async handle(socket, report) {
        const { reportId } = await chat.reports.add(userIdOf(socket), report);
        return { reportId };
      },
    },
    load_messages: {
      rate: "reads",
      async handle(socket, query) {
        const page = await chat.history(userIdOf(socket), query);
        handed(socket, page.messages);
        await charged(socket, "reads", page.messages);
        return page;
      },
    },
  };
}

function userIdOf(socket: ChatSocket): string {
  return socket.data.user.userId;
}
