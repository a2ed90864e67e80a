import type { Texts } from "./photo-chat-strings.js";

const signedOut = "La sessione è terminata. Ricarica la pagina o accedi di nuovo.";
const unavailable = "In questo momento la chat non è raggiungibile. Riprova tra poco.";

export const texts: Texts = ({ count }) => ({
  openChat: "Apri la chat",
  closeChat: "Chiudi la chat",
  chat: "Chat",
  chatWith: (name) => `Chat con ${name}`,
  unread: (n) => count(n, { one: "# messaggio non letto", other: "# messaggi non letti" }),
  guest: "Ospite",
  erased: "Account eliminato",
  you: "Tu",
  online: "Online",
  offline: "Offline",
  lastSeen: (when) => `Ultimo accesso ${when}`,
  away: "Assente",
  backAt: (time) => `Assente · torna alle ${time}`,
  backOn: (day) => `Assente · torna: ${day}`,
  justNow: "poco fa",
  typing: (name) => `${name} sta scrivendo`,

  connecting: "Connessione in corso…",
  catchingUp: "Aggiornamento in corso…",
  disconnected: "Nessuna connessione.",
  waiting: (n) =>
    count(n, {
      one: "# messaggio è in attesa e partirà appena torni online.",
      other: "# messaggi sono in attesa e partiranno appena torni online.",
    }),
  keepOpen: "Fino ad allora tieni aperta questa pagina.",
  retryIn: (n) => count(n, { other: "Nuovo tentativo tra #\u00a0s" }),
  held: "Erano molti in una volta. Il resto partirà da solo.",
  trying: "Tentativo di connessione…",
  tryNow: "Prova ora",
  tryAgain: "Riprova",

  messages: (name) => `Messaggi con ${name}`,
  loading: "Caricamento della conversazione",
  loadingOlder: "Caricamento dei messaggi precedenti",
  olderFailed: "Non è stato possibile caricare i messaggi precedenti.",
  newMessages: (n) => count(n, { one: "# nuovo messaggio", other: "# nuovi messaggi" }),
  toNewest: "Vai al messaggio più recente",
  unreadStart: "Nuovi messaggi",
  emptyTitle: "Di’ ciao",
  emptyText: (name) => `${name} legge qui ogni messaggio e risponde appena possibile.`,

  sending: "Invio in corso",
  sent: "Inviato",
  delivered: "Consegnato",
  read: "Letto",
  failed: "Non inviato",
  retry: "Invia di nuovo",
  discard: "Elimina",
  messageActions: "Azioni del messaggio",
  copy: "Copia",
  copied: "Copiato",
  copyFailed: "Qui non è consentito copiare. Seleziona il testo.",
  image: "Immagine",
  imageFailed: "Non è stato possibile caricare l’immagine. Aprila",
  file: "File",
  deleted: "Messaggio eliminato",

  message: "Messaggio",
  photo: "Foto",
  removePhoto: (title) => `Rimuovi “${title}”`,
  emoji: "Emoji",
  placeholder: "Scrivi un messaggio…",
  send: "Invia",
  charactersLeft: (n) =>
    count(n, { one: "Ancora # carattere disponibile", other: "Ancora # caratteri disponibili" }),
  tooLong: (n) =>
    count(n, {
      one: "# carattere di troppo. Accorcia il messaggio per inviarlo.",
      other: "# caratteri di troppo. Accorcia il messaggio per inviarlo.",
    }),

  menu: "Altre opzioni",
  sound: "Suono per i nuovi messaggi",
  guestTitle: "Inizia una conversazione",
  guestText:
    "Chiedi di date, prezzi o un servizio fotografico. I tuoi messaggi restano qui per quando torni.",
  name: "Il tuo nome",
  nameMissing: "Inserisci un nome, così si sa chi scrive.",
  email: "Il tuo indirizzo e-mail (facoltativo)",
  emailHint:
    "Serve solo a risponderti dopo che hai lasciato questa pagina. Gli altri visitatori non lo vedono mai.",
  emailWrong: "L’indirizzo non è ancora completo. Deve somigliare a nome@esempio.it.",
  start: "Inizia la chat",
  starting: "Un momento…",
  guestExpired: "La tua ultima conversazione è terminata. Iniziane una nuova qui.",

  notSetUp: "Questa chat non è ancora configurata: manca la persona con cui parlare.",
  errors: {
    auth_missing: signedOut,
    auth_invalid:
      "La chat non ha accettato il tuo accesso. Accedi di nuovo. Se non basta, rivolgiti ai gestori di questo sito.",
    auth_expired: signedOut,
    token_failed: "L’accesso non è riuscito. Riprova tra poco.",
    origin_denied: "La chat non è attiva per questo sito. Chi lo gestisce può attivarla.",
    too_many_connections: "La chat è aperta in troppi posti. Chiudine qualcuno e riprova.",
    forbidden:
      "Questa conversazione non accetta tuoi messaggi. Se non te lo aspettavi, controlla di aver usato l’account giusto.",
    not_found: "Questa conversazione non esiste.",
    too_large: "Il messaggio è troppo lungo. Invialo in più parti.",
    invalid: "Il messaggio non può essere inviato così. Modificalo e invialo di nuovo.",
    conflict: "Non è stato possibile inviare il messaggio. Copialo e scrivilo di nuovo.",
    rate_limited: "Un po’ troppo tutto insieme. Aspetta un momento e riprova.",
    offline: "Sei offline. Riprova quando torna la connessione.",
    timeout: unavailable,
    unavailable,
    storage_failed:
      "Questo browser non può conservare i messaggi non inviati. Lascia la pagina aperta fino all’invio.",
    other: "Qualcosa è andato storto. Riprova.",
  },
});
