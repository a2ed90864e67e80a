import type { SeedReport } from "./run-seed.js";
import type { StoreKind } from "./store/faulty-store.js";

const seconds = (ms: number): string => (ms / 1_000).toFixed(1);

const sum = (reports: readonly SeedReport[], of: (report: SeedReport) => number): number =>
  reports.reduce((total, report) => total + of(report), 0);

/** How to see the same again. */
export const replay = (store: StoreKind, seed: number, faults: readonly string[], ms: number) =>
  `npm run test:faults -- --store=${store} --seed=${seed} --duration=${ms / 1_000}` +
  (faults.length > 0 ? ` --fault=${faults.join(",")}` : "");

/** One line on a seed, and one on each thing that did not hold. */
export function lineOf(report: SeedReport): string {
  const { rows, acks, kills, struck, convergenceMs, settledMs, violations } = report;
  const slowest = seconds(Math.max(0, ...convergenceMs));
  const names = [...new Set(struck)].join(" ");
  return [
    `  ${rows} messages, ${acks} acks, ${kills} kills, converged in ${slowest} s, settled in ${seconds(settledMs)} s, ` +
      `${violations.length} violations (${names})`,
    ...violations.slice(0, 20).map(({ invariant, what }) => `  ${invariant}: ${what}`),
  ].join("\n");
}

/** What everybody has seen, in order, and shows in the end: JSON, a line each. */
export function journalOf({ witnesses }: SeedReport): string {
  const seen = witnesses.flatMap(({ name, journal }) => journal.map((one) => ({ name, ...one })));
  const shown = witnesses.map(({ name, final }) => ({ name, final }));
  return [...seen.sort((a, b) => a.at - b.at), ...shown]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join("");
}

export function summaryOf(store: StoreKind, reports: readonly SeedReport[]): string {
  const times = reports.flatMap(({ convergenceMs }) => convergenceMs).sort((a, b) => a - b);
  const p99 = times[Math.ceil(times.length * 0.99) - 1] ?? 0;
  return (
    `${store}: ${sum(reports, ({ violations }) => violations.length)} violations over ${reports.length} seeds: ` +
    `${sum(reports, ({ actions }) => actions)} actions, ${sum(reports, ({ rows }) => rows)} messages, ` +
    `${sum(reports, ({ acks }) => acks)} acks, ${sum(reports, ({ kills }) => kills)} kills, ` +
    `${sum(reports, ({ struck }) => struck.length)} faults; ` +
    `convergence p99 ${seconds(p99)} s, at most ${seconds(times.at(-1) ?? 0)} s (${times.length} pages); ` +
    `settled in at most ${seconds(Math.max(0, ...reports.map(({ settledMs }) => settledMs)))} s`
  );
}
