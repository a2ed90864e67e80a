import type { LightboxTexts } from "./lightbox-strings.js";

export const lightboxTexts: LightboxTexts = () => ({
  previousPicture: "התמונה הקודמת",
  nextPicture: "התמונה הבאה",
  pictureOf: (at, total) => `תמונה ${at} מתוך ${total}`,
  fullSize: "גודל מלא",
  fitToWindow: "התאמה לחלון",
  openOriginal: "פתיחת המקור בכרטיסייה חדשה",
  closePicture: "סגירת התמונה",
  pictureLoading: "התמונה נטענת",
  pictureFailed: "לא ניתן לטעון את התמונה הזאת.",
});
