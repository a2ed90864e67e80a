import type { Localization } from "./localization.js";
import { moderationTexts as english } from "./moderation-en.js";
import type { ModerationStrings, ModerationTexts } from "./moderation-strings.js";

/** The texts in every language but English, which comes with what shows them. */
export const moderationTables: Readonly<
  Record<string, () => Promise<{ moderationTexts: ModerationTexts }>>
> = {
  de: () => import("./moderation-de.js"),
  fr: () => import("./moderation-fr.js"),
  es: () => import("./moderation-es.js"),
  pt: () => import("./moderation-pt.js"),
  it: () => import("./moderation-it.js"),
  nl: () => import("./moderation-nl.js"),
  pl: () => import("./moderation-pl.js"),
  ar: () => import("./moderation-ar.js"),
  he: () => import("./moderation-he.js"),
  ja: () => import("./moderation-ja.js"),
  "zh-Hans": () => import("./moderation-zh-hans.js"),
};

/** In English where the language's own can't be fetched; texts that the page has set go before either. */
export async function moderationStrings({
  language,
  strings: overrides,
}: Localization): Promise<ModerationStrings> {
  const table = await moderationTables[language]?.().catch(() => null);
  return { ...(table?.moderationTexts ?? english)(), ...overrides };
}
