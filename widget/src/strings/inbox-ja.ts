import type { InboxTexts } from "./inbox-strings.js";

export const inboxTexts: InboxTexts = ({ count }) => ({
  inbox: "受信トレイ",
  backToInbox: "すべての会話に戻る",
  search: "人とメッセージを検索",
  clearSearch: "検索を消去",
  searching: "検索しています…",
  searchFailed: "以前のメッセージを検索できませんでした。",
  results: (n) => count(n, { other: "#件の会話が見つかりました" }),
  nothingFound: (query) => `「${query}」に一致するものはありません`,
  nothingFoundText: "名前の一部か、メッセージ中の言葉で試してください。",
  loadingInbox: "会話を読み込んでいます",
  inboxEmptyTitle: "会話はまだありません",
  inboxEmptyText: "サイトにチャットを設置すると、訪問者のメッセージがすぐにここに表示されます。",
  chooseTitle: "会話を選んでください",
  chooseText: "メッセージがここに表示されます。",
  own: "あなた：",
  draft: "下書き：",
  typingNow: "入力中…",
  noMessages: "メッセージはまだありません",
  newMessageFrom: (name) => `${name}さんからの新着メッセージ`,
});
