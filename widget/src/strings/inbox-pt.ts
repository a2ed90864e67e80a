import type { InboxTexts } from "./inbox-strings.js";

export const inboxTexts: InboxTexts = ({ count }) => ({
  inbox: "Caixa de entrada",
  backToInbox: "Voltar a todas as conversas",
  search: "Buscar pessoas e mensagens",
  clearSearch: "Limpar a busca",
  searching: "Buscando…",
  searchFailed: "Não foi possível buscar nas mensagens antigas.",
  results: (n) => count(n, { one: "# conversa encontrada", other: "# conversas encontradas" }),
  nothingFound: (query) => `Nada encontrado para “${query}”`,
  nothingFoundText: "Tente parte de um nome ou uma palavra de uma mensagem.",
  loadingInbox: "Carregando as conversas",
  inboxEmptyTitle: "Ainda não há conversas",
  inboxEmptyText:
    "Coloque o chat no seu site. O que os visitantes escreverem aparece aqui na hora.",
  chooseTitle: "Escolha uma conversa",
  chooseText: "As mensagens aparecem aqui.",
  own: "Você:",
  draft: "Rascunho:",
  typingNow: "está escrevendo…",
  noMessages: "Ainda não há mensagens",
  newMessageFrom: (name) => `Nova mensagem de ${name}`,
});
