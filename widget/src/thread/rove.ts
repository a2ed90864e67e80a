import { firstBelow, rowsIn } from "./visible-rows.js";

const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };
/** Between a focused row and the edge, in CSS pixels. */
const MARGIN = 8;

/** Which row an arrow key leads to: from the thread itself to the lowest one in view; null for other keys. */
export function rowFor(event: KeyboardEvent, scroller: HTMLElement): HTMLElement | null {
  const step = STEPS[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey) return null;
  const rows = rowsIn(scroller);
  const { target } = event;
  if (target === scroller) {
    const { scrollTop, clientHeight } = scroller;
    return (
      rows[Math.min(firstBelow(rows, scrollTop + clientHeight - MARGIN), rows.length) - 1] ?? null
    );
  }
  const at = rows.findIndex((row) => row === target);
  return at < 0 ? null : (rows[at + step] ?? null);
}

/** Gives a row the focus, and a name, for as long as it has it: hundreds of rows are not in the way of Tab. */
export function focusRow(row: HTMLElement, scroller: HTMLElement): void {
  row.tabIndex = -1;
  row.setAttribute("aria-label", nameOf(row));
  row.addEventListener(
    "blur",
    () => {
      row.removeAttribute("tabindex");
      row.removeAttribute("aria-label");
    },
    { once: true },
  );
  row.focus({ preventScroll: true });
  const view = scroller.getBoundingClientRect();
  const { top, bottom } = row.getBoundingClientRect();
  if (top < view.top + MARGIN) scroller.scrollTop += top - view.top - MARGIN;
  else if (bottom > view.bottom - MARGIN) scroller.scrollTop += bottom - view.bottom + MARGIN;
}

/** Who wrote what, when, and how far it has come. */
function nameOf(row: HTMLElement): string {
  let first: Element | null = row;
  while (first && !first.matches(".first")) first = first.previousElementSibling;
  const sender = first?.querySelector(":scope > .hidden")?.textContent;
  const parts = [...row.querySelectorAll(".about, .text, .file, .image img, time, .status")].map(
    (part) => part.getAttribute("aria-label") ?? part.getAttribute("alt") ?? part.textContent,
  );
  return [sender, ...parts]
    .map((part) => part?.trim())
    .filter(Boolean)
    .join(", ");
}
