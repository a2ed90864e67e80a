import type { ModerationTexts } from "./moderation-strings.js";

export const moderationTexts: ModerationTexts = () => ({
  block: (name) => `${name} blockieren`,
  unblock: (name) => `${name} nicht mehr blockieren`,
  report: (name) => `${name} melden`,
  closed: "In dieser Unterhaltung können keine Nachrichten gesendet werden.",
  closedByMe: (name) => `Sie haben ${name} blockiert. Hier kann niemand von Ihnen schreiben.`,
  open: "Blockierung aufheben",
  reportText: (name) =>
    `Sagen Sie den Betreibern dieser Website, was nicht in Ordnung ist. ${name} erfährt nichts davon.`,
  reason: "Worum geht es?",
  spam: "Spam oder Werbung",
  abuse: "Beleidigungen, Drohungen oder Belästigung",
  other: "Etwas anderes",
  note: "Was ist geschehen? (freiwillig)",
  cancel: "Abbrechen",
  sendReport: "Meldung senden",
  thanks: "Danke",
  thanksText: "Ihre Meldung wurde gesendet.",
  close: "Schließen",
});
