/** `openChat` of each table in `strings/`, for before it is there, behind the letters of its language. */
export const launcherTexts: readonly string[] = [
  "enOpen chat",
  "deChat öffnen",
  "frOuvrir la discussion",
  "esAbrir el chat",
  "ptAbrir o chat",
  "itApri la chat",
  "nlChat openen",
  "plOtwórz czat",
  "arفتح المحادثة",
  "heפתיחת הצ׳אט",
  "jaチャットを開く",
  "zh打开聊天",
];

/** The text in the first of these languages that there is one in, else in English. */
export function launcherTextFor(locales: readonly string[]): string {
  const known = [...locales, "en"].map((tag) =>
    launcherTexts.find((text) => text.slice(0, 2) === tag.slice(0, 2)),
  );
  return known.find(Boolean)?.slice(2) ?? "";
}
