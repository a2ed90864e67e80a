/** The rendered rows, from top to bottom. */
export function rowsIn(scroller: Element): HTMLElement[] {
  return [...(scroller.querySelector<HTMLElement>(".list")?.children ?? [])] as HTMLElement[];
}

/** The index of the first row whose end is below a place in the scrolled content; their number when none is. */
export function firstBelow(rows: readonly HTMLElement[], place: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row && row.offsetTop + row.offsetHeight > place) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Where a row's bubble stands in the list, in fractions of a pixel: above it in the row may come or go
 * a heading. Whatever is animated around it keeps its size.
 */
export function topOf(row: HTMLElement | undefined): number {
  const bubble = row?.querySelector(".bubble")?.getBoundingClientRect();
  return (bubble?.top ?? 0) - (row?.parentElement?.getBoundingClientRect().top ?? 0);
}
