import type { LightboxTexts } from "./lightbox-strings.js";

export const lightboxTexts: LightboxTexts = () => ({
  previousPicture: "Foto anterior",
  nextPicture: "Foto siguiente",
  pictureOf: (at, total) => `Foto ${at} de ${total}`,
  fullSize: "Tamaño completo",
  fitToWindow: "Ajustar a la ventana",
  openOriginal: "Abrir el original en una pestaña nueva",
  closePicture: "Cerrar la foto",
  pictureLoading: "Cargando la foto",
  pictureFailed: "No se puede cargar esta foto.",
});
