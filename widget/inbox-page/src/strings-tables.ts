import { texts as english } from "./strings-en.js";
import type { PageTexts } from "./strings.js";

/** Every language but English is fetched when it is the person's. */
export const pageTables: Readonly<Record<string, () => Promise<{ texts: PageTexts }>>> = {
  en: () => Promise.resolve({ texts: english }),
  de: () => import("./strings-de.js"),
  fr: () => import("./strings-fr.js"),
  es: () => import("./strings-es.js"),
  pt: () => import("./strings-pt.js"),
  it: () => import("./strings-it.js"),
  nl: () => import("./strings-nl.js"),
  pl: () => import("./strings-pl.js"),
  ar: () => import("./strings-ar.js"),
  he: () => import("./strings-he.js"),
  ja: () => import("./strings-ja.js"),
  "zh-Hans": () => import("./strings-zh-hans.js"),
};
