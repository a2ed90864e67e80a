export * from "./chat-error.js";
export * from "./client.js";
export * from "./conversation.js";
export {
  conversationIdOf,
  type ConversationKind,
  type Message,
  type MessageType,
  type Participant,
  type Role,
  type ServerLimits,
  type User,
} from "./protocol/index.js";
