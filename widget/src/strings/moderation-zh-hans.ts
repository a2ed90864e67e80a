import type { ModerationTexts } from "./moderation-strings.js";

export const moderationTexts: ModerationTexts = () => ({
  block: (name) => `屏蔽${name}`,
  unblock: (name) => `取消屏蔽${name}`,
  report: (name) => `举报${name}`,
  closed: "此对话无法发送消息。",
  closedByMe: (name) => `您已屏蔽${name}。双方都无法在此发送消息。`,
  liftBlock: "取消屏蔽",
  reportText: (name) => `请告诉本网站的管理者出了什么问题。${name}不会知道。`,
  reason: "是什么问题？",
  spamReason: "垃圾信息或广告",
  abuseReason: "侮辱、威胁或骚扰",
  otherReason: "其他",
  note: "发生了什么？（可选）",
  cancel: "取消",
  sendReport: "发送举报",
  thanks: "谢谢",
  thanksText: "您的举报已发送。",
  closeReport: "关闭",
});
