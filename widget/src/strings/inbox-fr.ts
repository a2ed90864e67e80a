import type { InboxTexts } from "./inbox-strings.js";

export const inboxTexts: InboxTexts = ({ count }) => ({
  inbox: "Boîte de réception",
  backToInbox: "Retour à toutes les discussions",
  search: "Rechercher des personnes et des messages",
  clearSearch: "Effacer la recherche",
  searching: "Recherche…",
  searchFailed: "La recherche dans les anciens messages n’a pas abouti.",
  results: (n) => count(n, { one: "# discussion trouvée", other: "# discussions trouvées" }),
  nothingFound: (query) => `Aucun résultat pour «\u00a0${query}\u00a0»`,
  nothingFoundText: "Essayez une partie d’un nom ou un mot d’un message.",
  loadingInbox: "Chargement des discussions",
  inboxEmptyTitle: "Aucune discussion pour l’instant",
  inboxEmptyText:
    "Intégrez la messagerie à votre site. Ce que vos visiteurs écrivent apparaît aussitôt ici.",
  chooseTitle: "Choisissez une discussion",
  chooseText: "Ses messages s’afficheront ici.",
  own: "Vous\u00a0:",
  draft: "Brouillon\u00a0:",
  typingNow: "écrit…",
  noMessages: "Aucun message pour l’instant",
  newMessageFrom: (name) => `Nouveau message de ${name}`,
});
