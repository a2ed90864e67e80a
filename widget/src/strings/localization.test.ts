import { describe, expect, it } from "vitest";
import { english, localize } from "./localization.js";

const en = english.strings;

describe("localize", () => {
  it.each([
    [["de"], "de"],
    [["de-AT", "en"], "de"],
    [["sv", "de"], "de"],
    [["sv"], "en"],
    [["pt-BR"], "pt"],
    [["iw"], "he"],
    [["zh-CN"], "zh-Hans"],
    [["zh-Hans-SG"], "zh-Hans"],
    [["zh-TW"], "en"],
    [["zh-Hant", "ja"], "ja"],
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
    const { language, strings, format } = await localize(["sv-SE"], { send: "Skicka" });
    expect([language, strings.send, strings.retry]).toEqual(["sv", "Skicka", en.retry]);
    expect(format.day(new Date(2021, 2, 4), new Date(2025, 0, 1))).toBe("torsdag 4 mars 2021");
  });

  it("texts of one's own replace those of a language there is a table for", async () => {
    const { strings } = await localize(["de"], { send: "Ab damit" });
    expect([strings.send, strings.retry]).toEqual(["Ab damit", "Erneut senden"]);
  });

  it.each([
    [["en"], null, "ltr"],
    [["ar-MA"], null, "rtl"],
    [["he"], null, "rtl"],
    [["fa"], null, "ltr"],
    [["fa"], { send: "ارسال" }, "rtl"],
  ])("the texts for %j with %j are read %s", async (locales, overrides, direction) => {
    expect((await localize(locales, overrides)).direction).toBe(direction);
  });

  it("writes the numbers in texts as the region does", async () => {
    const tooLong = async (locale: string): Promise<string> =>
      (await localize([locale], null)).strings.tooLong(12345);
    expect(await tooLong("en-US")).toContain("12,345");
    expect(await tooLong("en-IN")).toContain("12,345");
    expect(await tooLong("de-CH")).toContain(
      "12’345".replace("’", new Intl.NumberFormat("de-CH").format(12345)[2] ?? ""),
    );
    expect(await tooLong("ar-EG")).toContain("١٢٬٣٤٥");
  });
});
