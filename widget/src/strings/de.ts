import type { Texts } from "./photo-chat-strings.js";

const signedOut = "Sie sind abgemeldet. Laden Sie die Seite neu oder melden Sie sich wieder an.";
const unavailable = "Der Chat ist gerade nicht erreichbar. Versuchen Sie es gleich noch einmal.";

export const texts: Texts = ({ count }) => ({
  openChat: "Chat öffnen",
  closeChat: "Chat schließen",
  chat: "Chat",
  chatWith: (name) => `Chat mit ${name}`,
  unread: (n) => count(n, { one: "# ungelesene Nachricht", other: "# ungelesene Nachrichten" }),
  guest: "Gast",
  erased: "Gelöschtes Konto",
  you: "Sie",
  online: "Online",
  offline: "Offline",
  lastSeen: (when) => `Zuletzt online ${when}`,
  away: "Abwesend",
  backAt: (time) => `Abwesend · um ${time} zurück`,
  backOn: (day) => `Abwesend · zurück: ${day}`,
  justNow: "gerade eben",
  typing: (name) => `${name} schreibt`,

  connecting: "Verbinden …",
  catchingUp: "Wird aktualisiert …",
  disconnected: "Keine Verbindung.",
  waiting: (n) =>
    count(n, {
      one: "# Nachricht wartet und wird gesendet, sobald Sie wieder online sind.",
      other: "# Nachrichten warten und werden gesendet, sobald Sie wieder online sind.",
    }),
  keepOpen: "Lassen Sie diese Seite bis dahin offen.",
  retryIn: (n) => count(n, { other: "Nächster Versuch in #\u00a0s" }),
  held: "Das war viel auf einmal. Der Rest folgt von selbst.",
  trying: "Verbindung wird versucht …",
  tryNow: "Jetzt versuchen",
  tryAgain: "Noch einmal versuchen",

  messages: (name) => `Nachrichten mit ${name}`,
  loading: "Unterhaltung wird geladen",
  loadingOlder: "Frühere Nachrichten werden geladen",
  olderFailed: "Frühere Nachrichten konnten nicht geladen werden.",
  newMessages: (n) => count(n, { one: "# neue Nachricht", other: "# neue Nachrichten" }),
  toNewest: "Zur neuesten Nachricht",
  unreadStart: "Neue Nachrichten",
  emptyTitle: "Sagen Sie Hallo",
  emptyText: (name) => `${name} liest hier jede Nachricht und antwortet so bald wie möglich.`,

  sending: "Wird gesendet",
  sent: "Gesendet",
  delivered: "Zugestellt",
  read: "Gelesen",
  failed: "Nicht gesendet",
  retry: "Erneut senden",
  discard: "Verwerfen",
  messageActions: "Aktionen für die Nachricht",
  copy: "Kopieren",
  copied: "Kopiert",
  copyFailed: "Kopieren ist hier nicht erlaubt. Markieren Sie den Text.",
  image: "Bild",
  imageFailed: "Das Bild konnte nicht geladen werden. Öffnen",
  file: "Datei",
  deleted: "Nachricht gelöscht",

  message: "Nachricht",
  photo: "Bild",
  removePhoto: (title) => `„${title}“ entfernen`,
  emoji: "Emoji",
  placeholder: "Nachricht schreiben …",
  send: "Senden",
  charactersLeft: (n) => count(n, { other: "Noch # Zeichen" }),
  tooLong: (n) =>
    count(n, { other: "# Zeichen zu lang. Kürzen Sie die Nachricht, um sie zu senden." }),

  menu: "Weitere Optionen",
  sound: "Ton bei neuen Nachrichten",
  guestTitle: "Unterhaltung beginnen",
  guestText:
    "Fragen Sie nach Terminen, Preisen oder einem Shooting. Ihre Nachrichten bleiben hier.",
  name: "Ihr Name",
  nameMissing: "Geben Sie einen Namen ein, damit klar ist, wer schreibt.",
  email: "Ihre E-Mail-Adresse (freiwillig)",
  emailHint:
    "Nur, um Ihnen zu antworten, wenn Sie die Seite verlassen haben. Andere Besucher sehen sie nie.",
  emailWrong: "Das ist noch keine ganze Adresse. Sie sieht aus wie name@beispiel.de.",
  start: "Chat beginnen",
  starting: "Wird gestartet …",
  guestExpired: "Ihre letzte Unterhaltung ist beendet. Beginnen Sie hier eine neue.",

  notSetUp: "Dieser Chat ist noch nicht eingerichtet: Es fehlt, mit wem er verbindet.",
  errors: {
    auth_missing: signedOut,
    auth_invalid:
      "Der Chat hat Ihre Anmeldung nicht angenommen. Melden Sie sich neu an. Hilft das nicht, fragen Sie die Betreiber dieser Website.",
    auth_expired: signedOut,
    token_failed: "Die Anmeldung hat nicht geklappt. Versuchen Sie es gleich noch einmal.",
    origin_denied:
      "Der Chat ist für diese Website nicht freigeschaltet. Der Betreiber kann das ändern.",
    too_many_connections:
      "Der Chat ist zu oft geöffnet. Schließen Sie einige und versuchen Sie es erneut.",
    forbidden:
      "In dieser Unterhaltung können Sie keine Nachrichten senden. Falls Sie das wundert, prüfen Sie, ob Sie richtig angemeldet sind.",
    not_found: "Diese Unterhaltung gibt es nicht.",
    too_large: "Die Nachricht ist zu lang. Senden Sie sie in mehreren Teilen.",
    invalid:
      "So kann die Nachricht nicht gesendet werden. Ändern Sie sie und senden Sie sie erneut.",
    conflict:
      "Die Nachricht konnte nicht gesendet werden. Kopieren Sie sie und schreiben Sie sie neu.",
    rate_limited: "Das war viel auf einmal. Warten Sie kurz und versuchen Sie es dann erneut.",
    offline: "Sie sind offline. Versuchen Sie es erneut, sobald Sie verbunden sind.",
    timeout: unavailable,
    unavailable,
    storage_failed:
      "Dieser Browser kann Ungesendetes nicht aufbewahren. Lassen Sie die Seite bis zum Senden offen.",
    other: "Etwas ist schiefgegangen. Versuchen Sie es noch einmal.",
  },
});
