import type { LightboxTexts } from "./lightbox-strings.js";

export const lightboxTexts: LightboxTexts = () => ({
  previousPicture: "Previous picture",
  nextPicture: "Next picture",
  pictureOf: (at, total) => `Picture ${at} of ${total}`,
  fullSize: "Full size",
  fitToWindow: "Fit to the window",
  openOriginal: "Open the original in a new tab",
  closePicture: "Close the picture",
  pictureLoading: "Loading the picture",
  pictureFailed: "This picture can’t be loaded.",
});
