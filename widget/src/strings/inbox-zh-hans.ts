import type { InboxTexts } from "./inbox-strings.js";

export const inboxTexts: InboxTexts = ({ count }) => ({
  inbox: "收件箱",
  backToInbox: "返回所有对话",
  search: "搜索联系人和消息",
  clearSearch: "清除搜索",
  searching: "正在搜索…",
  searchFailed: "无法搜索更早的消息。",
  results: (n) => count(n, { other: "找到#个对话" }),
  nothingFound: (query) => `没有找到“${query}”`,
  nothingFoundText: "请尝试输入名字的一部分或消息中的词语。",
  loadingInbox: "正在加载对话",
  inboxEmptyTitle: "还没有对话",
  inboxEmptyText: "把聊天放到您的网站上，访客发来的消息会立即显示在这里。",
  chooseTitle: "请选择一个对话",
  chooseText: "消息会显示在这里。",
  own: "您：",
  draft: "草稿：",
  typingNow: "正在输入…",
  noMessages: "还没有消息",
  newMessageFrom: (name) => `${name}发来新消息`,
});
