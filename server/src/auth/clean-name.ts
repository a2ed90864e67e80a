const MARKS = 4;

/** Directions, joints and other characters that show nothing, save those of emoji and of some scripts' spelling. */
const unseen =
  /(?![\u200c\u200d\ufe0f\u{e0020}-\u{e007f}])[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;
const breaks = /[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}]/gu;
const piledMarks = new RegExp(`(\\p{M}{${MARKS}})\\p{M}+`, "gu");
const shown = /[^\s\p{Default_Ignorable_Code_Point}\p{M}\u2800]/u;

/**
 * A name as others may be shown it: on one line, in its own direction, no higher than a line, and
 * at most `length` characters of those that were given. Null when nothing would be seen.
 */
export function cleanName(given: string, length: number): string | null {
  const seen = given.replace(breaks, " ").replace(unseen, "").replace(piledMarks, "$1").trim();
  return shown.test(seen) ? Array.from(seen).slice(0, length).join("") : null;
}
