import type { InboxTexts } from "./inbox-strings.js";

export const inboxTexts: InboxTexts = ({ count }) => ({
  inbox: "صندوق الوارد",
  backToInbox: "العودة إلى كل المحادثات",
  search: "ابحث عن أشخاص ورسائل",
  clearSearch: "مسح البحث",
  searching: "جارٍ البحث…",
  searchFailed: "تعذّر البحث في الرسائل الأقدم.",
  results: (n) =>
    count(n, {
      zero: "لم يُعثر على أي محادثة",
      one: "عُثر على محادثة واحدة",
      two: "عُثر على محادثتين",
      few: "عُثر على # محادثات",
      many: "عُثر على # محادثة",
      other: "عُثر على # محادثة",
    }),
  nothingFound: (query) => `لا نتائج عن «\u2068${query}\u2069»`,
  nothingFoundText: "جرّب جزءًا من اسم أو كلمة من رسالة.",
  loadingInbox: "جارٍ تحميل المحادثات",
  inboxEmptyTitle: "لا محادثات بعد",
  inboxEmptyText: "أضف المحادثة إلى موقعك، وسيظهر هنا فورًا كل ما يكتبه الزوار.",
  chooseTitle: "اختر محادثة",
  chooseText: "ستظهر رسائلها هنا.",
  own: "أنت:",
  draft: "مسودة:",
  typingNow: "جارٍ الكتابة…",
  noMessages: "لا رسائل بعد",
  newMessageFrom: (name) => `رسالة جديدة من ${name}`,
});
