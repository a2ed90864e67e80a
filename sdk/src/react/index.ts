"use client";

export type { BoundConversation, ConversationTarget } from "../binding/conversation-binding.js";
export { ChatProvider, type ChatProviderProps, useChatClient } from "./chat-provider.js";
export * from "./use-chat.js";
export * from "./use-chat-event.js";
export * from "./use-conversation.js";
export * from "./use-socket.js";
