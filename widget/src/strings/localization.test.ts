import { describe, expect, it } from "vitest";
import { de } from "./de.js";
import { en } from "./en.js";
import { localize } from "./localization.js";

describe("localize", () => {
  it.each([
    [["de"], "de"],
    [["de-AT", "en"], "de"],
    [["fr", "de"], "de"],
    [["fr"], "en"],
    [["not a tag", "x", "de"], "de"],
    [[], "en"],
  ])("%j is %s", async (locales, language) => {
    expect((await localize(locales, null)).language).toBe(language);
  });

  it("takes the region for the formats from wherever it is named", async () => {
    const noon = new Date(2025, 5, 1, 13, 5);
    expect((await localize(["en", "en-GB"], null)).format.time(noon)).toBe("13:05");
    expect((await localize(["en-US", "en-GB"], null)).format.time(noon)).toMatch(/1:05\sPM/);
  });

  it("with texts of one's own the language is one's own, too", async () => {
    const { language, strings, format } = await localize(["fr-FR"], { send: "Envoyer" });
    expect([language, strings.send, strings.retry]).toEqual(["fr", "Envoyer", en.retry]);
    expect(format.day(new Date(2021, 2, 4), new Date(2025, 0, 1))).toBe("jeudi 4 mars 2021");
  });

  it.each(Object.keys(en))("German says %s", (name) => {
    const key = name as keyof typeof en;
    expect(typeof de[key]).toBe(typeof en[key]);
  });

  it("has a sentence for every error in both languages", () => {
    expect(Object.keys(de.errors).sort()).toEqual(Object.keys(en.errors).sort());
  });
});
