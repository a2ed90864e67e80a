import type { ModerationTexts } from "./moderation-strings.js";

export const moderationTexts: ModerationTexts = () => ({
  block: (name) => `Bloquear ${name}`,
  unblock: (name) => `Desbloquear ${name}`,
  report: (name) => `Denunciar ${name}`,
  closed: "Esta conversa não aceita mensagens.",
  closedByMe: (name) => `Você bloqueou ${name}. Ninguém pode escrever aqui.`,
  liftBlock: "Desbloquear",
  reportText: (name) =>
    `Conte aos responsáveis por este site o que está errado. ${name} não fica sabendo.`,
  reason: "Do que se trata?",
  spamReason: "Spam ou publicidade",
  abuseReason: "Insultos, ameaças ou assédio",
  otherReason: "Outra coisa",
  note: "O que aconteceu? (opcional)",
  cancel: "Cancelar",
  sendReport: "Enviar denúncia",
  thanks: "Agradecemos",
  thanksText: "A sua denúncia foi enviada.",
  closeReport: "Fechar",
});
