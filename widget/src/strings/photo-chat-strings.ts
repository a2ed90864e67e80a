import type { ChatErrorCode } from "@photo-chat/sdk";
import type { Format } from "./format.js";
import type { InboxStrings } from "./inbox-strings.js";
import type { LightboxStrings } from "./lightbox-strings.js";
import type { ModerationStrings } from "./moderation-strings.js";

/** The table of a language: `format` counts and writes numbers as the person's region does. */
export type Texts = (format: Format) => Strings;

/** What is there from the start: the English texts of a part that comes later come with it. */
export type Strings = Omit<PhotoChatStrings, keyof ActionStrings> & Partial<ActionStrings>;

/** What a page may replace: any text, those of the inbox, around pictures and about blocking among them. */
export type StringOverrides = Partial<
  PhotoChatStrings & InboxStrings & LightboxStrings & ModerationStrings
>;

/** What can be done with a message. */
export interface ActionStrings {
  messageActions: string;
  copy: string;
  copied: string;
  copyFailed: string;
}

/** Every text that the element shows or says. Another language is one more table of all of them. */
export interface PhotoChatStrings extends ActionStrings {
  openChat: string;
  closeChat: string;
  chat: string;
  chatWith(name: string): string;
  unread(count: number): string;
  /** Someone who gave no name. */
  guest: string;
  /** Someone of whom the host has erased everything. */
  erased: string;
  you: string;
  online: string;
  offline: string;
  /** `when` is a time in words, "5 minutes ago". */
  lastSeen(when: string): string;
  /** Who does not answer now, and when they do again. */
  away: string;
  backAt(time: string): string;
  /** `day` is a weekday or date with a time. */
  backOn(day: string): string;
  justNow: string;
  typing(name: string): string;

  connecting: string;
  catchingUp: string;
  disconnected: string;
  waiting(count: number): string;
  keepOpen: string;
  retryIn(seconds: number): string;
  /** Over a limit: what waits is sent when that lifts. */
  held: string;
  trying: string;
  tryNow: string;
  tryAgain: string;

  messages(name: string): string;
  loading: string;
  loadingOlder: string;
  olderFailed: string;
  newMessages(count: number): string;
  toNewest: string;
  /** The line above what was unread when the conversation came into view. */
  unreadStart: string;
  emptyTitle: string;
  emptyText(name: string): string;

  sending: string;
  sent: string;
  delivered: string;
  read: string;
  failed: string;
  retry: string;
  discard: string;
  image: string;
  imageFailed: string;
  file: string;
  /** In the place of a message that was erased. */
  deleted: string;

  message: string;
  /** A picture without a title. */
  photo: string;
  removePhoto(title: string): string;
  /** The button that opens the choice of emoji. */
  emoji: string;
  placeholder: string;
  send: string;
  charactersLeft(count: number): string;
  tooLong(count: number): string;

  /** The menu in the head. */
  menu: string;
  sound: string;

  /** What visitors are asked who have not said who they are. */
  guestTitle: string;
  guestText: string;
  name: string;
  nameMissing: string;
  email: string;
  emailHint: string;
  emailWrong: string;
  start: string;
  starting: string;
  guestExpired: string;

  /** Shown when the element lacks its `with`. */
  notSetUp: string;
  /** A sentence for each reason of failure that says what to do next. */
  errors: Readonly<Partial<Record<ChatErrorCode, string>>> & { readonly other: string };
}
