import type { InboxTexts } from "./inbox-strings.js";

export const inboxTexts: InboxTexts = ({ count }) => ({
  inbox: "Bandeja de entrada",
  backToInbox: "Volver a todas las conversaciones",
  search: "Buscar personas y mensajes",
  clearSearch: "Borrar la búsqueda",
  searching: "Buscando…",
  searchFailed: "No se ha podido buscar en los mensajes antiguos.",
  results: (n) =>
    count(n, { one: "# conversación encontrada", other: "# conversaciones encontradas" }),
  nothingFound: (query) => `No hay resultados para «${query}»`,
  nothingFoundText: "Prueba con parte de un nombre o con una palabra de un mensaje.",
  loadingInbox: "Cargando las conversaciones",
  inboxEmptyTitle: "Aún no hay conversaciones",
  inboxEmptyText:
    "Pon el chat en tu sitio web. Lo que escriban tus visitantes aparecerá aquí al momento.",
  chooseTitle: "Elige una conversación",
  chooseText: "Sus mensajes aparecerán aquí.",
  own: "Tú:",
  draft: "Borrador:",
  typingNow: "está escribiendo…",
  noMessages: "Aún no hay mensajes",
  newMessageFrom: (name) => `Mensaje nuevo de ${name}`,
});
