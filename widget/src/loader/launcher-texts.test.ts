import { describe, expect, it } from "vitest";
import { localize, tables } from "../strings/localization.js";
import { launcherTextFor, launcherTexts } from "./launcher-texts.js";

describe("the launcher's texts", () => {
  it("are those of the chat, in every language that it has", async () => {
    const expected = Object.keys(tables).map(async (language) => {
      const { strings } = await localize([language], null);
      return language.slice(0, 2) + strings.openChat;
    });
    expect(launcherTexts).toEqual(await Promise.all(expected));
  });

  it.each([
    [["de-AT", "en"], "Chat öffnen"],
    [["tlh", "?", "", "pt-BR"], "Abrir o chat"],
    [["zh-CN"], "打开聊天"],
    [[], "Open chat"],
  ])("for %s are in the first known language", (locales, text) => {
    expect(launcherTextFor(locales)).toBe(text);
  });
});
