import { describe, expect, it } from "vitest";
import { localize, tables } from "../strings/localization.js";
import { launcherDirection, launcherLanguage, launcherTexts } from "./launcher-texts.js";

const textFor = (tags: readonly string[]) => launcherTexts[launcherLanguage(tags)];

describe("the launcher's texts", () => {
  it("are those of the chat, in every language that it has", async () => {
    for (const language of Object.keys(tables)) {
      const { strings, direction } = await localize([language], null);
      expect(textFor([language])).toBe(strings.openChat);
      expect(launcherDirection(launcherLanguage([language]))).toBe(direction);
    }
    expect(Object.keys(launcherTexts)).toHaveLength(Object.keys(tables).length);
  });

  it.each([
    [["de-AT", "en"], "Chat öffnen"],
    [["tlh", "?", "", "en_US", "pt-BR"], "Abrir o chat"],
    [["zh-CN"], "打开聊天"],
    [["zh-SG"], "打开聊天"],
    [["zh-TW", "zh-Hant", "ja"], "チャットを開く"],
    [["iw"], "פתיחת הצ׳אט"],
    [["arz", "deu", "dsb"], "Chat öffnen"],
    [["arz"], "Open chat"],
    [[], "Open chat"],
  ])("for %s are in the language that the chat chooses", async (tags, text) => {
    expect(textFor(tags)).toBe(text);
    const { strings } = await localize(tags, null);
    expect(strings.openChat).toBe(text);
  });
});
