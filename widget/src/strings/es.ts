import type { Texts } from "./photo-chat-strings.js";

const signedOut = "Tu sesión se ha cerrado. Recarga la página o vuelve a iniciar sesión.";
const unavailable =
  "Ahora mismo no se puede acceder al chat. Inténtalo de nuevo dentro de un momento.";

export const texts: Texts = ({ count }) => ({
  openChat: "Abrir el chat",
  closeChat: "Cerrar el chat",
  chat: "Chat",
  chatWith: (name) => `Chat con ${name}`,
  unread: (n) => count(n, { one: "# mensaje sin leer", other: "# mensajes sin leer" }),
  guest: "Visitante",
  erased: "Cuenta eliminada",
  you: "Tú",
  online: "En línea",
  offline: "Sin conexión",
  lastSeen: (when) => `Última conexión ${when}`,
  away: "Ausente",
  backAt: (time) => `Ausente · vuelve a las ${time}`,
  backOn: (day) => `Ausente · vuelve: ${day}`,
  justNow: "ahora mismo",
  typing: (name) => `${name} está escribiendo`,

  connecting: "Conectando…",
  catchingUp: "Actualizando…",
  disconnected: "No hay conexión.",
  waiting: (n) =>
    count(n, {
      one: "# mensaje espera y se enviará en cuanto vuelvas a tener conexión.",
      other: "# mensajes esperan y se enviarán en cuanto vuelvas a tener conexión.",
    }),
  keepOpen: "Deja esta página abierta hasta entonces.",
  retryIn: (n) => count(n, { other: "Próximo intento en #\u00a0s" }),
  held: "Han sido muchos a la vez. El resto se enviará solo.",
  trying: "Intentando conectar…",
  tryNow: "Intentar ahora",
  tryAgain: "Volver a intentarlo",

  messages: (name) => `Mensajes con ${name}`,
  loading: "Cargando la conversación",
  loadingOlder: "Cargando mensajes anteriores",
  olderFailed: "No se han podido cargar los mensajes anteriores.",
  newMessages: (n) => count(n, { one: "# mensaje nuevo", other: "# mensajes nuevos" }),
  toNewest: "Ir al mensaje más reciente",
  unreadStart: "Mensajes nuevos",
  emptyTitle: "Di hola",
  emptyText: (name) => `${name} lee aquí todos los mensajes y responde lo antes posible.`,

  sending: "Enviando",
  sent: "Enviado",
  delivered: "Entregado",
  read: "Leído",
  failed: "No enviado",
  retry: "Volver a enviar",
  discard: "Descartar",
  messageActions: "Acciones del mensaje",
  copy: "Copiar",
  copied: "Copiado",
  copyFailed: "Aquí no se puede copiar. Selecciona el texto.",
  image: "Imagen",
  imageFailed: "No se ha podido cargar la imagen. Abrirla",
  file: "Archivo",
  deleted: "Mensaje eliminado",

  message: "Mensaje",
  photo: "Foto",
  removePhoto: (title) => `Quitar «${title}»`,
  emoji: "Emoji",
  placeholder: "Escribe un mensaje…",
  send: "Enviar",
  charactersLeft: (n) => count(n, { one: "Queda # carácter", other: "Quedan # caracteres" }),
  tooLong: (n) =>
    count(n, {
      one: "Sobra # carácter. Acorta el mensaje para enviarlo.",
      other: "Sobran # caracteres. Acorta el mensaje para enviarlo.",
    }),

  menu: "Más opciones",
  sound: "Sonido con cada mensaje nuevo",
  guestTitle: "Inicia una conversación",
  guestText:
    "Pregunta por fechas, precios o una sesión. Tus mensajes seguirán aquí cuando vuelvas.",
  name: "Tu nombre",
  nameMissing: "Escribe un nombre para que se sepa quién escribe.",
  email: "Tu correo electrónico (opcional)",
  emailHint:
    "Solo para responderte cuando ya no estés en esta página. Los demás visitantes nunca lo ven.",
  emailWrong: "La dirección aún no está completa. Debe parecerse a nombre@ejemplo.es.",
  start: "Empezar a chatear",
  starting: "Un momento…",
  guestExpired: "Tu última conversación ha terminado. Empieza una nueva aquí.",

  notSetUp: "Este chat aún no está configurado: falta indicar con quién se habla.",
  errors: {
    auth_missing: signedOut,
    auth_invalid:
      "El chat no ha aceptado tu sesión. Vuelve a iniciarla. Si no funciona, pregunta a los responsables de este sitio.",
    auth_expired: signedOut,
    token_failed: "No se ha podido iniciar sesión. Inténtalo de nuevo dentro de un momento.",
    origin_denied: "El chat no está activado en este sitio web. Su propietario puede activarlo.",
    too_many_connections:
      "El chat está abierto en demasiados sitios. Cierra alguno e inténtalo de nuevo.",
    forbidden:
      "Esta conversación no admite mensajes tuyos. Si te sorprende, comprueba que has iniciado sesión con la cuenta correcta.",
    not_found: "Esta conversación no existe.",
    too_large: "El mensaje es demasiado largo. Envíalo en varias partes.",
    invalid: "El mensaje no se puede enviar así. Cámbialo y envíalo de nuevo.",
    conflict: "No se ha podido enviar el mensaje. Cópialo y escríbelo de nuevo.",
    rate_limited: "Eso ha sido mucho de golpe. Espera un momento e inténtalo de nuevo.",
    offline: "No tienes conexión. Inténtalo de nuevo cuando la recuperes.",
    timeout: unavailable,
    unavailable,
    storage_failed:
      "Este navegador no puede guardar los mensajes sin enviar. Deja la página abierta hasta que se envíen.",
    other: "Algo ha salido mal. Inténtalo de nuevo.",
  },
});
