/** `openChat` of each table in `strings/`, for before it is there. */
export const launcherTexts: Readonly<Record<string, string>> = {
  en: "Open chat",
  de: "Chat öffnen",
  fr: "Ouvrir la discussion",
  es: "Abrir el chat",
  pt: "Abrir o chat",
  it: "Apri la chat",
  nl: "Chat openen",
  pl: "Otwórz czat",
  ar: "فتح المحادثة",
  he: "פתיחת הצ׳אט",
  ja: "チャットを開く",
  zh: "打开聊天",
};

/**
 * The first of these languages that there is a text in, else English: as `localize` chooses, which
 * would bring the chat with it.
 *
 * @param tags BCP 47 tags; malformed ones are passed over
 */
export function launcherLanguage(tags: readonly (string | null)[]): string {
  for (const tag of tags) {
    try {
      const { language, script } = new Intl.Locale(tag as string).maximize();
      if (launcherTexts[language] && script !== "Hant") return language;
    } catch {
      // Malformed.
    }
  }
  return "en";
}

/** The direction that one of these languages is read in. */
export const launcherDirection = (language: string): "ltr" | "rtl" =>
  /ar|he/.test(language) ? "rtl" : "ltr";
