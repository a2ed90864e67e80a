import type { InboxTexts } from "./inbox-strings.js";

export const inboxTexts: InboxTexts = ({ count }) => ({
  inbox: "Inbox",
  backToInbox: "Back to all conversations",
  search: "Search people and messages",
  clearSearch: "Clear the search",
  searching: "Searching…",
  searchFailed: "Older messages couldn’t be searched.",
  results: (n) => count(n, { one: "# conversation found", other: "# conversations found" }),
  nothingFound: (query) => `Nothing found for “${query}”`,
  nothingFoundText: "Try a part of a name, or a word of a message.",
  loadingInbox: "Loading the conversations",
  inboxEmptyTitle: "No conversations yet",
  inboxEmptyText: "Put the chat on your website. What visitors write appears here at once.",
  chooseTitle: "Choose a conversation",
  chooseText: "Its messages appear here.",
  own: "You:",
  draft: "Draft:",
  typingNow: "is typing…",
  noMessages: "No messages yet",
  newMessageFrom: (name) => `New message from ${name}`,
});
