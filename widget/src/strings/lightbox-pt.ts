import type { LightboxTexts } from "./lightbox-strings.js";

export const lightboxTexts: LightboxTexts = () => ({
  previousPicture: "Foto anterior",
  nextPicture: "Próxima foto",
  pictureOf: (at, total) => `Foto ${at} de ${total}`,
  fullSize: "Tamanho real",
  fitToWindow: "Ajustar à janela",
  openOriginal: "Abrir o original em uma nova aba",
  closePicture: "Fechar a foto",
  pictureLoading: "Carregando a foto",
  pictureFailed: "Não é possível carregar esta foto.",
});
