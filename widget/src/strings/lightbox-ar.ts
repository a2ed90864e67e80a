import type { LightboxTexts } from "./lightbox-strings.js";

export const lightboxTexts: LightboxTexts = () => ({
  previousPicture: "الصورة السابقة",
  nextPicture: "الصورة التالية",
  pictureOf: (at, total) => `الصورة ${at} من ${total}`,
  fullSize: "الحجم الكامل",
  fitToWindow: "ملاءمة النافذة",
  openOriginal: "فتح الصورة الأصلية في علامة تبويب جديدة",
  closePicture: "إغلاق الصورة",
  pictureLoading: "جارٍ تحميل الصورة",
  pictureFailed: "يتعذّر تحميل هذه الصورة.",
});
