import { Format } from "../../src/strings/format.js";
import { directionOf, languageOf, parsedLocales } from "../../src/strings/language-of.js";
import { texts as english } from "./strings-en.js";
import { pageTables } from "./strings-tables.js";

/** Every text of the page. Another language is one more table like the English one. */
export interface PageStrings {
  title: string;
  signIn: {
    title: string;
    text: string;
    email: string;
    send: string;
    sending: string;
    sentTitle: string;
    sentText(email: string): string;
    another: string;
    operator: string;
    exchanging: string;
    linkRefused: string;
    ended: string;
    unreachable: string;
    tooMany: string;
    invalid: string;
  };
  settings: {
    title: string;
    open: string;
    close: string;
    loading: string;
    loadFailed: string;
    tryAgain: string;
    save: string;
    saving: string;
    saved: string;
    saveFailed: string;
    refused: string;
  };
  profile: {
    title: string;
    text: string;
    name: string;
    picture: string;
    pictureHint: string;
    preview: string;
    email: string;
    emailHint: string;
  };
  availability: {
    title: string;
    text: string;
    online: string;
    onlineText: string;
    away: string;
    awayText: string;
    hours: string;
    hoursText: string;
    timeZone: string;
    from(day: string): string;
    to(day: string): string;
    addSpan(day: string): string;
    removeSpan(day: string): string;
    closed: string;
    answer: string;
    answerText: string;
    answerLabel: string;
    answerDefault: string;
    answerPreview: string;
  };
  replies: {
    title: string;
    text: string;
    none: string;
    add: string;
    edit(title: string): string;
    remove(title: string): string;
    name: string;
    body: string;
    cancel: string;
    pick: string;
    filter: string;
    nothing: string;
    manage: string;
    list: string;
  };
  embed: {
    title: string;
    text: string;
    mode: string;
    popup: string;
    inline: string;
    theme: string;
    copy: string;
    copied: string;
    copyFailed: string;
    code: string;
  };
  device: {
    title: string;
    text: string;
    theme: string;
    auto: string;
    light: string;
    dark: string;
    sound: string;
    soundText: string;
    signOut: string;
    signOutText: string;
    signOutWaiting(count: number): string;
  };
}

/** The table of a language. */
export type PageTexts = (format: Format) => PageStrings;

const wanted = parsedLocales(navigator.languages);
const known = wanted.find((locale) => languageOf(locale) in pageTables);
const language = known ? languageOf(known) : "en";
const table = await pageTables[language]?.().catch(() => null);

/** The language of the page; the chat in it follows. */
const shown = table ? language : "en";
document.documentElement.lang = shown;
document.documentElement.dir = directionOf(shown);

export const strings: PageStrings = (table?.texts ?? english)(
  new Format(String((table && known) ?? "en")),
);
