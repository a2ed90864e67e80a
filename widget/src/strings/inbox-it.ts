import type { InboxTexts } from "./inbox-strings.js";

export const inboxTexts: InboxTexts = ({ count }) => ({
  inbox: "Posta in arrivo",
  backToInbox: "Torna a tutte le conversazioni",
  search: "Cerca persone e messaggi",
  clearSearch: "Cancella la ricerca",
  searching: "Ricerca in corso…",
  searchFailed: "Non è stato possibile cercare nei messaggi più vecchi.",
  results: (n) => count(n, { one: "# conversazione trovata", other: "# conversazioni trovate" }),
  nothingFound: (query) => `Nessun risultato per “${query}”`,
  nothingFoundText: "Prova con una parte di un nome o una parola di un messaggio.",
  loadingInbox: "Caricamento delle conversazioni",
  inboxEmptyTitle: "Ancora nessuna conversazione",
  inboxEmptyText:
    "Inserisci la chat nel tuo sito. Quello che scrivono i visitatori appare subito qui.",
  chooseTitle: "Scegli una conversazione",
  chooseText: "I suoi messaggi appariranno qui.",
  own: "Tu:",
  draft: "Bozza:",
  typingNow: "sta scrivendo…",
  noMessages: "Ancora nessun messaggio",
  newMessageFrom: (name) => `Nuovo messaggio da ${name}`,
});
