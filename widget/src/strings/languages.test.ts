import { describe, expect, it } from "vitest";
import { texts as en } from "./en.js";
import { Format } from "./format.js";
import { localize, tables } from "./localization.js";
import type { PhotoChatStrings } from "./photo-chat-strings.js";

type Name = Exclude<keyof PhotoChatStrings, "errors">;

const english = en(new Format("en"));
const names = Object.keys(english).filter((name): name is Name => name !== "errors");
const languages = await Promise.all(
  Object.entries(tables).map(async ([language, load]) => {
    const { texts } = await load();
    return { language, strings: texts(new Format(language)) };
  }),
);
const translations = languages.filter(({ language }) => language !== "en");

/** Words that other languages have taken over, or share. */
const shared = ["Chat", "Online", "Offline", "Image", "Message", "File", "Photo"];

/** What a text says of a number or a name. */
function said(strings: Partial<PhotoChatStrings>, name: Name, value: unknown): string {
  const text = strings[name] as string | ((value: unknown) => string) | undefined;
  return typeof text === "function" ? text(value) : (text ?? "");
}

const taking = names.filter((name) => typeof english[name] === "function");
const counting = taking.filter((name) => said(english, name, 12_345).includes("12,345"));
const naming = taking.filter((name) => !counting.includes(name));

/** How many forms 0, 1, 2, 3, 5, 11, 21 and 100 of something take. Arabic's last two may look alike. */
const forms: Readonly<Record<string, readonly number[]>> = {
  ...{ en: [2], de: [2], fr: [2], es: [2], pt: [2], it: [2], nl: [2] },
  ...{ pl: [3], ar: [5, 6], he: [3], ja: [1], "zh-Hans": [1] },
};
/** What is counted here has one form: an abbreviation, and "Zeichen". */
const invariable = ["de charactersLeft", "de tooLong"];

it("there are twelve languages", () => {
  expect(Object.keys(tables).sort()).toEqual(Object.keys(forms).sort());
});

describe.each(translations)("$language", ({ language, strings }) => {
  it("has every text, of the same kind", () => {
    expect(Object.keys(strings).sort()).toEqual(Object.keys(english).sort());
    const kinds = names.map((name) => [name, typeof strings[name]]);
    expect(kinds).toEqual(names.map((name) => [name, typeof english[name]]));
  });

  it("has a sentence for every error", () => {
    expect(Object.keys(strings.errors ?? {}).sort()).toEqual(Object.keys(english.errors).sort());
    for (const sentence of Object.values(strings.errors ?? {})) expect(sentence).toMatch(/[.。]$/);
  });

  it("has nothing empty and nothing in English", () => {
    const all = names.map((name) => [name, said(strings, name, 3), said(english, name, 3)]);
    const left = all.filter(
      ([, text = "", original]) => text === original && !shared.includes(text),
    );
    expect(left).toEqual([]);
    expect(all.filter(([, text]) => text?.trim() === "")).toEqual([]);
    const errors = Object.entries(strings.errors ?? {});
    expect(errors.filter(([code, text]) => text === Object(english.errors)[code])).toEqual([]);
  });

  it("says every name and time it is given", () => {
    expect(naming.filter((name) => !said(strings, name, "Ximena").includes("Ximena"))).toEqual([]);
  });

  it("leaves no form of a number out", () => {
    const number = new Format(language).number(12_345);
    expect(counting.filter((name) => !said(strings, name, 12_345).includes(number))).toEqual([]);
    const marks = counting.filter((name) =>
      [0, 1, 2, 5].some((n) => said(strings, name, n).includes("#")),
    );
    expect(marks).toEqual([]);
  });
});

describe.each(languages)("plurals in $language", ({ language, strings }) => {
  const varying = counting.filter(
    (name) => name !== "retryIn" && !invariable.includes(`${language} ${name}`),
  );

  it.each(varying)("%s", (name) => {
    const texts = [0, 1, 2, 3, 5, 11, 21, 100].map((n) =>
      said(strings, name, n).replace(/\d+/, "#"),
    );
    expect(forms[language]).toContain(new Set(texts).size);
  });
});

it.each([
  ["en", [0, "0 unread messages"], [1, "1 unread message"], [21, "21 unread messages"]],
  ["de", [1, "1 ungelesene Nachricht"], [2, "2 ungelesene Nachrichten"]],
  ["fr", [0, "0 message non lu"], [1, "1 message non lu"], [2, "2 messages non lus"]],
  ["pt-BR", [0, "0 mensagem não lida"], [2, "2 mensagens não lidas"]],
  ["pt-PT", [0, "0 mensagens não lidas"], [1, "1 mensagem não lida"]],
  [
    "pl",
    [1, "1 nieprzeczytana wiadomość"],
    [2, "2 nieprzeczytane wiadomości"],
    [5, "5 nieprzeczytanych wiadomości"],
    [12, "12 nieprzeczytanych wiadomości"],
    [21, "21 nieprzeczytanych wiadomości"],
    [22, "22 nieprzeczytane wiadomości"],
  ],
  [
    "ar-EG",
    [0, "لا رسائل غير مقروءة"],
    [1, "رسالة واحدة غير مقروءة"],
    [2, "رسالتان غير مقروءتين"],
    [3, "٣ رسائل غير مقروءة"],
    [11, "١١ رسالة غير مقروءة"],
    [103, "١٠٣ رسائل غير مقروءة"],
  ],
  ["he", [1, "הודעה אחת שלא נקראה"], [2, "שתי הודעות שלא נקראו"], [3, "3 הודעות שלא נקראו"]],
  ["ja", [1, "未読メッセージ1件"]],
  ["zh-CN", [2, "2条未读消息"]],
] as [string, ...[number, string][]][])(
  "counts unread messages in %s",
  async (locale, ...pairs) => {
    const { strings } = await localize([locale], null);
    expect(pairs.map(([n]) => [n, strings.unread(n)])).toEqual(pairs);
  },
);
