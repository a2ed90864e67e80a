import type { ModerationTexts } from "./moderation-strings.js";

export const moderationTexts: ModerationTexts = () => ({
  block: (name) => `Zablokuj: ${name}`,
  unblock: (name) => `Odblokuj: ${name}`,
  report: (name) => `Zgłoś: ${name}`,
  closed: "W tej rozmowie nie można wysyłać wiadomości.",
  closedByMe: (name) =>
    `Ta osoba jest przez Ciebie zablokowana: ${name}. Żadne z Was nie może tu pisać.`,
  liftBlock: "Odblokuj",
  reportText: (name) =>
    `Napisz osobom prowadzącym tę stronę, co jest nie tak. ${name} się o tym nie dowie.`,
  reason: "Czego to dotyczy?",
  spamReason: "Spam lub reklama",
  abuseReason: "Obelgi, groźby lub nękanie",
  otherReason: "Coś innego",
  note: "Co się stało? (opcjonalnie)",
  cancel: "Anuluj",
  sendReport: "Wyślij zgłoszenie",
  thanks: "Dziękujemy",
  thanksText: "Zgłoszenie zostało wysłane.",
  closeReport: "Zamknij",
});
