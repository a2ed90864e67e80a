import type { Texts } from "./photo-chat-strings.js";

const signedOut =
  "サインアウトされています。ページを再読み込みするか、もう一度サインインしてください。";
const unavailable = "現在チャットに接続できません。少し待ってからもう一度お試しください。";

export const texts: Texts = ({ count }) => ({
  openChat: "チャットを開く",
  closeChat: "チャットを閉じる",
  chat: "チャット",
  chatWith: (name) => `${name}さんとのチャット`,
  unread: (n) => count(n, { other: "未読メッセージ#件" }),
  guest: "ゲスト",
  erased: "削除されたアカウント",
  you: "あなた",
  online: "オンライン",
  offline: "オフライン",
  lastSeen: (when) => `最終オンライン：${when}`,
  away: "離席中",
  backAt: (time) => `離席中・${time}に戻ります`,
  backOn: (day) => `離席中・${day}に戻ります`,
  justNow: "たった今",
  typing: (name) => `${name}さんが入力しています`,

  connecting: "接続しています…",
  catchingUp: "更新しています…",
  disconnected: "接続がありません。",
  waiting: (n) =>
    count(n, { other: "#件のメッセージが待機中です。オンラインに戻ると送信されます。" }),
  keepOpen: "それまでこのページを開いたままにしてください。",
  retryIn: (n) => count(n, { other: "#秒後に再試行します" }),
  held: "一度に多くのメッセージを受け付けました。残りは自動的に送信されます。",
  trying: "接続を試みています…",
  tryNow: "今すぐ試す",
  tryAgain: "もう一度試す",

  messages: (name) => `${name}さんとのメッセージ`,
  loading: "会話を読み込んでいます",
  loadingOlder: "以前のメッセージを読み込んでいます",
  olderFailed: "以前のメッセージを読み込めませんでした。",
  newMessages: (n) => count(n, { other: "新着メッセージ#件" }),
  toNewest: "最新のメッセージへ移動",
  unreadStart: "新着メッセージ",
  emptyTitle: "ご挨拶からどうぞ",
  emptyText: (name) => `${name}さんがすべてのメッセージに目を通し、できるだけ早くお返事します。`,

  sending: "送信中",
  sent: "送信済み",
  delivered: "配信済み",
  read: "既読",
  failed: "未送信",
  retry: "再送信",
  discard: "破棄",
  messageActions: "メッセージの操作",
  copy: "コピー",
  copied: "コピーしました",
  copyFailed: "ここではコピーできません。テキストを選択してください。",
  image: "画像",
  imageFailed: "画像を読み込めませんでした。開く",
  file: "ファイル",
  deleted: "メッセージは削除されました",

  message: "メッセージ",
  photo: "写真",
  removePhoto: (title) => `「${title}」を外す`,
  emoji: "絵文字",
  placeholder: "メッセージを入力…",
  send: "送信",
  charactersLeft: (n) => count(n, { other: "あと#文字" }),
  tooLong: (n) => count(n, { other: "#文字超過しています。短くしてから送信してください。" }),

  menu: "その他のオプション",
  sound: "新着メッセージの通知音",
  guestTitle: "会話を始める",
  guestText:
    "日程や料金、撮影について、お気軽にお尋ねください。メッセージは次にお越しのときもここに残っています。",
  name: "お名前",
  nameMissing: "どなたからのメッセージか分かるように、お名前を入力してください。",
  email: "メールアドレス（任意）",
  emailHint:
    "このページを離れたあとのお返事にのみ使います。ほかの訪問者に表示されることはありません。",
  emailWrong: "アドレスがまだ完全ではありません。name@example.com のような形で入力してください。",
  start: "チャットを始める",
  starting: "少々お待ちください…",
  guestExpired: "前回の会話は終了しました。ここから新しい会話を始められます。",

  notSetUp: "このチャットはまだ設定されていません。相手が指定されていません。",
  errors: {
    auth_missing: signedOut,
    auth_invalid:
      "サインインが受け付けられませんでした。もう一度サインインしてください。解決しない場合は、このサイトの運営者にお問い合わせください。",
    auth_expired: signedOut,
    token_failed: "サインインできませんでした。少し待ってからもう一度お試しください。",
    origin_denied: "このサイトではチャットが有効になっていません。サイトの運営者が有効にできます。",
    too_many_connections:
      "チャットを開いている場所が多すぎます。いくつか閉じてから、もう一度お試しください。",
    forbidden:
      "この会話ではメッセージを送信できません。お心当たりがない場合は、正しいアカウントでサインインしているかご確認ください。",
    not_found: "この会話は存在しません。",
    too_large: "メッセージが長すぎます。いくつかに分けて送信してください。",
    invalid: "このままでは送信できません。内容を変更してもう一度送信してください。",
    conflict: "メッセージを送信できませんでした。コピーして書き直してください。",
    rate_limited: "一度に送られた数が多すぎます。少し待ってからもう一度お試しください。",
    offline: "オフラインです。接続が戻ってからもう一度お試しください。",
    timeout: unavailable,
    unavailable,
    storage_failed:
      "このブラウザでは未送信のメッセージを保存できません。送信が終わるまでページを開いたままにしてください。",
    other: "問題が発生しました。もう一度お試しください。",
  },
});
