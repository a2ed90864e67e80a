/** Every text around a picture that fills the window, which are loaded with it. */
export interface LightboxStrings {
  previousPicture: string;
  nextPicture: string;
  /** Which one it is of how many. */
  pictureOf(at: string, total: string): string;
  /** Shows it as large as it is. */
  fullSize: string;
  fitToWindow: string;
  openOriginal: string;
  closePicture: string;
  pictureLoading: string;
  pictureFailed: string;
}

/** The table of a language. */
export type LightboxTexts = () => LightboxStrings;
