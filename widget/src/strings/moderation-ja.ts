import type { ModerationTexts } from "./moderation-strings.js";

export const moderationTexts: ModerationTexts = () => ({
  block: (name) => `${name}さんをブロック`,
  unblock: (name) => `${name}さんのブロックを解除`,
  report: (name) => `${name}さんを報告`,
  closed: "この会話ではメッセージを送信できません。",
  closedByMe: (name) => `${name}さんをブロックしています。お互いにここで書き込むことはできません。`,
  liftBlock: "ブロックを解除",
  reportText: (name) =>
    `何が問題なのかを、このサイトの運営者に伝えてください。${name}さんには知らされません。`,
  reason: "どのような内容ですか？",
  spamReason: "スパムや広告",
  abuseReason: "侮辱、脅迫、嫌がらせ",
  otherReason: "その他",
  note: "何がありましたか？（任意）",
  cancel: "キャンセル",
  sendReport: "報告を送信",
  thanks: "ありがとうございます",
  thanksText: "報告を送信しました。",
  closeReport: "閉じる",
});
