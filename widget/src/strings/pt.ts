import type { Texts } from "./photo-chat-strings.js";

const signedOut = "A sua sessão terminou. Recarregue a página ou entre de novo.";
const unavailable = "Não é possível acessar o chat agora. Tente de novo em instantes.";

export const texts: Texts = ({ count }) => ({
  openChat: "Abrir o chat",
  closeChat: "Fechar o chat",
  chat: "Chat",
  chatWith: (name) => `Chat com ${name}`,
  unread: (n) => count(n, { one: "# mensagem não lida", other: "# mensagens não lidas" }),
  guest: "Visitante",
  erased: "Conta excluída",
  you: "Você",
  online: "Online",
  offline: "Offline",
  lastSeen: (when) => `Última vez online ${when}`,
  away: "Ausente",
  backAt: (time) => `Ausente · volta às ${time}`,
  backOn: (day) => `Ausente · volta: ${day}`,
  justNow: "agora mesmo",
  typing: (name) => `${name} está escrevendo`,

  connecting: "Conectando…",
  catchingUp: "Atualizando…",
  disconnected: "Sem conexão.",
  waiting: (n) =>
    count(n, {
      one: "# mensagem aguarda e será enviada assim que a conexão voltar.",
      other: "# mensagens aguardam e serão enviadas assim que a conexão voltar.",
    }),
  keepOpen: "Deixe esta página aberta até lá.",
  retryIn: (n) => count(n, { other: "Próxima tentativa em #\u00a0s" }),
  held: "Foram muitas de uma vez. O restante será enviado automaticamente.",
  trying: "Tentando conectar…",
  tryNow: "Tentar agora",
  tryAgain: "Tentar de novo",

  messages: (name) => `Mensagens com ${name}`,
  loading: "Carregando a conversa",
  loadingOlder: "Carregando mensagens anteriores",
  olderFailed: "Não foi possível carregar as mensagens anteriores.",
  newMessages: (n) => count(n, { one: "# mensagem nova", other: "# mensagens novas" }),
  toNewest: "Ir para a mensagem mais recente",
  unreadStart: "Mensagens novas",
  emptyTitle: "Diga olá",
  emptyText: (name) => `${name} lê aqui todas as mensagens e responde assim que possível.`,

  sending: "Enviando",
  sent: "Enviada",
  delivered: "Entregue",
  read: "Lida",
  failed: "Não enviada",
  retry: "Enviar de novo",
  discard: "Descartar",
  messageActions: "Ações da mensagem",
  copy: "Copiar",
  copied: "Copiado",
  copyFailed: "Não é possível copiar aqui. Selecione o texto.",
  image: "Imagem",
  imageFailed: "Não foi possível carregar a imagem. Abrir",
  file: "Arquivo",
  deleted: "Mensagem apagada",

  message: "Mensagem",
  photo: "Foto",
  removePhoto: (title) => `Remover “${title}”`,
  emoji: "Emoji",
  placeholder: "Escreva aqui…",
  send: "Enviar",
  charactersLeft: (n) => count(n, { one: "Resta # caractere", other: "Restam # caracteres" }),
  tooLong: (n) =>
    count(n, {
      one: "# caractere a mais. Encurte a mensagem para enviá-la.",
      other: "# caracteres a mais. Encurte a mensagem para enviá-la.",
    }),

  menu: "Mais opções",
  sound: "Som nas novas mensagens",
  guestTitle: "Comece uma conversa",
  guestText:
    "Pergunte sobre datas, preços ou um ensaio. As suas mensagens continuam aqui quando você voltar.",
  name: "Seu nome",
  nameMissing: "Escreva um nome, para que se saiba quem está escrevendo.",
  email: "Seu e-mail (opcional)",
  emailHint:
    "Só para responder depois que você sair desta página. Os outros visitantes nunca o veem.",
  emailWrong: "Este endereço ainda não está completo. Ele deve ser parecido com nome@exemplo.com.",
  start: "Começar o chat",
  starting: "Um momento…",
  guestExpired: "A sua última conversa terminou. Comece uma nova aqui.",

  notSetUp: "Este chat ainda não está configurado: falta dizer com quem se conversa.",
  errors: {
    auth_missing: signedOut,
    auth_invalid:
      "O chat não aceitou o seu acesso. Entre de novo. Se não adiantar, fale com os responsáveis por este site.",
    auth_expired: signedOut,
    token_failed: "Não foi possível entrar. Tente de novo em instantes.",
    origin_denied: "O chat não está ativado para este site. O responsável pelo site pode ativá-lo.",
    too_many_connections: "O chat está aberto em lugares demais. Feche alguns e tente de novo.",
    forbidden:
      "Esta conversa não aceita mensagens suas. Se você não esperava isso, verifique se entrou com a conta certa.",
    not_found: "Esta conversa não existe.",
    too_large: "A mensagem é longa demais. Envie em várias partes.",
    invalid: "A mensagem não pode ser enviada assim. Mude algo e envie de novo.",
    conflict: "Não foi possível enviar a mensagem. Copie o texto e escreva de novo.",
    rate_limited: "Foi muita coisa de uma vez. Espere um momento e tente de novo.",
    offline: "Você está offline. Tente de novo quando a conexão voltar.",
    timeout: unavailable,
    unavailable,
    storage_failed:
      "Este navegador não consegue guardar mensagens não enviadas. Deixe a página aberta até o envio.",
    other: "Algo deu errado. Tente de novo.",
  },
});
