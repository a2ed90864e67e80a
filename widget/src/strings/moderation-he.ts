import type { ModerationTexts } from "./moderation-strings.js";

export const moderationTexts: ModerationTexts = () => ({
  block: (name) => `חסימת \u2068${name}\u2069`,
  unblock: (name) => `ביטול החסימה של \u2068${name}\u2069`,
  report: (name) => `דיווח על \u2068${name}\u2069`,
  closed: "אי אפשר לשלוח הודעות בשיחה הזאת.",
  closedByMe: (name) => `חסמתם את \u2068${name}\u2069. אף אחד מכם לא יכול לכתוב כאן.`,
  liftBlock: "ביטול החסימה",
  reportText: (name) => `ספרו למנהלי האתר מה לא בסדר. ההודעה לא תגיע אל \u2068${name}\u2069.`,
  reason: "במה מדובר?",
  spamReason: "ספאם או פרסומות",
  abuseReason: "עלבונות, איומים או הטרדה",
  otherReason: "משהו אחר",
  note: "מה קרה? (לא חובה)",
  cancel: "ביטול",
  sendReport: "שליחת הדיווח",
  thanks: "תודה",
  thanksText: "הדיווח נשלח.",
  closeReport: "סגירה",
});
