import { expect, it } from "vitest";
import { searchPattern } from "./search-pattern.js";

it.each([
  ["a1", "[aA]1"],
  ["Öß", "[Öö]ß"],
  ["o\u0308", "[öÖ]"],
  ["(?i).*[^]\\", "\\(\\?[iI]\\)\\.\\*\\[\\^\\]\\\\"],
  ["*** x", "\\*\\*\\*\\ [xX]"],
  ["北 📷", "北\\ 📷"],
])("a search for %j is the expression %j", (text, pattern) => {
  expect(searchPattern(text)).toBe(pattern);
});
