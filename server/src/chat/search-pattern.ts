/**
 * A regular expression of PostgreSQL's for a text as it is, in any case. ILIKE would leave it to the
 * database's locale whether `Ö` is `ö`; in a database of the locale C it is not.
 */
export function searchPattern(text: string): string {
  return Array.from(text.normalize(), patternOf).join("");
}

function patternOf(char: string): string {
  const cases = new Set([char, char.toLowerCase(), char.toUpperCase()]);
  const single = [...cases].filter((variant) => Array.from(variant).length === 1);
  if (single.length > 1) return `[${single.join("")}]`;
  return /[A-Za-z0-9]|[^\0-\x7f]/.test(char) ? char : `\\${char}`;
}
