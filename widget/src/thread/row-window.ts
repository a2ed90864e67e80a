interface Keyed {
  readonly key: string;
}

/** So many rows around the newest one, never fewer once there are, and so many more at a time when scrolling. */
const BASE = 50;
const STEP = 5;
/** Never more rows than this in the page. */
const MAX = 150;

/**
 * Which part of a long list stands in the page. Held by keys, so that rows that come in at either
 * end don't move it.
 */
export class RowWindow {
  #first: string | null = null;
  #last: string | null = null;

  /** The part to render, as `slice` takes it. */
  range(rows: readonly Keyed[]): [start: number, end: number] {
    const end = this.#last === null ? rows.length : indexOf(rows, this.#last) + 1 || rows.length;
    const first = this.#first === null ? -1 : indexOf(rows, this.#first);
    const start = first < 0 || first >= end ? end - BASE : Math.max(first, end - MAX);
    return [Math.max(0, start), end];
  }

  /**
   * Takes in rows at the top; false when there are none.
   *
   * @param last the last row that is needed: each that stands in the page costs when others come
   */
  growUp(rows: readonly Keyed[], last?: string): boolean {
    const [start, end] = this.range(rows);
    const grown = Math.max(0, start - STEP);
    this.#first = rows[grown]?.key ?? null;
    const needed = indexOf(rows, last);
    const until = Math.min(needed < start ? end : Math.max(needed + 1, grown + BASE), grown + MAX);
    if (until < end) this.#last = rows[until - 1]?.key ?? null;
    return grown < start;
  }

  /**
   * Takes in rows at the bottom; false when there are none.
   *
   * @param first the first row that is needed
   */
  growDown(rows: readonly Keyed[], first?: string): boolean {
    const [start, end] = this.range(rows);
    const grown = Math.min(rows.length, end + STEP);
    this.#last = grown === rows.length ? null : (rows[grown - 1]?.key ?? null);
    const needed = indexOf(rows, first);
    const from = Math.max(
      Math.min(needed < end ? needed : start, grown - BASE),
      start,
      grown - MAX,
    );
    this.#first = rows[from]?.key ?? null;
    return grown > end;
  }

  /** Brings a row into the page, with some around it. */
  show(rows: readonly Keyed[], key: string): void {
    const first = Math.max(0, Math.min(indexOf(rows, key) - STEP, rows.length - BASE));
    const end = first + BASE;
    this.#first = rows[first]?.key ?? null;
    this.#last = end < rows.length ? (rows[end - 1]?.key ?? null) : null;
  }

  /** Follows the newest row from now on. */
  follow(): void {
    this.#first = null;
    this.#last = null;
  }
}

function indexOf(rows: readonly Keyed[], key: string | undefined): number {
  return rows.findIndex((row) => row.key === key);
}
