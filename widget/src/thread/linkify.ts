/** A stretch of a text; `href` when it is a web address. */
export interface TextPart {
  readonly text: string;
  readonly href: string | null;
}

// Nothing follows the greedy run, so it never backtracks: linear in the text. Direction controls end
// an address, or its end could be shown as its beginning.
const address = /(?:https?:\/\/|www\.)[^\s<>"\u200e\u200f\u202a-\u202e\u2066-\u2069]+/giu;
const trailing = new Set(".,:;!?…'’”“»");
const pairs = new Map([
  [")", "("],
  ["]", "["],
  ["}", "{"],
]);

/** Finds the http(s) and www. addresses in a text; the parts together are the text again. */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(address)) {
    const found = withoutTrailing(match[0]);
    const href = hrefOf(found);
    if (!href) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index), href: null });
    parts.push({ text: found, href });
    end = match.index + found.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}

/** Leaves off punctuation that ends the sentence, and brackets that were opened before the address. */
function withoutTrailing(found: string): string {
  const surplus = new Map<string, number>();
  for (const [close, open] of pairs) {
    surplus.set(close, found.split(close).length - found.split(open).length);
  }
  let length = found.length;
  while (length > 0) {
    const char = found.charAt(length - 1);
    const unmatched = surplus.get(char) ?? 0;
    if (unmatched > 0) surplus.set(char, unmatched - 1);
    else if (!trailing.has(char)) break;
    length -= 1;
  }
  return found.slice(0, length);
}

/** What is written as a host; with a name and `@` before it, or a look-alike of `/`, another one is meant. */
const host = /^(?:\[[\da-f:.]+\]|[\p{L}\p{M}\p{N}.-]+)(?::\d+)?(?=[/?#]|$)/iu;

function hrefOf(found: string): string | null {
  const rest = found.replace(/^https?:\/\//i, "");
  try {
    return host.test(rest) ? new URL(rest === found ? `https://${rest}` : found).href : null;
  } catch {
    return null;
  }
}
