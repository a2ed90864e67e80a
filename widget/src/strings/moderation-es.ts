import type { ModerationTexts } from "./moderation-strings.js";

export const moderationTexts: ModerationTexts = () => ({
  block: (name) => `Bloquear a ${name}`,
  unblock: (name) => `Desbloquear a ${name}`,
  report: (name) => `Denunciar a ${name}`,
  closed: "Esta conversación no admite mensajes.",
  closedByMe: (name) => `Has bloqueado a ${name}. Ninguno de los dos puede escribir aquí.`,
  liftBlock: "Desbloquear",
  reportText: (name) =>
    `Cuenta a los responsables de este sitio qué ocurre. ${name} no se enterará.`,
  reason: "¿De qué se trata?",
  spamReason: "Spam o publicidad",
  abuseReason: "Insultos, amenazas o acoso",
  otherReason: "Otra cosa",
  note: "¿Qué ha pasado? (opcional)",
  cancel: "Cancelar",
  sendReport: "Enviar denuncia",
  thanks: "Gracias",
  thanksText: "Tu denuncia se ha enviado.",
  closeReport: "Cerrar",
});
