import type { Texts } from "./photo-chat-strings.js";

const signedOut = "Sesja się zakończyła. Odśwież stronę lub zaloguj się ponownie.";
const unavailable = "Czat jest teraz niedostępny. Spróbuj ponownie za chwilę.";

export const texts: Texts = ({ count }) => ({
  openChat: "Otwórz czat",
  closeChat: "Zamknij czat",
  chat: "Czat",
  chatWith: (name) => `Czat: ${name}`,
  unread: (n) =>
    count(n, {
      one: "# nieprzeczytana wiadomość",
      few: "# nieprzeczytane wiadomości",
      many: "# nieprzeczytanych wiadomości",
      other: "# nieprzeczytanej wiadomości",
    }),
  guest: "Gość",
  erased: "Usunięte konto",
  you: "Ty",
  online: "Online",
  offline: "Offline",
  lastSeen: (when) => `Ostatnio online: ${when}`,
  away: "Nieobecność",
  backAt: (time) => `Nieobecność · powrót o ${time}`,
  backOn: (day) => `Nieobecność · powrót: ${day}`,
  justNow: "przed chwilą",
  typing: (name) => `${name} pisze`,

  connecting: "Łączenie…",
  catchingUp: "Aktualizowanie…",
  disconnected: "Brak połączenia.",
  waiting: (n) =>
    count(n, {
      one: "# wiadomość czeka i zostanie wysłana, gdy wróci połączenie.",
      few: "# wiadomości czekają i zostaną wysłane, gdy wróci połączenie.",
      many: "# wiadomości czeka i zostanie wysłanych, gdy wróci połączenie.",
      other: "# wiadomości czeka i zostanie wysłane, gdy wróci połączenie.",
    }),
  keepOpen: "Do tego czasu nie zamykaj tej strony.",
  retryIn: (n) => count(n, { other: "Następna próba za #\u00a0s" }),
  held: "To było dużo naraz. Reszta zostanie wysłana automatycznie.",
  trying: "Próba połączenia…",
  tryNow: "Spróbuj teraz",
  tryAgain: "Spróbuj ponownie",

  messages: (name) => `Wiadomości: ${name}`,
  loading: "Wczytywanie rozmowy",
  loadingOlder: "Wczytywanie wcześniejszych wiadomości",
  olderFailed: "Nie udało się wczytać wcześniejszych wiadomości.",
  newMessages: (n) =>
    count(n, {
      one: "# nowa wiadomość",
      few: "# nowe wiadomości",
      many: "# nowych wiadomości",
      other: "# nowej wiadomości",
    }),
  toNewest: "Przejdź do najnowszej wiadomości",
  unreadStart: "Nowe wiadomości",
  emptyTitle: "Przywitaj się",
  emptyText: (name) => `${name} czyta tu każdą wiadomość i odpowie tak szybko, jak to możliwe.`,

  sending: "Wysyłanie",
  sent: "Wysłano",
  delivered: "Dostarczono",
  read: "Przeczytano",
  failed: "Nie wysłano",
  retry: "Wyślij ponownie",
  discard: "Odrzuć",
  messageActions: "Działania na wiadomości",
  copy: "Kopiuj",
  copied: "Skopiowano",
  copyFailed: "Kopiowanie jest tu niedozwolone. Zaznacz tekst.",
  image: "Zdjęcie",
  imageFailed: "Nie udało się wczytać zdjęcia. Otwórz je",
  file: "Plik",
  deleted: "Wiadomość usunięta",

  message: "Wiadomość",
  photo: "Zdjęcie",
  removePhoto: (title) => `Usuń „${title}”`,
  emoji: "Emoji",
  placeholder: "Napisz wiadomość…",
  send: "Wyślij",
  charactersLeft: (n) =>
    count(n, {
      one: "Został # znak",
      few: "Zostały # znaki",
      many: "Zostało # znaków",
      other: "Zostało # znaku",
    }),
  tooLong: (n) =>
    count(n, {
      one: "O # znak za długo. Skróć wiadomość, aby ją wysłać.",
      few: "O # znaki za długo. Skróć wiadomość, aby ją wysłać.",
      many: "O # znaków za długo. Skróć wiadomość, aby ją wysłać.",
      other: "O # znaku za długo. Skróć wiadomość, aby ją wysłać.",
    }),

  menu: "Więcej opcji",
  sound: "Dźwięk nowych wiadomości",
  guestTitle: "Zacznij rozmowę",
  guestText: "Zapytaj o terminy, ceny lub sesję. Twoje wiadomości będą tu, gdy wrócisz.",
  name: "Twoje imię",
  nameMissing: "Podaj imię, aby było wiadomo, kto pisze.",
  email: "Twój adres e-mail (opcjonalnie)",
  emailHint:
    "Tylko po to, aby Ci odpowiedzieć, gdy opuścisz tę stronę. Inni odwiedzający nigdy go nie zobaczą.",
  emailWrong: "Ten adres nie jest jeszcze pełny. Powinien wyglądać jak imie@przyklad.pl.",
  start: "Rozpocznij czat",
  starting: "Chwileczkę…",
  guestExpired: "Twoja ostatnia rozmowa się zakończyła. Zacznij tu nową.",

  notSetUp: "Ten czat nie jest jeszcze skonfigurowany: brakuje rozmówcy.",
  errors: {
    auth_missing: signedOut,
    auth_invalid:
      "Czat nie przyjął Twojego logowania. Zaloguj się ponownie. Jeśli to nie pomoże, napisz do osób prowadzących tę stronę.",
    auth_expired: signedOut,
    token_failed: "Logowanie się nie udało. Spróbuj ponownie za chwilę.",
    origin_denied: "Czat nie jest włączony dla tej strony. Jej właściciel może go włączyć.",
    too_many_connections:
      "Czat jest otwarty w zbyt wielu miejscach. Zamknij kilka i spróbuj ponownie.",
    forbidden:
      "W tej rozmowie nie możesz wysyłać wiadomości. Jeśli to Cię dziwi, sprawdź, czy używasz właściwego konta.",
    not_found: "Ta rozmowa nie istnieje.",
    too_large: "Wiadomość jest za długa. Wyślij ją w kilku częściach.",
    invalid: "Takiej wiadomości nie można wysłać. Zmień ją i wyślij ponownie.",
    conflict: "Nie udało się wysłać wiadomości. Skopiuj ją i napisz od nowa.",
    rate_limited: "To było dużo naraz. Odczekaj chwilę i spróbuj ponownie.",
    offline: "Brak połączenia z siecią. Spróbuj ponownie, gdy wróci.",
    timeout: unavailable,
    unavailable,
    storage_failed:
      "Ta przeglądarka nie może przechować niewysłanych wiadomości. Nie zamykaj strony, dopóki nie zostaną wysłane.",
    other: "Coś poszło nie tak. Spróbuj ponownie.",
  },
});
