import { lightboxTexts as english } from "./lightbox-en.js";
import type { LightboxStrings, LightboxTexts } from "./lightbox-strings.js";

/** The texts in every language but English, which comes with what shows them. */
export const lightboxTables: Readonly<
  Record<string, () => Promise<{ lightboxTexts: LightboxTexts }>>
> = {
  de: () => import("./lightbox-de.js"),
  fr: () => import("./lightbox-fr.js"),
  es: () => import("./lightbox-es.js"),
  pt: () => import("./lightbox-pt.js"),
  it: () => import("./lightbox-it.js"),
  nl: () => import("./lightbox-nl.js"),
  pl: () => import("./lightbox-pl.js"),
  ar: () => import("./lightbox-ar.js"),
  he: () => import("./lightbox-he.js"),
  ja: () => import("./lightbox-ja.js"),
  "zh-Hans": () => import("./lightbox-zh-hans.js"),
};

/** In English where the language's own can't be fetched. */
export async function lightboxStrings(language: string): Promise<LightboxStrings> {
  const table = await lightboxTables[language]?.().catch(() => null);
  return (table?.lightboxTexts ?? english)();
}
