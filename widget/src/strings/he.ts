import type { Texts } from "./photo-chat-strings.js";

const signedOut = "החיבור שלכם הסתיים. טענו את הדף מחדש או התחברו שוב.";
const unavailable = "הצ׳אט לא זמין כרגע. נסו שוב בעוד רגע.";

export const texts: Texts = ({ count }) => ({
  openChat: "פתיחת הצ׳אט",
  closeChat: "סגירת הצ׳אט",
  chat: "צ׳אט",
  chatWith: (name) => `צ׳אט עם ${name}`,
  unread: (n) =>
    count(n, {
      one: "הודעה אחת שלא נקראה",
      two: "שתי הודעות שלא נקראו",
      other: "# הודעות שלא נקראו",
    }),
  guest: "אורח",
  you: "אתם",
  online: "מקוון",
  offline: "לא מקוון",
  lastSeen: (when) => `חיבור אחרון: ${when}`,
  away: "לא זמין",
  backAt: (time) => `לא זמין · חזרה בשעה ${time}`,
  backOn: (day) => `לא זמין · חזרה: ${day}`,
  justNow: "לפני רגע",
  typing: (name) => `הודעה בכתיבה מאת ${name}`,

  connecting: "מתחבר…",
  catchingUp: "מתעדכן…",
  disconnected: "אין חיבור.",
  waiting: (n) =>
    count(n, {
      one: "הודעה אחת ממתינה ותישלח כשהחיבור יחזור.",
      two: "שתי הודעות ממתינות ויישלחו כשהחיבור יחזור.",
      other: "# הודעות ממתינות ויישלחו כשהחיבור יחזור.",
    }),
  keepOpen: "השאירו את הדף פתוח עד אז.",
  retryIn: (n) => count(n, { other: "ניסיון נוסף בעוד #\u00a0שנ׳" }),
  trying: "מנסה להתחבר…",
  tryNow: "לנסות עכשיו",
  tryAgain: "לנסות שוב",

  messages: (name) => `הודעות עם ${name}`,
  loading: "השיחה נטענת",
  loadingOlder: "הודעות קודמות נטענות",
  olderFailed: "לא ניתן היה לטעון הודעות קודמות.",
  newMessages: (n) =>
    count(n, { one: "הודעה חדשה אחת", two: "שתי הודעות חדשות", other: "# הודעות חדשות" }),
  toNewest: "מעבר להודעה האחרונה",
  unreadStart: "הודעות חדשות",
  emptyTitle: "אמרו שלום",
  emptyText: (name) => `כל הודעה שתכתבו כאן מגיעה אל ${name}, והתשובה תגיע בהקדם האפשרי.`,

  sending: "בשליחה",
  sent: "נשלחה",
  delivered: "נמסרה",
  read: "נקראה",
  failed: "לא נשלחה",
  retry: "לשלוח שוב",
  discard: "למחוק",
  image: "תמונה",
  imageFailed: "לא ניתן היה לטעון את התמונה. פתיחה",
  file: "קובץ",

  message: "הודעה",
  photo: "תמונה",
  removePhoto: (title) => `הסרת ”${title}“`,
  emoji: "אמוג׳י",
  placeholder: "כתבו הודעה…",
  send: "שליחה",
  charactersLeft: (n) =>
    count(n, { one: "נותר תו אחד", two: "נותרו שני תווים", other: "נותרו # תווים" }),
  tooLong: (n) =>
    count(n, {
      one: "ההודעה ארוכה מדי בתו אחד. קצרו אותה כדי לשלוח.",
      two: "ההודעה ארוכה מדי בשני תווים. קצרו אותה כדי לשלוח.",
      other: "ההודעה ארוכה מדי ב־# תווים. קצרו אותה כדי לשלוח.",
    }),

  settings: "הגדרות",
  sound: "צליל להודעות חדשות",
  guestTitle: "התחילו שיחה",
  guestText: "שאלו על מועדים, מחירים או צילומים. ההודעות שלכם יחכו כאן כשתחזרו.",
  name: "השם שלכם",
  nameMissing: "כתבו שם, כדי שיהיה ברור מי כותב.",
  email: "כתובת האימייל שלכם (לא חובה)",
  emailHint: "רק כדי לענות לכם אחרי שתעזבו את הדף. מבקרים אחרים לעולם לא רואים אותה.",
  emailWrong: "הכתובת עדיין לא שלמה. היא אמורה להיראות כמו \u2066name@example.com\u2069.",
  start: "להתחיל את הצ׳אט",
  starting: "רק רגע…",
  guestExpired: "השיחה הקודמת שלכם הסתיימה. התחילו כאן שיחה חדשה.",

  notSetUp: "הצ׳אט הזה עדיין לא הוגדר: חסר עם מי משוחחים.",
  errors: {
    auth_missing: signedOut,
    auth_invalid: signedOut,
    auth_expired: signedOut,
    token_failed: "ההתחברות לא הצליחה. נסו שוב בעוד רגע.",
    origin_denied: "הצ׳אט לא מופעל באתר הזה. בעלי האתר יכולים להפעיל אותו.",
    too_many_connections: "הצ׳אט פתוח ביותר מדי מקומות. סגרו כמה מהם ונסו שוב.",
    forbidden: "אין לכם גישה לשיחה הזאת. בדקו שהתחברתם עם החשבון הנכון.",
    not_found: "השיחה הזאת לא קיימת.",
    too_large: "ההודעה ארוכה מדי. שלחו אותה בכמה חלקים.",
    invalid: "אי אפשר לשלוח את ההודעה כך. שנו אותה ושלחו שוב.",
    conflict: "לא ניתן היה לשלוח את ההודעה. העתיקו אותה וכתבו אותה מחדש.",
    rate_limited: "זה היה הרבה בבת אחת. חכו רגע ונסו שוב.",
    offline: "אין לכם חיבור לרשת. נסו שוב כשהוא יחזור.",
    timeout: unavailable,
    unavailable,
    storage_failed: "הדפדפן הזה לא יכול לשמור הודעות שלא נשלחו. השאירו את הדף פתוח עד שיישלחו.",
    other: "משהו השתבש. נסו שוב.",
  },
});
