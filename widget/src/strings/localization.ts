import { en } from "./en.js";
import { Format } from "./format.js";
import type { PhotoChatStrings } from "./photo-chat-strings.js";

/** The texts and formats of one language. */
export interface Localization {
  /** The language of the texts. */
  readonly language: string;
  readonly strings: PhotoChatStrings;
  readonly format: Format;
}

export const english: Localization = { language: "en", strings: en, format: new Format("en") };

/** Every language but English is fetched when it is asked for. */
const tables: Readonly<Record<string, () => Promise<PhotoChatStrings>>> = {
  en: () => Promise.resolve(en),
  de: () => import("./de.js").then(({ de }) => de),
};

/**
 * The first language there are texts for, else English. Formats follow the texts, in the region
 * that the list names.
 *
 * @param locales BCP 47 tags, best first; malformed ones are passed over
 * @param overrides replaces texts; the language is then the list's first
 */
export async function localize(
  locales: readonly string[],
  overrides: Partial<PhotoChatStrings> | null,
): Promise<Localization> {
  const wanted = locales.flatMap(parsed);
  const known = wanted.find(({ language }) => overrides || language in tables);
  const language = known?.language ?? "en";
  const regional = wanted.find((locale) => locale.language === language && locale.region);
  const strings = await tables[language]?.().catch(() => en);
  return {
    language,
    strings: { ...(strings ?? en), ...overrides },
    format: new Format(String(regional ?? language)),
  };
}

function parsed(tag: string): Intl.Locale[] {
  try {
    return [new Intl.Locale(tag)];
  } catch {
    return [];
  }
}
