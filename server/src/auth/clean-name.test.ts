import { describe, expect, it } from "vitest";
import { cleanName } from "./clean-name.js";

describe("a name", () => {
  it.each([
    ["Anna", "Anna"],
    [" Anna\tB\u0000\n", "Anna B"],
    ["Anna\u2028Support\u2029", "Anna Support"],
    ["half \ud83d", "half"],
    ["\u202egnp.toof\u202c", "gnp.toof"],
    ["\u2066a\u2067b\u2069\u200e\u200f\u061c", "ab"],
    ["P\u200bi\u2060a\ufeff\u00ad", "Pia"],
    ["Z\u0351\u0352\u0353\u0354\u0355\u0356\u0357a", "Z\u0351\u0352\u0353\u0354a"],
    ["אנה", "אנה"],
    ["می‌خواهم", "می‌خواهم"],
    ["Việt", "Việt"],
    ["👩‍🚀❤️🏴󠁧󠁢󠁳󠁣󠁴󠁿", "👩‍🚀❤️🏴󠁧󠁢󠁳󠁣󠁴󠁿"],
    ["📷".repeat(300), "📷".repeat(200)],
  ])("%j is shown as %j", (given, clean) => {
    expect(cleanName(given, 200)).toBe(clean);
  });

  it.each(["", " \n", "\u200d\u200c", "\u3164", "\u2800\u2800", "\u202e\u202e", "\u0301\u0302"])(
    "%j is none",
    (given) => {
      expect(cleanName(given, 200)).toBeNull();
    },
  );
});
