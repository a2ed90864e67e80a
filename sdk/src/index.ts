export * from "./chat-error.js";
export * from "./client.js";
export * from "./conversation.js";
export * from "./create-chat-client.js";
export * from "./create-guest.js";
export * from "./forget-all.js";
export * from "./join-guest.js";
export {
  type About,
  conversationIdOf,
  type ConversationKind,
  type Message,
  type MessageType,
  type MovedConversation,
  type Participant,
  type Report,
  type ReportReason,
  type Role,
  type ServerLimits,
  type User,
} from "./protocol/index.js";
