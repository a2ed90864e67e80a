import { html, type TemplateResult } from "lit";

/** So much of a text stands before what was found in it. */
const BEFORE = 12;

/** A text with what was searched for marked; a place far behind is brought to the front. */
export function highlighted(text: string, query: string): string | TemplateResult {
  const at = indexOf(text, query);
  if (at < 0) return text;
  const end = at + query.length;
  const start = at > BEFORE * 2 ? at - BEFORE : 0;
  return html`${start ? "…" : ""}${text.slice(start, at)}<mark>${text.slice(at, end)}</mark>${text.slice(end)}`;
}

/** Whatever the case; lower case of some letters is longer, then only the exact spelling counts. */
export function indexOf(text: string, query: string): number {
  if (!query) return -1;
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower.indexOf(query.toLowerCase()) : text.indexOf(query);
}
