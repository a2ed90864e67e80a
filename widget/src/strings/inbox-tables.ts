import type { InboxTexts } from "./inbox-strings.js";

/** The inbox's texts in every language but English, which comes with it. */
export const inboxTables: Readonly<Record<string, () => Promise<{ inboxTexts: InboxTexts }>>> = {
  de: () => import("./inbox-de.js"),
  fr: () => import("./inbox-fr.js"),
  es: () => import("./inbox-es.js"),
  pt: () => import("./inbox-pt.js"),
  it: () => import("./inbox-it.js"),
  nl: () => import("./inbox-nl.js"),
  pl: () => import("./inbox-pl.js"),
  ar: () => import("./inbox-ar.js"),
  he: () => import("./inbox-he.js"),
  ja: () => import("./inbox-ja.js"),
  "zh-Hans": () => import("./inbox-zh-hans.js"),
};
