import { parseArgs } from "node:util";
import { faults as allFaults } from "./nemesis.js";
import { type StoreKind, storeKinds } from "./store/faulty-store.js";

export interface RunOptions {
  readonly seeds: readonly number[];
  readonly stores: readonly StoreKind[];
  readonly faults: readonly string[];
  readonly durationMs: number;
  /** How long the pages have to agree with the server, in milliseconds. */
  readonly deadlineMs: number;
}

const usage = `npm run test:faults -- [--seeds=5] [--seed=N] [--store=postgres|pglite] [--fault=a,b] [--duration=8] [--deadline=35]
  --seeds     how many, each with a number of its own
  --seed      this one, or the first one
  --store     default: both
  --fault     default: all of ${allFaults.map(({ name }) => name).join(", ")}
  --duration  seconds of work and faults, before everything heals; default 8
  --deadline  seconds that the pages have to agree then; default 35`;

/** @throws an Error with the usage */
export function parseOptions(args: readonly string[]): RunOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: "string", default: "1" },
      seed: { type: "string" },
      store: { type: "string" },
      fault: { type: "string", default: "" },
      duration: { type: "string", default: "8" },
      deadline: { type: "string", default: "35" },
    },
  });
  const whole = (text: string, least: number): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least) throw new Error(usage);
    return value;
  };
  const first = values.seed === undefined ? Date.now() % 1e9 : whole(values.seed, 0);
  const faults = values.fault.split(",").filter(Boolean);
  const isKnown = faults.every((name) => allFaults.some((fault) => fault.name === name));
  const stores = storeKinds.filter((kind) => values.store === undefined || kind === values.store);
  if (!isKnown || stores.length === 0) throw new Error(usage);
  return {
    seeds: Array.from({ length: whole(values.seeds, 1) }, (_, index) => first + index),
    stores,
    faults,
    durationMs: whole(values.duration, 1) * 1_000,
    deadlineMs: whole(values.deadline, 1) * 1_000,
  };
}
