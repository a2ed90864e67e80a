import type { ModerationTexts } from "./moderation-strings.js";

export const moderationTexts: ModerationTexts = () => ({
  block: (name) => `${name} blokkeren`,
  unblock: (name) => `${name} deblokkeren`,
  report: (name) => `${name} melden`,
  closed: "In dit gesprek kunnen geen berichten worden verstuurd.",
  closedByMe: (name) => `Je hebt ${name} geblokkeerd. Geen van beiden kan hier schrijven.`,
  liftBlock: "Deblokkeren",
  reportText: (name) =>
    `Vertel de beheerders van deze website wat er mis is. ${name} hoort er niets van.`,
  reason: "Waar gaat het om?",
  spamReason: "Spam of reclame",
  abuseReason: "Beledigingen, bedreigingen of intimidatie",
  otherReason: "Iets anders",
  note: "Wat is er gebeurd? (optioneel)",
  cancel: "Annuleren",
  sendReport: "Melding versturen",
  thanks: "Bedankt",
  thanksText: "Je melding is verstuurd.",
  closeReport: "Sluiten",
});
