import {
  type About,
  type BlockedUser,
  CONNECT_ERROR_CODES,
  type Conversation,
  type ConversationPage,
  ERROR_CODES,
  type JoinGuestResult,
  type Message,
  type MessagePage,
  type Participant,
  type Profile,
  type SavedReply,
  type User,
  type WireError,
} from "@photo-chat/sdk/protocol";
import * as v from "valibot";

/** The protocol's models for the machine-readable description; one that drifts does not compile. */
type ModelOf<T> = v.GenericSchema<T, T>;

const time = v.pipe(v.string(), v.isoTimestamp());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const role = v.picklist(["customer", "photographer"]);

export const user: ModelOf<User> = v.pipe(
  v.object({
    userId: v.string(),
    name: v.nullable(v.string()),
    picture: v.nullable(v.string()),
    role,
  }),
  v.metadata({ ref: "User" }),
);

const participant: ModelOf<Participant> = v.pipe(
  v.object({
    userId: v.string(),
    name: v.nullable(v.string()),
    picture: v.nullable(v.string()),
    role,
    erased: v.boolean(),
    online: v.boolean(),
    lastSeenAt: v.nullable(time),
    away: v.boolean(),
    backAt: v.nullable(time),
    readSeq: count,
    deliveredSeq: count,
  }),
  v.metadata({ ref: "Participant" }),
);

const about: ModelOf<About> = v.pipe(
  v.object({ id: v.string(), title: v.string(), src: v.string() }),
  v.metadata({ ref: "About" }),
);

const message: ModelOf<Message> = v.pipe(
  v.object({
    messageId: v.string(),
    conversationId: v.string(),
    clientMessageId: v.string(),
    seq: count,
    rev: count,
    senderId: v.string(),
    receiverId: v.nullable(v.string()),
    messageText: v.string(),
    messageType: v.picklist(["text", "image", "file"]),
    attachmentUrl: v.nullable(v.string()),
    about: v.nullable(about),
    isRead: v.boolean(),
    readAt: v.nullable(time),
    createdAt: time,
    updatedAt: time,
    deletedAt: v.nullable(time),
  }),
  v.metadata({ ref: "Message" }),
);

const conversation: ModelOf<Conversation> = v.pipe(
  v.object({
    conversationId: v.string(),
    kind: v.picklist(["direct", "group"]),
    participants: v.array(participant),
    blockedByMe: v.boolean(),
    writable: v.boolean(),
    lastMessage: v.nullable(message),
    match: v.optional(v.nullable(message)),
    unreadCount: count,
    rev: count,
    updatedAt: time,
  }),
  v.metadata({ ref: "Conversation" }),
);

export const conversationPage: ModelOf<ConversationPage> = v.object({
  conversations: v.array(conversation),
  hasMore: v.boolean(),
});

export const messagePage: ModelOf<MessagePage> = v.object({
  messages: v.array(message),
  hasMore: v.boolean(),
});

export const profile: ModelOf<Profile> = v.pipe(
  v.object({
    name: v.nullable(v.string()),
    picture: v.nullable(v.string()),
    email: v.nullable(v.string()),
    availability: v.object({
      mode: v.picklist(["online", "away", "hours"]),
      timeZone: v.string(),
      hours: v.array(v.object({ day: count, from: v.string(), to: v.string() })),
      answer: v.nullable(v.string()),
    }),
  }),
  v.metadata({ ref: "Profile" }),
);

export const reply: ModelOf<SavedReply> = v.pipe(
  v.object({ replyId: v.string(), title: v.string(), text: v.string() }),
  v.metadata({ ref: "SavedReply" }),
);
export const replies = v.object({ replies: v.array(reply) });
export const blockedUsers = v.object({
  users: v.array(
    v.pipe(
      v.object({
        userId: v.string(),
        name: v.nullable(v.string()),
        picture: v.nullable(v.string()),
        blockedAt: time,
      }),
      v.metadata({ ref: "BlockedUser" }),
    ) satisfies ModelOf<BlockedUser>,
  ),
});
export const reported = v.object({ reportId: v.string() });
export const nothing = v.object({});
export const code = v.object({ code: v.string() });

export const conversationResult = v.object({ conversation });
export const sendResult = v.object({ message, duplicate: v.optional(v.literal(true)) });
export const unreadResult = v.object({ unreadCount: count });
export const joinGuestResult: ModelOf<JoinGuestResult> = v.object({
  conversations: v.array(v.object({ conversationId: v.string(), movedTo: v.string() })),
});
export const issued = v.object({ token: v.string(), user });

export const errorBody: ModelOf<{ error: WireError }> = v.pipe(
  v.object({
    error: v.object({
      code: v.picklist([...new Set([...ERROR_CODES, ...CONNECT_ERROR_CODES])]),
      message: v.string(),
      reason: v.exactOptional(v.picklist(["banned", "joined", "revoked"])),
      retryAfterMs: v.exactOptional(count),
    }),
  }),
  v.metadata({ ref: "Error" }),
);
