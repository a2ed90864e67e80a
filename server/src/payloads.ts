import {
  ABOUT_ID_LENGTH,
  ABOUT_TITLE_LENGTH,
  ATTACHMENT_URL_LENGTH,
  CLIENT_MESSAGE_ID_LENGTH,
  PAGE_SIZE_MAX,
  REPORT_NOTE_LENGTH,
  type RequestName,
  type Requests,
  type SendMessagePayload,
  SEARCH_LENGTH,
  type ServerLimits,
  SYNC_CONVERSATIONS,
} from "@photo-chat/sdk/protocol";
import * as v from "valibot";
import { isWebAddress, userId } from "./auth/identity.js";
import { ChatError } from "./chat/chat-error.js";

/** An escaped id has at most nine characters for each of 128; twice that and `conv__` fit. */
const CONVERSATION_ID_LENGTH = 2 * 9 * 128 + 6;
const MESSAGE_ID_LENGTH = 64;
/** How much of a field's place an error names. */
const WHERE_LENGTH = 100;

const wellFormed = v.check<string, string>(
  (text) => !/[\0\p{Surrogate}]/u.test(text),
  "must be well-formed and without U+0000",
);

export const withoutNul = v.check<string, string>(
  (text) => !text.includes("\0"),
  "must be without U+0000",
);

export const conversationId = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(CONVERSATION_ID_LENGTH),
  wellFormed,
);
export const messageId = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(MESSAGE_ID_LENGTH),
  wellFormed,
);
/** Without the white space around it. */
export const search = v.pipe(
  v.string(),
  v.maxLength(SEARCH_LENGTH),
  wellFormed,
  v.trim(),
  v.minLength(1, "must not be empty"),
);
const limit = v.pipe(
  v.number(),
  v.integer("must be an integer"),
  v.minValue(1),
  v.maxValue(PAGE_SIZE_MAX),
);
const rev = v.pipe(v.number(), v.safeInteger("must be an integer"), v.minValue(0));

const webAddress = v.pipe(
  v.string(),
  v.maxLength(ATTACHMENT_URL_LENGTH),
  v.check(isWebAddress, "must be an absolute http(s) address or a path on this server"),
);

const tooLarge = "is too long";

/** Text of people: half of a surrogate pair, which can't be stored, becomes a replacement mark. */
export function writtenText(maxLength: number) {
  return v.pipe(
    v.string(),
    v.maxLength(maxLength, tooLarge),
    withoutNul,
    v.transform((text) => text.replace(/\p{Surrogate}/gu, "\uFFFD")),
  );
}

const about = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(ABOUT_ID_LENGTH), wellFormed),
  title: writtenText(ABOUT_TITLE_LENGTH),
  src: webAddress,
});

const clientMessageId = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(CLIENT_MESSAGE_ID_LENGTH),
  wellFormed,
);

/** A rev alone, or with the newest message that was seen. */
const cursor = v.union(
  [rev, v.object({ rev, seq: v.optional(rev), clientMessageId: v.optional(clientMessageId) })],
  "must be a rev or { rev, seq, clientMessageId }",
);

function draftEntries({ messageLength }: ServerLimits) {
  return {
    messageText: v.optional(writtenText(messageLength), ""),
    messageType: v.optional(v.picklist(["text", "image", "file"])),
    attachmentUrl: v.nullish(webAddress),
    about: v.nullish(about),
    clientMessageId: v.optional(clientMessageId),
  };
}

const noContent = "must have a messageText that is not empty, an attachmentUrl or an about";

function hasContent({
  messageText,
  attachmentUrl,
  about,
}: Omit<SendMessagePayload, "conversationId">): boolean {
  return messageText.trim() !== "" || Boolean(attachmentUrl) || Boolean(about);
}

/** `send_message` without its conversation, which a route has in its path. */
export function createDraft(limits: ServerLimits) {
  return v.pipe(
    v.object(draftEntries(limits)),
    v.check((draft) => hasContent(draft), noContent),
  );
}

const conversationRef = v.object({ conversationId });
const upTo = v.object({ conversationId, upToMessageId: v.optional(messageId) });

const userRef = v.object({ userId });

/** What somebody tells the host of somebody else. */
export const report = v.object({
  userId,
  conversationId: v.optional(conversationId),
  messageId: v.optional(messageId),
  reason: v.picklist(["spam", "abuse", "other"]),
  note: v.optional(writtenText(REPORT_NOTE_LENGTH)),
});

/** What each event of a client must carry. Unknown fields are dropped, so nothing deeper is looked at. */
export function createPayloads(limits: ServerLimits) {
  return matchProtocol({
    join_conversation: conversationRef,
    leave_conversation: conversationRef,
    send_message: v.pipe(
      v.object({ conversationId, ...draftEntries(limits) }),
      v.check((draft) => hasContent(draft), noContent),
    ),
    typing: conversationRef,
    stop_typing: conversationRef,
    mark_read: upTo,
    message_read: upTo,
    mark_delivered: upTo,
    sync: v.object({
      conversations: v.pipe(
        v.unknown(),
        v.check((cursors) => !Array.isArray(cursors), "must be an object"),
        v.record(conversationId, cursor),
        v.check(
          (cursors) => Object.keys(cursors).length <= SYNC_CONVERSATIONS,
          `must name at most ${SYNC_CONVERSATIONS} conversations`,
        ),
      ),
    }),
    list_conversations: v.object({
      limit: v.optional(limit),
      before: v.optional(conversationId),
      search: v.optional(search),
    }),
    load_messages: v.object({
      conversationId,
      limit: v.optional(limit),
      before: v.optional(messageId),
    }),
    block_user: userRef,
    unblock_user: userRef,
    report_user: report,
  });
}

export type Payloads = ReturnType<typeof createPayloads>;

/**
 * Checks a value from outside against an object's schema; throws `invalid` (or `too_large`) with what
 * is wrong and where. Lists and binary data are no objects here; a field that is null counts as absent.
 */
export function parse<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
): v.InferOutput<Schema> {
  if (Object.prototype.toString.call(value) !== "[object Object]") {
    throw new ChatError("invalid", "The payload must be an object.");
  }
  const present = Object.entries(value as object).filter(([, field]) => field !== null);
  const result = v.safeParse(schema, Object.fromEntries(present), { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  // A record's names are the caller's own words.
  const where = v.getDotPath(issue)?.slice(0, WHERE_LENGTH) ?? "The payload";
  const isMissing = issue.kind === "schema" && issue.received === "undefined";
  const isDefault = issue.message.startsWith("Invalid ");
  const wrong = isDefault ? `must be ${issue.expected ?? "valid"}` : issue.message;
  const reason = isMissing ? "is missing" : wrong;
  const isTooLarge = issue.message === tooLarge;
  throw new ChatError(isTooLarge ? "too_large" : "invalid", `${where} ${reason}.`);
}

type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Flat<T> = { [Key in keyof T]: T[Key] };
type Schemas = { [Name in RequestName]: v.GenericSchema<unknown, Requests[Name]["payload"]> };

/** The identity; does not compile when a schema's output is not exactly the protocol's payload. */
function matchProtocol<const Given extends Schemas>(
  schemas: Given & {
    [Name in keyof Given]: Name extends RequestName
      ? Same<Flat<v.InferOutput<Given[Name]>>, Flat<Requests[Name]["payload"]>> extends true
        ? unknown
        : "drifts from the protocol"
      : "not of the protocol";
  },
): Given {
  return schemas;
}
