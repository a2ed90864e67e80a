import { databaseFaults } from "./faults/database-faults.js";
import { networkFaults } from "./faults/network-faults.js";
import { peopleFaults } from "./faults/people-faults.js";
import { serverFaults } from "./faults/server-faults.js";
import { type Fault, type Lane, lanes } from "./fault.js";
import type { Random } from "./random.js";
import type { StoreKind } from "./store/faulty-store.js";
import { lasting } from "./lasting.js";
import type { World } from "./world.js";

export const faults: readonly Fault[] = [
  ...serverFaults,
  ...databaseFaults,
  ...networkFaults,
  ...peopleFaults,
];

/** One after the other on each lane. */
export type Schedule = Readonly<Record<Lane, readonly Strike[]>>;

interface Strike {
  /** After the last one on its lane. */
  readonly afterMs: number;
  readonly fault: Fault;
  readonly random: Random;
}

/** Nothing on a lane takes less: more strikes than fit into the time are not drawn. */
const LEAST_MS = 300;

/**
 * What will go wrong, drawn in advance: the same for the same seed.
 *
 * @param names of the faults to choose from; none: all
 */
export function drawSchedule(
  random: Random,
  store: StoreKind,
  durationMs: number,
  names: readonly string[],
): Schedule {
  const chosen = faults.filter(
    ({ name, stores = [store] }) =>
      stores.includes(store) && (names.length === 0 || names.includes(name)),
  );
  const draw = (lane: Lane): Strike[] => {
    const own = chosen.filter((fault) => fault.lanes[0] === lane);
    const chance = random.fork();
    if (own.length === 0) return [];
    return Array.from({ length: Math.ceil(durationMs / LEAST_MS) }, () => ({
      afterMs: chance.int(0, 1_500),
      fault: chance.pick(own),
      random: chance.fork(),
    }));
  };
  return {
    server: draw("server"),
    database: draw("database"),
    network: draw("network"),
    people: draw("people"),
  };
}

/** Strikes until the signal ends and everything is healed. Returns what was done, in order. */
export async function strike(
  world: World,
  schedule: Schedule,
  signal: AbortSignal,
): Promise<string[]> {
  const done: string[] = [];
  const turns = new Map<Lane, Promise<void>>();

  /** Has these lanes for itself, in the order asked. */
  async function alone(wanted: readonly Lane[], work: () => Promise<void>): Promise<void> {
    const before = wanted.map(async (lane) => turns.get(lane));
    const turn = Promise.all(before).then(work);
    for (const lane of wanted) turns.set(lane, turn);
    await turn;
  }

  async function run(strikes: readonly Strike[]): Promise<void> {
    for (const { afterMs, fault, random } of strikes) {
      await lasting(afterMs, signal);
      if (signal.aborted) return;
      await alone(fault.lanes, async () => {
        if (signal.aborted) return;
        done.push(fault.name);
        await fault.strike(world, random, signal);
      });
    }
  }

  await Promise.all(lanes.map((lane) => run(schedule[lane])));
  return done;
}
