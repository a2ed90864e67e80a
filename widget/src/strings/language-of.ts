/** The name of a locale's table. Chinese has two scripts, and readers of one are not served by the other. */
export function languageOf(locale: Intl.Locale): string {
  const { language, script } = locale.maximize();
  return language === "zh" ? `zh-${script ?? ""}` : language;
}

/** The direction that a language is read in. */
export function directionOf(language: string): "ltr" | "rtl" {
  const { script = "" } = new Intl.Locale(language).maximize();
  return /Arab|Hebr/.test(script) ? "rtl" : "ltr";
}

/** BCP 47 tags, without the malformed ones. */
export function parsedLocales(tags: readonly string[]): Intl.Locale[] {
  return tags.flatMap((tag) => {
    try {
      return [new Intl.Locale(tag)];
    } catch {
      return [];
    }
  });
}
