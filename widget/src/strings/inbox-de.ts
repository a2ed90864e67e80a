import type { InboxTexts } from "./inbox-strings.js";

export const inboxTexts: InboxTexts = ({ count }) => ({
  inbox: "Posteingang",
  backToInbox: "Zurück zu allen Unterhaltungen",
  search: "Personen und Nachrichten suchen",
  clearSearch: "Suche leeren",
  searching: "Suche läuft …",
  searchFailed: "Ältere Nachrichten konnten nicht durchsucht werden.",
  results: (n) => count(n, { one: "# Unterhaltung gefunden", other: "# Unterhaltungen gefunden" }),
  nothingFound: (query) => `Nichts gefunden zu „${query}“`,
  nothingFoundText: "Suchen Sie nach einem Teil des Namens oder nach einem Wort einer Nachricht.",
  loadingInbox: "Unterhaltungen werden geladen",
  inboxEmptyTitle: "Noch keine Unterhaltungen",
  inboxEmptyText:
    "Binden Sie den Chat in Ihre Website ein. Was Besucher schreiben, erscheint sofort hier.",
  chooseTitle: "Wählen Sie eine Unterhaltung",
  chooseText: "Ihre Nachrichten erscheinen hier.",
  own: "Sie:",
  draft: "Entwurf:",
  typingNow: "schreibt …",
  noMessages: "Noch keine Nachrichten",
  newMessageFrom: (name) => `Neue Nachricht von ${name}`,
});
