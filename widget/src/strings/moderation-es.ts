import type { ModerationTexts } from "./moderation-strings.js";

export const moderationTexts: ModerationTexts = () => ({
  block: (name) => `Bloquear a ${name}`,
  unblock: (name) => `Desbloquear a ${name}`,
  report: (name) => `Denunciar a ${name}`,
  closed: "Esta conversación no admite mensajes.",
  closedByMe: (name) => `Ha bloqueado a ${name}. Ninguno de los dos puede escribir aquí.`,
  open: "Desbloquear",
  reportText: (name) =>
    `Cuente a los responsables de este sitio qué ocurre. ${name} no se enterará.`,
  reason: "¿De qué se trata?",
  spam: "Spam o publicidad",
  abuse: "Insultos, amenazas o acoso",
  other: "Otra cosa",
  note: "¿Qué ha pasado? (opcional)",
  cancel: "Cancelar",
  sendReport: "Enviar denuncia",
  thanks: "Gracias",
  thanksText: "Su denuncia se ha enviado.",
  close: "Cerrar",
});
