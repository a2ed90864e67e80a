import type { Texts } from "./photo-chat-strings.js";

const signedOut = "Je bent uitgelogd. Laad de pagina opnieuw of log weer in.";
const unavailable = "De chat is nu niet bereikbaar. Probeer het zo nog eens.";

export const texts: Texts = ({ count }) => ({
  openChat: "Chat openen",
  closeChat: "Chat sluiten",
  chat: "Chat",
  chatWith: (name) => `Chat met ${name}`,
  unread: (n) => count(n, { one: "# ongelezen bericht", other: "# ongelezen berichten" }),
  guest: "Gast",
  erased: "Verwijderd account",
  you: "Jij",
  online: "Online",
  offline: "Offline",
  lastSeen: (when) => `Laatst online ${when}`,
  away: "Afwezig",
  backAt: (time) => `Afwezig · terug om ${time}`,
  backOn: (day) => `Afwezig · terug: ${day}`,
  justNow: "zojuist",
  typing: (name) => `${name} is aan het typen`,

  connecting: "Verbinden…",
  catchingUp: "Bijwerken…",
  disconnected: "Geen verbinding.",
  waiting: (n) =>
    count(n, {
      one: "# bericht wacht en wordt verstuurd zodra je weer online bent.",
      other: "# berichten wachten en worden verstuurd zodra je weer online bent.",
    }),
  keepOpen: "Laat deze pagina tot dan open.",
  retryIn: (n) => count(n, { other: "Volgende poging over #\u00a0s" }),
  held: "Dat was veel tegelijk. De rest volgt vanzelf.",
  trying: "Proberen te verbinden…",
  tryNow: "Nu proberen",
  tryAgain: "Opnieuw proberen",

  messages: (name) => `Berichten met ${name}`,
  loading: "Gesprek wordt geladen",
  loadingOlder: "Eerdere berichten worden geladen",
  olderFailed: "Eerdere berichten konden niet worden geladen.",
  newMessages: (n) => count(n, { one: "# nieuw bericht", other: "# nieuwe berichten" }),
  toNewest: "Naar het nieuwste bericht",
  unreadStart: "Nieuwe berichten",
  emptyTitle: "Zeg hallo",
  emptyText: (name) => `${name} leest hier elk bericht en antwoordt zo snel mogelijk.`,

  sending: "Wordt verstuurd",
  sent: "Verstuurd",
  delivered: "Bezorgd",
  read: "Gelezen",
  failed: "Niet verstuurd",
  retry: "Opnieuw versturen",
  discard: "Weggooien",
  messageActions: "Acties voor het bericht",
  copy: "Kopiëren",
  copied: "Gekopieerd",
  copyFailed: "Kopiëren is hier niet toegestaan. Selecteer de tekst.",
  image: "Afbeelding",
  imageFailed: "De afbeelding kon niet worden geladen. Openen",
  file: "Bestand",
  deleted: "Bericht verwijderd",

  message: "Bericht",
  photo: "Foto",
  removePhoto: (title) => `“${title}” verwijderen`,
  emoji: "Emoji",
  placeholder: "Schrijf een bericht…",
  send: "Versturen",
  charactersLeft: (n) => count(n, { one: "Nog # teken", other: "Nog # tekens" }),
  tooLong: (n) =>
    count(n, {
      one: "# teken te lang. Maak het bericht korter om het te versturen.",
      other: "# tekens te lang. Maak het bericht korter om het te versturen.",
    }),

  menu: "Meer opties",
  sound: "Geluid bij nieuwe berichten",
  guestTitle: "Begin een gesprek",
  guestText:
    "Vraag naar data, prijzen of een fotoshoot. Je berichten staan hier nog als je terugkomt.",
  name: "Je naam",
  nameMissing: "Vul een naam in, zodat duidelijk is wie er schrijft.",
  email: "Je e-mailadres (optioneel)",
  emailHint:
    "Alleen om je te antwoorden als je deze pagina hebt verlaten. Andere bezoekers zien het nooit.",
  emailWrong: "Dit adres is nog niet compleet. Het ziet eruit als naam@voorbeeld.nl.",
  start: "Chat beginnen",
  starting: "Een moment…",
  guestExpired: "Je laatste gesprek is afgelopen. Begin hier een nieuw gesprek.",

  notSetUp: "Deze chat is nog niet ingesteld: er ontbreekt met wie je praat.",
  errors: {
    auth_missing: signedOut,
    auth_invalid:
      "De chat heeft je aanmelding niet geaccepteerd. Log opnieuw in. Helpt dat niet, vraag het dan aan de beheerders van deze website.",
    auth_expired: signedOut,
    token_failed: "Inloggen is niet gelukt. Probeer het zo nog eens.",
    origin_denied: "De chat staat niet aan voor deze website. De eigenaar kan hem aanzetten.",
    too_many_connections:
      "De chat is op te veel plekken open. Sluit er een paar en probeer het opnieuw.",
    forbidden:
      "Je kunt in dit gesprek geen berichten versturen. Verbaast dat je, controleer dan of je met het juiste account bent ingelogd.",
    not_found: "Dit gesprek bestaat niet.",
    too_large: "Het bericht is te lang. Verstuur het in delen.",
    invalid: "Zo kan het bericht niet worden verstuurd. Pas het aan en verstuur het opnieuw.",
    conflict: "Het bericht kon niet worden verstuurd. Kopieer het en schrijf het opnieuw.",
    rate_limited: "Dat was veel in één keer. Wacht even en probeer het dan opnieuw.",
    offline: "Je bent offline. Probeer het opnieuw zodra je verbinding hebt.",
    timeout: unavailable,
    unavailable,
    storage_failed:
      "Deze browser kan onverstuurde berichten niet bewaren. Laat de pagina open tot ze verstuurd zijn.",
    other: "Er ging iets mis. Probeer het opnieuw.",
  },
});
