/** So many rows stand ready beyond what is seen, on either side. */
const SPARE = 12;
/** Never more rows than this in the page. */
const MAX = 100;
/** Before the first row has been measured, in CSS pixels. */
const ROW_HEIGHT = 76;
/** Before the list has been measured. */
const LIST_HEIGHT = 900;

/** Which rows of a long list with rows of one height stand in the page. */
export class ListWindow {
  rowHeight = ROW_HEIGHT;
  start = 0;
  end = 0;

  /** Sets `start` and `end` for what is seen; false when they hold what is needed already. */
  move(count: number, scrollTop: number, height: number): boolean {
    const first = Math.floor(scrollTop / this.rowHeight);
    const last = Math.ceil((scrollTop + (height || LIST_HEIGHT)) / this.rowHeight);
    const needed = [Math.max(0, first - 2), Math.min(count, last + 2)] as const;
    if (needed[0] >= this.start && needed[1] <= this.end && this.end <= count) return false;
    this.start = Math.max(0, Math.min(first, count - 1) - SPARE);
    this.end = Math.min(count, last + SPARE, this.start + MAX);
    return true;
  }

  /** The rows have become others. */
  reset(count: number, scrollTop: number, height: number): void {
    this.end = count + 1;
    this.move(count, scrollTop, height);
  }

  /** Where to scroll to for a row to be seen; null when it is. */
  reveal(index: number, scrollTop: number, height: number): number | null {
    const top = index * this.rowHeight;
    if (top < scrollTop) return top;
    const bottom = top + this.rowHeight;
    return bottom > scrollTop + height ? bottom - height : null;
  }
}
