import type { ModerationTexts } from "./moderation-strings.js";

export const moderationTexts: ModerationTexts = () => ({
  block: (name) => `حظر ${name}`,
  unblock: (name) => `إلغاء حظر ${name}`,
  report: (name) => `الإبلاغ عن ${name}`,
  closed: "لا يمكن إرسال رسائل في هذه المحادثة.",
  closedByMe: (name) => `لقد حظرت ${name}. لا يمكن لأيٍّ منكما الكتابة هنا.`,
  open: "إلغاء الحظر",
  reportText: (name) => `أخبر القائمين على هذا الموقع بما حدث. لن يعلم ${name} بذلك.`,
  reason: "ما الموضوع؟",
  spam: "رسائل مزعجة أو إعلانات",
  abuse: "إهانات أو تهديدات أو مضايقات",
  other: "شيء آخر",
  note: "ماذا حدث؟ (اختياري)",
  cancel: "إلغاء",
  sendReport: "إرسال البلاغ",
  thanks: "شكرًا لك",
  thanksText: "تم إرسال بلاغك.",
  close: "إغلاق",
});
