import { describe, expect, it } from "vitest";
import { mailLanguages, signInMail } from "../../server/src/mail/sign-in-mail.js";
import { texts as english } from "../../widget/inbox-page/src/strings-en.js";
import { pageTables } from "../../widget/inbox-page/src/strings-tables.js";
import { Format } from "../../widget/src/strings/format.js";
import { tables } from "../../widget/src/strings/localization.js";

type Text = string | ((value: unknown) => string);

/** Every text by its path, `signIn.title`. */
function flat(strings: object): Map<string, Text> {
  const entries = Object.entries(strings) as [string, Text | object][];
  return new Map(
    entries.flatMap(([name, value]): [string, Text][] =>
      typeof value === "object"
        ? [...flat(value)].map(([inner, text]) => [`${name}.${inner}`, text])
        : [[name, value]],
    ),
  );
}

const said = (text: Text | undefined, value: unknown): string =>
  typeof text === "function" ? text(value) : (text ?? "");

/** Words that other languages share with English. */
const shared = ["Name", "Text"];
const original = flat(english(new Format("en")));

it("the inbox's page speaks the chat's languages", () => {
  expect(Object.keys(pageTables).sort()).toEqual(Object.keys(tables).sort());
});

it("the mail that signs in to it speaks them, too", () => {
  const languages = Object.keys(tables).map((tag) => tag.split("-", 1)[0]);
  expect(mailLanguages.toSorted()).toEqual(languages.toSorted());
  const mails = mailLanguages.map((language) =>
    signInMail("eva@studio.example", "#code", language),
  );
  for (const { text } of mails) expect(text).toMatch(/^.{10,}\n\n#code\n\n.*15.*$/);
  expect(new Set(mails.map(({ subject }) => subject)).size).toBe(mails.length);
});

describe.each(Object.entries(pageTables))("the inbox's page in %s", (language, load) => {
  const translated = load().then(({ texts }) => flat(texts(new Format(language))));

  it("has every text, and says what it is given", async () => {
    const strings = await translated;
    expect([...strings.keys()].sort()).toEqual([...original.keys()].sort());
    const silent = [...original]
      .filter(([, text]) => said(text, "Ximena").includes("Ximena"))
      .filter(([name]) => !said(strings.get(name), "Ximena").includes("Ximena"));
    expect(silent).toEqual([]);
  });

  it("has nothing empty, and nothing of another language", async () => {
    const strings = await translated;
    const wrong = [...original].filter(([name, text]) => {
      const own = said(strings.get(name), 3);
      const same = own === said(text, 3) && !shared.includes(own);
      return !own.trim() || (language !== "en" && same);
    });
    expect(wrong).toEqual([]);
  });

  it("counts what waits in all of its forms", async () => {
    const waiting = (await translated).get("device.signOutWaiting");
    const rules = new Intl.PluralRules(language);
    const numbers = [0, 1, 2, 3, 5, 11, 21];
    const forms = new Set(numbers.map((n) => said(waiting, n).replace(/\d+/, "#")));
    expect(forms.size).toBe(new Set(numbers.map((n) => rules.select(n))).size);
  });
});
