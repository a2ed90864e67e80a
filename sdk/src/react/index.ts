"use client";

// By name: frameworks refuse `export *` where code for pages begins.
export type { BoundConversation, ConversationTarget } from "../binding/conversation-binding.js";
export { ChatProvider, type ChatProviderProps, useChatClient } from "./chat-provider.js";
export { useChat } from "./use-chat.js";
export { useChatEvent } from "./use-chat-event.js";
export { useConversation } from "./use-conversation.js";
export { type ChatSocket, useSocket } from "./use-socket.js";
