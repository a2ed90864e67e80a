import { parseArgs } from "node:util";

/** How long and how often is measured. */
export interface Plan {
  pairs: number;
  /** Each alternates between the servers: A B A B. */
  rounds: number;
  /** Fixed loads, in messages per second. */
  loads: readonly number[];
  /** What counts of one measurement, in seconds; half a second of warm-up comes before it. */
  seconds: number;
  /** Messages of a measurement with one sender. */
  loneMessages: number;
  /** Unacknowledged messages per pair when looking for the most that gets through. */
  inFlight: number;
}

const FULL: Plan = {
  pairs: 100,
  rounds: 3,
  loads: [500, 1_000, 2_000, 4_000],
  seconds: 3,
  loneMessages: 3_000,
  inFlight: 16,
};

const QUICK: Plan = { ...FULL, rounds: 2, seconds: 1.5, loneMessages: 400 };

/** `--quick`: two short rounds, below 90 seconds; otherwise three, below five minutes. */
export function planOf(args: readonly string[]): Plan {
  const { values } = parseArgs({ args: [...args], options: { quick: { type: "boolean" } } });
  return values.quick ? QUICK : FULL;
}
