import type { ModerationTexts } from "./moderation-strings.js";

export const moderationTexts: ModerationTexts = () => ({
  block: (name) => `حظر \u2068${name}\u2069`,
  unblock: (name) => `إلغاء حظر \u2068${name}\u2069`,
  report: (name) => `الإبلاغ عن \u2068${name}\u2069`,
  closed: "لا يمكن إرسال رسائل في هذه المحادثة.",
  closedByMe: (name) => `لقد حظرت \u2068${name}\u2069. لا يمكن لأيٍّ منكما الكتابة هنا.`,
  liftBlock: "إلغاء الحظر",
  reportText: (name) => `أخبر القائمين على هذا الموقع بما حدث. لن يعلم \u2068${name}\u2069 بذلك.`,
  reason: "ما الموضوع؟",
  spamReason: "رسائل مزعجة أو إعلانات",
  abuseReason: "إهانات أو تهديدات أو مضايقات",
  otherReason: "شيء آخر",
  note: "ماذا حدث؟ (اختياري)",
  cancel: "إلغاء",
  sendReport: "إرسال البلاغ",
  thanks: "شكرًا لك",
  thanksText: "تم إرسال بلاغك.",
  closeReport: "إغلاق",
});
