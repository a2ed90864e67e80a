import { expect, it } from "vitest";
import { initials } from "./initials.js";

it.each([
  ["Anna Lind", "A\u200cL"],
  ["(Studio) jonas", "S\u200cJ"],
  ["Ada", "A"],
  ["🎨 Vera von Ost", "V\u200cO"],
  ["نور حداد", "ن\u200cح"],
  ["👩‍🎨🎉", "👩"],
  ["", ""],
])("of %s", (name, expected) => {
  expect(initials(name)).toBe(expected);
});
