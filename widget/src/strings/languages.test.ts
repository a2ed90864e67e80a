import { describe, expect, it } from "vitest";
import { actionTexts } from "./en-actions.js";
import { texts } from "./en.js";
import { Format } from "./format.js";
import { inboxTexts } from "./inbox-en.js";
import { inboxTables } from "./inbox-tables.js";
import { directionOf } from "./language-of.js";
import { lightboxTexts } from "./lightbox-en.js";
import { lightboxTables } from "./lightbox-tables.js";
import { localize, tables } from "./localization.js";
import { moderationTexts } from "./moderation-en.js";
import { moderationTables } from "./moderation-tables.js";

type Text = string | ((value: unknown) => string) | Readonly<Record<string, string>>;
type Strings = Readonly<Record<string, Text>>;
type Load = () => Promise<Readonly<Record<string, (format: Format) => object>>>;

/** How many forms 0, 1, 2, 3, 5, 11, 21 and 100 of something take. Arabic's last two may look alike. */
const forms: Readonly<Record<string, readonly number[]>> = {
  ...{ en: [2], de: [2], fr: [2], es: [2], pt: [2], it: [2], nl: [2] },
  ...{ pl: [3], ar: [5, 6], he: [3], ja: [1], "zh-Hans": [1] },
};
/** What is counted here has one form: an abbreviation, and "Zeichen". */
const invariable = [/retryIn$/, /^de (charactersLeft|tooLong)$/];
/** Texts on the screen around what people have written: their names, and what they look for. */
const quoting = /^(block|closedByMe|emptyText|nothingFound|report|reportText|unblock)$/;
/** Words that other languages have taken over, or share. */
const shared = ["Chat", "Emoji", "File", "Image", "Message", "Offline", "Online", "Photo"];

const format = new Format("en");
const parts = [
  {
    part: "the element",
    english: { ...texts(format), ...actionTexts } as object,
    load: tables as Record<string, Load>,
  },
  { part: "the inbox", english: inboxTexts(format), load: inboxTables as Record<string, Load> },
  {
    part: "moderation",
    english: moderationTexts(),
    load: moderationTables as Record<string, Load>,
  },
  {
    part: "the lightbox",
    english: lightboxTexts(),
    load: lightboxTables as Record<string, Load>,
  },
];

/** What a text says of a number or a name. */
function said(text: Text | undefined, value: unknown): string {
  return typeof text === "function" ? text(value) : typeof text === "string" ? text : "";
}

/** Without what a number adds to it. */
function patternOf(text: Text | undefined, value: number): string {
  return said(text, value).replace(/\d+/, "#");
}

describe.each(parts)("texts of $part", ({ english: table, load }) => {
  const english = table as Strings;
  const names = Object.keys(english);
  const taking = names.filter((name) => typeof english[name] === "function");
  const counting = taking.filter((name) => said(english[name], 12_345).includes("12,345"));
  const naming = taking.filter((name) => !counting.includes(name));

  it("are there in twelve languages", () => {
    expect(Object.keys({ en: null, ...load }).sort()).toEqual(Object.keys(forms).sort());
  });

  describe.each(Object.keys(forms).filter((language) => language !== "en"))("%s", (language) => {
    const translated = (async (): Promise<Strings> => {
      const [texts] = Object.values((await load[language]?.()) ?? {});
      return texts?.(new Format(language)) as Strings;
    })();

    it("has every text, of the same kind", async () => {
      const strings = await translated;
      expect(Object.keys(strings).sort()).toEqual([...names].sort());
      const kinds = names.map((name) => [name, typeof strings[name]]);
      expect(kinds).toEqual(names.map((name) => [name, typeof english[name]]));
      const errors = Object.keys(strings["errors"] ?? {}).sort();
      expect(errors).toEqual(Object.keys(english["errors"] ?? {}).sort());
    });

    if (directionOf(language) === "rtl") {
      it("ends a name's direction with it", async () => {
        const strings = await translated;
        for (const name of naming.filter((name) => quoting.test(name))) {
          expect(said(strings[name], "Anna L."), name).toContain("\u2068Anna L.\u2069");
        }
      });
    }

    it("has nothing empty and nothing in English", async () => {
      const flat = ({ errors = {}, ...rest }: Strings): Strings => ({ ...rest, ...Object(errors) });
      const strings = flat(await translated);
      const left = Object.entries(flat(english)).filter(([name, original]) => {
        const text = said(strings[name], 3);
        return !text.trim() || (text === said(original, 3) && !shared.includes(text));
      });
      expect(left).toEqual([]);
    });

    it("says every name, time and number that it is given", async () => {
      const strings = await translated;
      const number = new Format(language).number(12_345);
      expect(naming.filter((name) => !said(strings[name], "Ximena").includes("Ximena"))).toEqual(
        [],
      );
      expect(counting.filter((name) => !said(strings[name], 12_345).includes(number))).toEqual([]);
    });

    it("ends sentences as sentences", async () => {
      const { errors = {} } = await translated;
      for (const sentence of Object.values(errors)) expect(sentence).toMatch(/[.。]$/);
    });

    it("has a form for each number", async () => {
      const strings = await translated;
      const wrong = counting.filter((name) => {
        if (invariable.some((pattern) => pattern.test(`${language} ${name}`))) return false;
        const found = new Set([0, 1, 2, 3, 5, 11, 21, 100].map((n) => patternOf(strings[name], n)));
        return !forms[language]?.includes(found.size);
      });
      expect(wrong).toEqual([]);
    });
  });
});

it("a page replaces each text by a name of its own", () => {
  const names = parts.flatMap(({ english }) => Object.keys(english));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
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
] as [string, ...[number, string][]][])("unread messages in %s", async (locale, ...pairs) => {
  const { strings } = await localize([locale], null);
  expect(pairs.map(([n]) => [n, strings.unread(n)])).toEqual(pairs);
});
