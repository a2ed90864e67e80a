import type { LightboxTexts } from "./lightbox-strings.js";

export const lightboxTexts: LightboxTexts = () => ({
  previousPicture: "Foto precedente",
  nextPicture: "Foto successiva",
  pictureOf: (at, total) => `Foto ${at} di ${total}`,
  fullSize: "Dimensioni reali",
  fitToWindow: "Adatta alla finestra",
  openOriginal: "Apri l’originale in una nuova scheda",
  closePicture: "Chiudi la foto",
  pictureLoading: "Caricamento della foto",
  pictureFailed: "Non è possibile caricare questa foto.",
});
