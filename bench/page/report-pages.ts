import { medianOf } from "../percentile.js";
import type { Visit } from "./measure-page.js";
import { tableOf } from "../table.js";

interface Figure {
  label: string;
  of: (visit: Visit) => number;
  unit: "ms" | "bytes" | "";
  /** What ours must not exceed. */
  bar?: number;
}

const FIGURES: readonly Figure[] = [
  { label: "newest page on screen", of: ({ shown }) => shown, unit: "ms", bar: 300 },
  { label: "  the first time", of: ({ firstShown }) => firstShown, unit: "ms" },
  { label: "elements in the page", of: ({ elements }) => elements, unit: "", bar: 500 },
  { label: "script evaluation", of: ({ scriptCpu }) => scriptCpu, unit: "ms", bar: 40 },
  { label: "scripts, brotli", of: ({ bytes }) => bytes, unit: "bytes" },
  { label: "burst: longest wait", of: ({ longestWait }) => longestWait, unit: "ms", bar: 100 },
  { label: "scroll back: frame p95", of: ({ frameP95 }) => frameP95, unit: "ms", bar: 50 },
  { label: "  jumps", of: ({ jumps }) => jumps, unit: "", bar: 0 },
  { label: "  the widest, px", of: ({ worstJump }) => worstJump, unit: "" },
  { label: "  most rows at a time", of: ({ mostRows }) => mostRows, unit: "", bar: 150 },
  { label: "  elements at the end", of: ({ elementsAfter }) => elementsAfter, unit: "" },
  { label: "  all the way, s", of: ({ took }) => took / 1_000, unit: "" },
];

/** The visits to each contender, by its name. */
export type Visits = ReadonlyMap<string, readonly Visit[]>;

/** The table to print: medians over the rounds, ours last, and how the others compare to it. */
export function pageReportOf(visits: Visits, ours: string): string {
  const all = [...visits];
  const rows = FIGURES.map(({ label, of, unit, bar }) => {
    const own = medianOf((visits.get(ours) ?? []).map(of));
    const cells = all.map(([name, list]) => {
      const value = medianOf(list.map(of));
      const ratio =
        name === ours || !(own > 0) || Number.isNaN(value)
          ? ""
          : ` (× ${(value / own).toFixed(1)})`;
      return `${format(value, unit)}${ratio}`;
    });
    return [label, ...cells, bar === undefined ? "" : `≤ ${format(bar, unit)}`];
  });
  const arrivals = all.map(([, list]) => {
    return `${list.filter(({ arrived }) => arrived).length} of ${list.length}`;
  });
  const head = ["", ...all.map(([name]) => name), "our bar"];
  return tableOf([head, ...rows, ["  got to the oldest message", ...arrivals, ""]]);
}

/** Which of our own bars were missed, in words. */
export function missesOf(visits: readonly Visit[]): string[] {
  const missed = FIGURES.flatMap(({ label, of, unit, bar }) => {
    const value = medianOf(visits.map(of));
    return bar !== undefined && value > bar
      ? [`${label.trim()}: ${format(value, unit)}, the bar is ${format(bar, unit)}`]
      : [];
  });
  const lost = visits.filter(({ arrived }) => !arrived).length;
  return lost > 0 ? [...missed, `${lost} times the oldest message was not reached`] : missed;
}

function format(value: number, unit: Figure["unit"]): string {
  if (!Number.isFinite(value)) return "-";
  const number = value.toLocaleString("en", { maximumFractionDigits: unit === "ms" ? 0 : 1 });
  return unit === "ms" ? `${number} ms` : number;
}
