import type { InboxTexts } from "./inbox-strings.js";

export const inboxTexts: InboxTexts = ({ count }) => ({
  inbox: "Postvak IN",
  backToInbox: "Terug naar alle gesprekken",
  search: "Zoek personen en berichten",
  clearSearch: "Zoekopdracht wissen",
  searching: "Zoeken…",
  searchFailed: "Oudere berichten konden niet worden doorzocht.",
  results: (n) => count(n, { one: "# gesprek gevonden", other: "# gesprekken gevonden" }),
  nothingFound: (query) => `Niets gevonden voor ‘${query}’`,
  nothingFoundText: "Probeer een deel van een naam of een woord uit een bericht.",
  loadingInbox: "Gesprekken worden geladen",
  inboxEmptyTitle: "Nog geen gesprekken",
  inboxEmptyText: "Zet de chat op je website. Wat bezoekers schrijven, verschijnt hier meteen.",
  chooseTitle: "Kies een gesprek",
  chooseText: "De berichten verschijnen hier.",
  own: "Jij:",
  draft: "Concept:",
  typingNow: "is aan het typen…",
  noMessages: "Nog geen berichten",
  newMessageFrom: (name) => `Nieuw bericht van ${name}`,
});
