import type { LightboxTexts } from "./lightbox-strings.js";

export const lightboxTexts: LightboxTexts = () => ({
  previousPicture: "Poprzednie zdjęcie",
  nextPicture: "Następne zdjęcie",
  pictureOf: (at, total) => `Zdjęcie ${at} z ${total}`,
  fullSize: "Pełny rozmiar",
  fitToWindow: "Dopasuj do okna",
  openOriginal: "Otwórz oryginał w nowej karcie",
  closePicture: "Zamknij zdjęcie",
  pictureLoading: "Wczytywanie zdjęcia",
  pictureFailed: "Nie można wczytać tego zdjęcia.",
});
