import type { LightboxTexts } from "./lightbox-strings.js";

export const lightboxTexts: LightboxTexts = () => ({
  previousPicture: "Photo précédente",
  nextPicture: "Photo suivante",
  pictureOf: (at, total) => `Photo ${at} sur ${total}`,
  fullSize: "Taille réelle",
  fitToWindow: "Adapter à la fenêtre",
  openOriginal: "Ouvrir l’original dans un nouvel onglet",
  closePicture: "Fermer la photo",
  pictureLoading: "Chargement de la photo",
  pictureFailed: "Cette photo ne peut pas être chargée.",
});
