import type { Contender } from "./contenders.js";
import { type Measurements, SUSTAINED_P99_MS } from "./measurements.js";
import { medianOf } from "./percentile.js";
import { faultsOf, type Review } from "./review.js";
import { tableOf } from "./table.js";

export interface Subject {
  contender: Contender;
  measurements: Measurements;
  review: Review;
}

/** The table to print: a line per figure, medians over the rounds, and the ratio of the second to the first. */
export function reportOf(baseline: Subject, ours: Subject, loads: readonly number[]): string {
  const row = (label: string, figure: (of: Measurements) => number[], unit: Unit): string[] => {
    const before = medianOf(figure(baseline.measurements));
    const after = medianOf(figure(ours.measurements));
    const ratio = after / before;
    return [
      label,
      format(before, unit),
      format(after, unit),
      Number.isFinite(ratio) && ratio > 0 ? `× ${ratio.toFixed(2)}` : "",
    ];
  };
  const rows = [
    ["", baseline.contender.name, ours.contender.name, "ratio"],
    row("sustained, messages/s", (of) => of.sustained.map(({ rate }) => rate), "rate"),
    row("  delivery p50 there", (of) => of.sustained.map((at) => at.result.delivery.p50), "ms"),
    row("  delivery p99 there", (of) => of.sustained.map((at) => at.result.delivery.p99), "ms"),
    row("most that got through/s", (of) => of.saturation.map(({ rate }) => rate), "rate"),
    row("lone message: delivery p50", (of) => of.lone.map(({ delivery }) => delivery.p50), "ms"),
    row("lone message: delivery p99", (of) => of.lone.map(({ delivery }) => delivery.p99), "ms"),
    row("lone message: ack p50", (of) => of.lone.map(({ ack }) => ack.p50), "ms"),
    row("lone message: ack p99", (of) => of.lone.map(({ ack }) => ack.p99), "ms"),
    ...loads.flatMap((load) => {
      const at = (of: Measurements) => of.atLoad.get(load) ?? [];
      const label = `${load.toLocaleString("en")}/s: delivery`;
      return [
        row(`${label} p50`, (of) => at(of).map(({ delivery }) => delivery.p50), "ms"),
        row(`${label} p99`, (of) => at(of).map(({ delivery }) => delivery.p99), "ms"),
      ];
    }),
  ];
  const ratios = ours.measurements.sustained.map(
    ({ rate }, round) => rate / (baseline.measurements.sustained[round]?.rate ?? Number.NaN),
  );
  return [
    tableOf(rows),
    "",
    "Ratio: above 1 is better for rates, below 1 for times. Of the sustained rate round by round: " +
      `${ratios.map((ratio) => `× ${ratio.toFixed(2)}`).join(", ")}.`,
    `Sustained: 99 of 100 messages delivered within ${SUSTAINED_P99_MS} ms of their scheduled time.`,
    "A load that left a server more than a second behind is shown as -.",
    "",
    generatorLine(baseline),
    generatorLine(ours),
    "",
    ...guaranteeLines(baseline),
    ...guaranteeLines(ours),
  ].join("\n");
}

type Unit = "rate" | "ms";

function format(value: number, unit: Unit): string {
  if (!Number.isFinite(value)) return "-";
  if (unit === "rate") return Math.round(value).toLocaleString("en");
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}

function generatorLine({ contender, measurements }: Subject): string {
  const rates = [...measurements.atLoad.values()].flat();
  const runs = [...rates, ...measurements.sustained.map(({ result }) => result)];
  const cpu = Math.max(
    ...runs.map(({ generator }) => generator.cpu),
    ...measurements.saturation.map(({ generatorCpu }) => generatorCpu),
  );
  const lag = Math.max(...runs.map(({ generator }) => generator.lagP99));
  return (
    `The generator against ${contender.name}: at most ${Math.round(cpu * 100)} % of a core, ` +
    `99 of 100 messages sent within ${lag.toFixed(1)} ms of their time at worst.`
  );
}

function guaranteeLines({ contender, review }: Subject): string[] {
  const { counts, rows } = review;
  const faults = faultsOf(review);
  return [
    `${contender.name}: ${counts.acked.toLocaleString("en")} acked, ${rows.toLocaleString("en")} stored, ` +
      `${counts.delivered.toLocaleString("en")} delivered, ` +
      `${counts.shed.toLocaleString("en")} refused under overload` +
      (faults.length === 0 ? "; nothing lost, doubled or out of order." : "; broken:"),
    ...faults.map((fault) => `  ${fault}`),
  ];
}
