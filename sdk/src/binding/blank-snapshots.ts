import type { ChatSnapshot } from "../client.js";
import type { ConversationSnapshot } from "../conversation.js";
import { DEFAULT_SERVER_LIMITS } from "../protocol/index.js";

/** A client that nothing has happened to yet: what a page that comes from a server shows first. */
export const blankChat: ChatSnapshot = {
  connection: { state: "idle", reason: null, retryAt: null, catchingUp: false },
  user: null,
  conversations: [],
  unreadCount: 0,
  pendingCount: 0,
  limits: DEFAULT_SERVER_LIMITS,
  durable: true,
  heldUntil: 0,
};

/** A conversation that is not open yet. */
export const blankConversation: ConversationSnapshot = {
  conversationId: "",
  movedTo: null,
  kind: "direct",
  phase: "loading",
  error: null,
  participants: [],
  blockedByMe: false,
  writable: true,
  messages: [],
  hasOlder: false,
  loadingOlder: false,
  typing: [],
  unreadCount: 0,
  pendingCount: 0,
  draft: "",
};
