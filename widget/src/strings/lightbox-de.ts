import type { LightboxTexts } from "./lightbox-strings.js";

export const lightboxTexts: LightboxTexts = () => ({
  previousPicture: "Vorheriges Bild",
  nextPicture: "Nächstes Bild",
  pictureOf: (at, total) => `Bild ${at} von ${total}`,
  fullSize: "Volle Größe",
  fitToWindow: "An das Fenster anpassen",
  openOriginal: "Original in neuem Tab öffnen",
  closePicture: "Bild schließen",
  pictureLoading: "Das Bild wird geladen",
  pictureFailed: "Dieses Bild kann nicht geladen werden.",
});
