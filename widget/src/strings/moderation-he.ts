import type { ModerationTexts } from "./moderation-strings.js";

export const moderationTexts: ModerationTexts = () => ({
  block: (name) => `חסימת ${name}`,
  unblock: (name) => `ביטול החסימה של ${name}`,
  report: (name) => `דיווח על ${name}`,
  closed: "אי אפשר לשלוח הודעות בשיחה הזאת.",
  closedByMe: (name) => `חסמת את ${name}. אף אחד מכם לא יכול לכתוב כאן.`,
  open: "ביטול החסימה",
  reportText: (name) => `ספרו למנהלי האתר מה לא בסדר. ההודעה לא תגיע אל ${name}.`,
  reason: "במה מדובר?",
  spam: "ספאם או פרסומות",
  abuse: "עלבונות, איומים או הטרדה",
  other: "משהו אחר",
  note: "מה קרה? (לא חובה)",
  cancel: "ביטול",
  sendReport: "שליחת הדיווח",
  thanks: "תודה",
  thanksText: "הדיווח נשלח.",
  close: "סגירה",
});
