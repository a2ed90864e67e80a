/** The shapes of the wire as its documentation states them, on purpose not imported from the packages. */
export interface WireMessage {
  messageId: string;
  conversationId: string;
  clientMessageId: string;
  seq: number;
  rev: number;
  senderId: string;
  receiverId: string | null;
  messageText: string;
  messageType: string;
  attachmentUrl: string | null;
  about: { id: string; title: string; src: string } | null;
  isRead: boolean;
  readAt: string | null;
  createdAt: string;
  updatedAt: string;
  deletedAt: string | null;
}

export interface WireParticipant {
  userId: string;
  name: string | null;
  picture: string | null;
  role: string;
  erased: boolean;
  online: boolean;
  lastSeenAt: string | null;
  away: boolean;
  backAt: string | null;
  readSeq: number;
  deliveredSeq: number;
}

export interface WireConversation {
  conversationId: string;
  participants: WireParticipant[];
  blockedByMe: boolean;
  writable: boolean;
  lastMessage: WireMessage | null;
  unreadCount: number;
  rev: number;
  updatedAt: string;
}

export interface WireChanges {
  rev: number;
  messages: WireMessage[];
  participants: WireParticipant[];
  blockedByMe: boolean;
  writable: boolean;
  unreadCount: number;
  reset: boolean;
}

/** What acks and events carry; which fields are there depends on the event. */
export interface WirePayload {
  ok: boolean;
  error: { code: string; message: string; retryAfterMs?: number };
  code: string;
  event: string;
  message: WireMessage;
  messages: WireMessage[];
  hasMore: boolean;
  duplicate: boolean;
  conversation: WireConversation;
  conversationId: string;
  conversations: Record<string, WireChanges>;
  unreadCount: number;
  userId: string;
  userName: string;
  upToMessageId: string;
  readAt: string;
  lastSeenAt: string;
  backAt: string | null;
}

export const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
