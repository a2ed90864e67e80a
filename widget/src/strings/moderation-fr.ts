import type { ModerationTexts } from "./moderation-strings.js";

export const moderationTexts: ModerationTexts = () => ({
  block: (name) => `Bloquer ${name}`,
  unblock: (name) => `Débloquer ${name}`,
  report: (name) => `Signaler ${name}`,
  closed: "Cette conversation n’accepte pas de messages.",
  closedByMe: (name) => `Vous avez bloqué ${name}. Aucun de vous deux ne peut écrire ici.`,
  liftBlock: "Débloquer",
  reportText: (name) =>
    `Dites aux responsables de ce site ce qui ne va pas. ${name} n’en saura rien.`,
  reason: "De quoi s’agit-il ?",
  spamReason: "Spam ou publicité",
  abuseReason: "Insultes, menaces ou harcèlement",
  otherReason: "Autre chose",
  note: "Que s’est-il passé ? (facultatif)",
  cancel: "Annuler",
  sendReport: "Envoyer le signalement",
  thanks: "Merci",
  thanksText: "Votre signalement a été envoyé.",
  closeReport: "Fermer",
});
