import type { ModerationTexts } from "./moderation-strings.js";

export const moderationTexts: ModerationTexts = () => ({
  block: (name) => `${name} blockieren`,
  unblock: (name) => `${name} nicht mehr blockieren`,
  report: (name) => `${name} melden`,
  closed: "In dieser Unterhaltung können keine Nachrichten gesendet werden.",
  closedByMe: (name) => `Sie haben ${name} blockiert. Hier kann niemand von Ihnen schreiben.`,
  liftBlock: "Blockierung aufheben",
  reportText: (name) =>
    `Sagen Sie den Betreibern dieser Website, was nicht in Ordnung ist. ${name} erfährt nichts davon.`,
  reason: "Worum geht es?",
  spamReason: "Spam oder Werbung",
  abuseReason: "Beleidigungen, Drohungen oder Belästigung",
  otherReason: "Etwas anderes",
  note: "Was ist geschehen? (freiwillig)",
  cancel: "Abbrechen",
  sendReport: "Meldung senden",
  thanks: "Danke",
  thanksText: "Ihre Meldung wurde gesendet.",
  closeReport: "Schließen",
});
