/**
 * Of the first and the last word, whatever brackets or pictures stand before their letters, and not
 * joined into a word of their own; of a name without letters, its first sign.
 */
export function initials(name: string): string {
  const letters = name.split(/\s+/).flatMap((word) => /[\p{L}\d]/u.exec(word) ?? []);
  const [first = name.match(/./su), ...others] = letters;
  return [first, ...others.slice(-1)].join("\u200c").toLocaleUpperCase();
}
