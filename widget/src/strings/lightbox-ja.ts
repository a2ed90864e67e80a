import type { LightboxTexts } from "./lightbox-strings.js";

export const lightboxTexts: LightboxTexts = () => ({
  previousPicture: "前の写真",
  nextPicture: "次の写真",
  pictureOf: (at, total) => `写真 ${at}/${total}`,
  fullSize: "元のサイズ",
  fitToWindow: "ウィンドウに合わせる",
  openOriginal: "元の写真を新しいタブで開く",
  closePicture: "写真を閉じる",
  pictureLoading: "写真を読み込んでいます",
  pictureFailed: "この写真を読み込めません。",
});
