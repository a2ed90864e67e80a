import type { Format } from "./format.js";

/** Every text of the inbox's list, which is loaded with it. */
export interface InboxStrings {
  inbox: string;
  backToInbox: string;
  search: string;
  clearSearch: string;
  searching: string;
  searchFailed: string;
  results(count: number): string;
  nothingFound(query: string): string;
  nothingFoundText: string;
  loadingInbox: string;
  inboxEmptyTitle: string;
  inboxEmptyText: string;
  chooseTitle: string;
  chooseText: string;
  /** Before the text of one's own message. */
  own: string;
  draft: string;
  typingNow: string;
  noMessages: string;
  newMessageFrom(name: string): string;
}

/** The table of a language. */
export type InboxTexts = (format: Format) => InboxStrings;
