import type { I18n } from "emoji-picker-element/shared.js";

interface EmojiTexts {
  /** The language that the emoji's names are in: there are not as many as of the picker's own texts. */
  readonly data: string;
  readonly texts: () => Promise<I18n>;
}

type Table = Readonly<Record<string, EmojiTexts>>;

const from = (module: Promise<{ readonly default: unknown }>): Promise<I18n> =>
  module.then((loaded) => loaded.default as I18n);

const table: Table = {
  ar: { data: "en", texts: () => from(import("emoji-picker-element/i18n/ar.js")) },
  de: { data: "de", texts: () => from(import("emoji-picker-element/i18n/de.js")) },
  en: { data: "en", texts: () => from(import("emoji-picker-element/i18n/en.js")) },
  es: { data: "es", texts: () => from(import("emoji-picker-element/i18n/es.js")) },
  fr: { data: "fr", texts: () => from(import("emoji-picker-element/i18n/fr.js")) },
  he: { data: "en", texts: () => from(import("./emoji-he.js")) },
  it: { data: "it", texts: () => from(import("emoji-picker-element/i18n/it.js")) },
  ja: { data: "ja", texts: () => from(import("emoji-picker-element/i18n/ja.js")) },
  nl: { data: "nl", texts: () => from(import("emoji-picker-element/i18n/nl.js")) },
  pl: { data: "pl", texts: () => from(import("emoji-picker-element/i18n/pl.js")) },
  pt: { data: "pt", texts: () => from(import("emoji-picker-element/i18n/pt_PT.js")) },
  "zh-Hans": { data: "zh", texts: () => from(import("emoji-picker-element/i18n/zh_CN.js")) },
};

/** In another language the picker is in English. */
export function emojiTexts(language: string): EmojiTexts {
  return (table[language] ?? table["en"]) as EmojiTexts;
}
