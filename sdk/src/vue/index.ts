export type { BoundConversation, ConversationTarget } from "../binding/conversation-binding.js";
export * from "./provide-chat.js";
export * from "./use-chat.js";
export * from "./use-chat-event.js";
export * from "./use-conversation.js";
export * from "./use-socket.js";
