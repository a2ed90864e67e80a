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

/** The text in the first of these languages that there is one in, else in English. */
export function launcherTextFor(locales: readonly string[]): string {
  const known = locales.map((tag) => launcherTexts[tag.slice(0, 2)]);
  return known.find(Boolean) ?? "Open chat";
}
