import { parseArgs } from "node:util";

export interface Plan {
  messages: number;
  /** Messages in a page of history, of all contenders. */
  pageSize: number;
  burst: number;
  /** CPU slow-down. */
  throttle: number;
  /** Each contender once per round, in turns. */
  rounds: number;
  /** Scrolling back ends after this, in milliseconds: for our page, which has to get to the oldest message. */
  scrollMs: number;
  /** The same for the others, which no round would end with: at the other figures of the way it changes little. */
  othersScrollMs: number;
  /** A burst that has not been shown by then is given up, in milliseconds. */
  burstMs: number;
}

const FULL: Plan = {
  messages: 10_000,
  pageSize: 50,
  burst: 200,
  throttle: 4,
  rounds: 3,
  scrollMs: 90_000,
  othersScrollMs: 15_000,
  burstMs: 120_000,
};

/** `--rounds=3`, and `--only=photo-chat` to leave the others out. */
export function planOf(args: readonly string[]): { plan: Plan; only: string | undefined } {
  const { values } = parseArgs({
    args: [...args],
    options: { rounds: { type: "string" }, only: { type: "string" } },
  });
  const rounds = Number(values.rounds ?? FULL.rounds);
  if (!(rounds >= 1)) throw new Error("--rounds takes a number above 0");
  return { plan: { ...FULL, rounds }, only: values.only };
}
