import { expect, it } from "vitest";
import { tables } from "../strings/localization.js";
import { emojiTexts } from "./emoji-texts.js";

it.each(Object.keys(tables).filter((language) => language !== "en"))(
  "the choice of emoji speaks %s, too",
  async (language) => {
    const english = await emojiTexts("en").texts();
    const texts = await emojiTexts(language).texts();
    expect(Object.keys(texts.categories).sort()).toEqual(Object.keys(english.categories).sort());
    expect(texts.searchLabel).not.toBe(english.searchLabel);
    expect(texts.skinToneLabel).toContain("{skinTone}");
  },
);
