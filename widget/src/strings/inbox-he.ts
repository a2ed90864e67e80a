import type { InboxTexts } from "./inbox-strings.js";

export const inboxTexts: InboxTexts = ({ count }) => ({
  inbox: "דואר נכנס",
  backToInbox: "חזרה לכל השיחות",
  search: "חיפוש אנשים והודעות",
  clearSearch: "ניקוי החיפוש",
  searching: "מחפש…",
  searchFailed: "לא ניתן היה לחפש בהודעות ישנות.",
  results: (n) =>
    count(n, { one: "נמצאה שיחה אחת", two: "נמצאו שתי שיחות", other: "נמצאו # שיחות" }),
  nothingFound: (query) => `לא נמצא דבר עבור ”\u2068${query}\u2069“`,
  nothingFoundText: "נסו חלק משם או מילה מתוך הודעה.",
  loadingInbox: "השיחות נטענות",
  inboxEmptyTitle: "אין עדיין שיחות",
  inboxEmptyText: "הוסיפו את הצ׳אט לאתר שלכם. כל מה שהמבקרים יכתבו יופיע כאן מיד.",
  chooseTitle: "בחרו שיחה",
  chooseText: "ההודעות שלה יופיעו כאן.",
  own: "אתם:",
  draft: "טיוטה:",
  typingNow: "בכתיבה…",
  noMessages: "אין עדיין הודעות",
  newMessageFrom: (name) => `הודעה חדשה מאת ${name}`,
});
