import type { InboxTexts } from "./inbox-strings.js";

export const inboxTexts: InboxTexts = ({ count }) => ({
  inbox: "Skrzynka odbiorcza",
  backToInbox: "Wróć do wszystkich rozmów",
  search: "Szukaj osób i wiadomości",
  clearSearch: "Wyczyść wyszukiwanie",
  searching: "Wyszukiwanie…",
  searchFailed: "Nie udało się przeszukać starszych wiadomości.",
  results: (n) =>
    count(n, {
      one: "Znaleziono # rozmowę",
      few: "Znaleziono # rozmowy",
      many: "Znaleziono # rozmów",
      other: "Znaleziono # rozmowy",
    }),
  nothingFound: (query) => `Brak wyników dla „${query}”`,
  nothingFoundText: "Spróbuj wpisać część imienia lub słowo z wiadomości.",
  loadingInbox: "Wczytywanie rozmów",
  inboxEmptyTitle: "Nie ma jeszcze rozmów",
  inboxEmptyText:
    "Umieść czat na swojej stronie. Wiadomości od odwiedzających od razu pojawią się tutaj.",
  chooseTitle: "Wybierz rozmowę",
  chooseText: "Wiadomości pojawią się tutaj.",
  own: "Ty:",
  draft: "Szkic:",
  typingNow: "pisze…",
  noMessages: "Nie ma jeszcze wiadomości",
  newMessageFrom: (name) => `Nowa wiadomość: ${name}`,
});
