import type { Texts } from "./photo-chat-strings.js";

const signedOut = "Vous n’êtes plus connecté. Rechargez la page ou reconnectez-vous.";
const unavailable =
  "La messagerie est injoignable pour le moment. Réessayez dans quelques instants.";

export const texts: Texts = ({ count }) => ({
  openChat: "Ouvrir la discussion",
  closeChat: "Fermer la discussion",
  chat: "Discussion",
  chatWith: (name) => `Discussion avec ${name}`,
  unread: (n) => count(n, { one: "# message non lu", other: "# messages non lus" }),
  guest: "Visiteur",
  erased: "Compte supprimé",
  you: "Vous",
  online: "En ligne",
  offline: "Hors ligne",
  lastSeen: (when) => `Dernière connexion ${when}`,
  away: "Absent",
  backAt: (time) => `Absent · de retour à ${time}`,
  backOn: (day) => `Absent · de retour\u00a0: ${day}`,
  justNow: "à l’instant",
  typing: (name) => `${name} écrit`,

  connecting: "Connexion…",
  catchingUp: "Mise à jour…",
  disconnected: "Pas de connexion.",
  waiting: (n) =>
    count(n, {
      one: "# message attend et partira dès que vous serez de nouveau en ligne.",
      other: "# messages attendent et partiront dès que vous serez de nouveau en ligne.",
    }),
  keepOpen: "Gardez cette page ouverte d’ici là.",
  retryIn: (n) => count(n, { other: "Prochain essai dans #\u00a0s" }),
  held: "Cela fait beaucoup à la fois. La suite partira toute seule.",
  trying: "Tentative de connexion…",
  tryNow: "Essayer maintenant",
  tryAgain: "Réessayer",

  messages: (name) => `Messages avec ${name}`,
  loading: "Chargement de la discussion",
  loadingOlder: "Chargement des messages précédents",
  olderFailed: "Les messages précédents n’ont pas pu être chargés.",
  newMessages: (n) => count(n, { one: "# nouveau message", other: "# nouveaux messages" }),
  toNewest: "Aller au message le plus récent",
  unreadStart: "Nouveaux messages",
  emptyTitle: "Dites bonjour",
  emptyText: (name) => `${name} lit ici chaque message et répond dès que possible.`,

  sending: "Envoi en cours",
  sent: "Envoyé",
  delivered: "Distribué",
  read: "Lu",
  failed: "Non envoyé",
  retry: "Renvoyer",
  discard: "Supprimer",
  messageActions: "Actions du message",
  copy: "Copier",
  copied: "Copié",
  copyFailed: "La copie n’est pas autorisée ici. Sélectionnez le texte.",
  image: "Image",
  imageFailed: "L’image n’a pas pu être chargée. L’ouvrir",
  file: "Fichier",
  deleted: "Message supprimé",

  message: "Message",
  photo: "Photo",
  removePhoto: (title) => `Retirer «\u00a0${title}\u00a0»`,
  emoji: "Emoji",
  placeholder: "Écrivez un message…",
  send: "Envoyer",
  charactersLeft: (n) =>
    count(n, { one: "Encore # caractère possible", other: "Encore # caractères possibles" }),
  tooLong: (n) =>
    count(n, {
      one: "# caractère de trop. Raccourcissez le message pour l’envoyer.",
      other: "# caractères de trop. Raccourcissez le message pour l’envoyer.",
    }),

  menu: "Plus d’options",
  sound: "Son à chaque nouveau message",
  guestTitle: "Commencer une discussion",
  guestText:
    "Posez vos questions sur les dates, les tarifs ou une séance. Vos messages restent ici pour votre prochaine visite.",
  name: "Votre nom",
  nameMissing: "Indiquez un nom, pour que l’on sache qui écrit.",
  email: "Votre adresse e-mail (facultatif)",
  emailHint:
    "Seulement pour vous répondre une fois que vous aurez quitté cette page. Les autres visiteurs ne la voient jamais.",
  emailWrong: "Cette adresse n’est pas encore complète. Elle doit ressembler à nom@exemple.fr.",
  start: "Commencer",
  starting: "Un instant…",
  guestExpired: "Votre dernière discussion est terminée. Commencez-en une nouvelle ici.",

  notSetUp: "Cette messagerie n’est pas encore configurée\u00a0: il manque le destinataire.",
  errors: {
    auth_missing: signedOut,
    auth_invalid:
      "La messagerie n’a pas accepté votre connexion. Reconnectez-vous. Si cela ne suffit pas, adressez-vous aux responsables de ce site.",
    auth_expired: signedOut,
    token_failed: "La connexion à votre compte a échoué. Réessayez dans quelques instants.",
    origin_denied: "La messagerie n’est pas activée pour ce site. Son propriétaire peut l’activer.",
    too_many_connections:
      "La discussion est ouverte à trop d’endroits. Fermez-en quelques-uns, puis réessayez.",
    forbidden:
      "Cette discussion n’accepte pas vos messages. Si cela vous surprend, vérifiez que vous utilisez le bon compte.",
    not_found: "Cette discussion n’existe pas.",
    too_large: "Le message est trop long. Envoyez-le en plusieurs parties.",
    invalid: "Le message ne peut pas partir ainsi. Modifiez-le, puis renvoyez-le.",
    conflict: "Le message n’a pas pu être envoyé. Copiez-le et écrivez-le de nouveau.",
    rate_limited: "Cela fait beaucoup d’un coup. Patientez un peu, puis réessayez.",
    offline: "Vous êtes hors ligne. Réessayez une fois la connexion rétablie.",
    timeout: unavailable,
    unavailable,
    storage_failed:
      "Ce navigateur ne peut pas conserver les messages non envoyés. Laissez la page ouverte jusqu’à leur envoi.",
    other: "Un problème est survenu. Réessayez.",
  },
});
