/** Limits that are part of the protocol: the same on every server. */
export const USER_ID_LENGTH = 128;
export const CLIENT_MESSAGE_ID_LENGTH = 128;
export const ATTACHMENT_URL_LENGTH = 2048;
/** What a message is about, in UTF-16 units; its `src` is as long as an attachment's address may be. */
export const ABOUT_ID_LENGTH = 200;
export const ABOUT_TITLE_LENGTH = 200;
/** What a list of conversations is searched for, in UTF-16 units. */
export const SEARCH_LENGTH = 100;
/** Spans of hours in a week, saved replies of one photographer, and a reply's title, in UTF-16 units. */
export const OPEN_HOURS = 50;
export const SAVED_REPLIES = 100;
export const REPLY_TITLE_LENGTH = 100;
/** What somebody says about somebody whom they report, in UTF-16 units. */
export const REPORT_NOTE_LENGTH = 1_000;
/** Messages or conversations in a page: at most, and when nothing is asked for. */
export const PAGE_SIZE_MAX = 100;
export const PAGE_SIZE = 50;
/** A `sync` names at most this many conversations. */
export const SYNC_CONVERSATIONS = 200;
/** Past this many changes of one conversation a `sync` answers `reset` with the newest page. */
export const SYNC_CHANGES = 200;
/** While keys are pressed, one `typing` in this time, in milliseconds. */
export const TYPING_HEARTBEAT_MS = 2_000;
/** A receiver drops a typing mark this long after the last `typing`, in milliseconds. */
export const TYPING_EXPIRY_MS = 6_000;

/** Limits that a server's operator sets; a `session` event tells them to the client. */
export interface ServerLimits {
  /** The longest `messageText`, in UTF-16 units. Default 4000. */
  messageLength: number;
}

export const DEFAULT_SERVER_LIMITS: ServerLimits = { messageLength: 4_000 };
