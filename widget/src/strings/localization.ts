import { texts as en } from "./en.js";
import { Format } from "./format.js";
import { directionOf, languageOf, parsedLocales } from "./language-of.js";
import type { StringOverrides, Strings, Texts } from "./photo-chat-strings.js";

/** The texts and formats of one language. */
export interface Localization {
  /** The language of the texts. */
  readonly language: string;
  /** The direction they are read in. */
  readonly direction: "ltr" | "rtl";
  readonly strings: Strings;
  readonly format: Format;
}

/** Every language but English is fetched when it is asked for. */
export const tables: Readonly<Record<string, () => Promise<{ texts: Texts }>>> = {
  en: () => Promise.resolve({ texts: en }),
  de: () => import("./de.js"),
  fr: () => import("./fr.js"),
  es: () => import("./es.js"),
  pt: () => import("./pt.js"),
  it: () => import("./it.js"),
  nl: () => import("./nl.js"),
  pl: () => import("./pl.js"),
  ar: () => import("./ar.js"),
  he: () => import("./he.js"),
  ja: () => import("./ja.js"),
  "zh-Hans": () => import("./zh-hans.js"),
};

export const english: Localization = localizationOf("en", "en", en, null);

/**
 * The first language there are texts for, else English. Formats follow the texts, in the region
 * that the list names.
 *
 * @param locales BCP 47 tags, best first; malformed ones are passed over
 * @param overrides replaces texts; the language is then the list's first
 */
export async function localize(
  locales: readonly string[],
  overrides: StringOverrides | null,
): Promise<Localization> {
  const wanted = parsedLocales(locales);
  const known = wanted.find((locale) => overrides || languageOf(locale) in tables);
  const language = known ? languageOf(known) : "en";
  const regional = wanted.find((locale) => locale.region && languageOf(locale) === language);
  const table = await tables[language]?.().catch(() => null);
  if (!table && !overrides) return english;
  return localizationOf(language, String(regional ?? language), table?.texts ?? en, overrides);
}

function localizationOf(
  language: string,
  locale: string,
  texts: Texts,
  overrides: StringOverrides | null,
): Localization {
  const format = new Format(locale);
  return {
    language,
    direction: directionOf(language),
    strings: { ...texts(format), ...overrides },
    format,
  };
}
