import type { ModerationTexts } from "./moderation-strings.js";

export const moderationTexts: ModerationTexts = () => ({
  block: (name) => `Blocca ${name}`,
  unblock: (name) => `Sblocca ${name}`,
  report: (name) => `Segnala ${name}`,
  closed: "Questa conversazione non accetta messaggi.",
  closedByMe: (name) => `Hai bloccato ${name}. Nessuno dei due può scrivere qui.`,
  liftBlock: "Sblocca",
  reportText: (name) => `Racconta ai gestori di questo sito che cosa non va. ${name} non lo saprà.`,
  reason: "Di che cosa si tratta?",
  spamReason: "Spam o pubblicità",
  abuseReason: "Insulti, minacce o molestie",
  otherReason: "Altro",
  note: "Che cosa è successo? (facoltativo)",
  cancel: "Annulla",
  sendReport: "Invia segnalazione",
  thanks: "Grazie",
  thanksText: "La segnalazione è stata inviata.",
  closeReport: "Chiudi",
});
