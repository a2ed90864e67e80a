import type { LightboxTexts } from "./lightbox-strings.js";

export const lightboxTexts: LightboxTexts = () => ({
  previousPicture: "Vorige foto",
  nextPicture: "Volgende foto",
  pictureOf: (at, total) => `Foto ${at} van ${total}`,
  fullSize: "Volledige grootte",
  fitToWindow: "Aan het venster aanpassen",
  openOriginal: "Origineel in een nieuw tabblad openen",
  closePicture: "Foto sluiten",
  pictureLoading: "De foto wordt geladen",
  pictureFailed: "Deze foto kan niet worden geladen.",
});
