import { percentilesOf } from "../../bench/percentile.js";

/** One row of the table: what was measured of an invariant, and whether it keeps to its bar. */
export interface Figure {
  /** `I7` */
  readonly invariant: string;
  readonly what: string;
  readonly bar: string;
  readonly measured: string;
  readonly within: boolean;
}

export type Measure = () => Promise<readonly Figure[]>;

/** Times in milliseconds against the longest that is allowed; `Infinity` is a time that never came. */
export function timesFigure(
  of: Pick<Figure, "invariant" | "what">,
  times: readonly number[],
  barMs: number,
): Figure {
  const { p50 } = percentilesOf(times);
  const worst = Math.max(...times);
  return {
    ...of,
    bar: `≤ ${seconds(barMs)}`,
    measured: `${seconds(p50)} / ${seconds(worst)} of ${times.length}`,
    within: times.length > 0 && worst <= barMs,
  };
}

/** How often something was seen that must never be. */
export function neverFigure(
  of: Pick<Figure, "invariant" | "what">,
  seen: number,
  outOf: number,
): Figure {
  return { ...of, bar: "0", measured: `${seen} of ${outOf}`, within: seen === 0 && outOf > 0 };
}

function seconds(ms: number): string {
  if (!Number.isFinite(ms)) return "never";
  return ms < 1_000 ? `${ms.toFixed(ms < 10 ? 1 : 0)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
