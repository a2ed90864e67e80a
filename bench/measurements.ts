import type { Contender } from "./contenders.js";
import type { Generator } from "./generator-process.js";
import type { Latency, RateResult, SaturationResult } from "./measure.js";
import { medianOf } from "./percentile.js";
import type { Plan } from "./plan.js";

/** Delivery may take this long for 99 of 100 messages while a load counts as sustained. */
export const SUSTAINED_P99_MS = 250;

/** All measurements of one server, a round each. */
export interface Measurements {
  lone: Latency[];
  saturation: SaturationResult[];
  /** The highest load it kept up with, in messages per second. */
  sustained: { rate: number; result: RateResult }[];
  /** By load. */
  atLoad: Map<number, RateResult[]>;
}

/** Takes all measurements, the servers in turns, so that whatever else the machine does meets both. */
export async function takeMeasurements(
  generator: Generator,
  contenders: readonly Contender[],
  plan: Plan,
): Promise<Map<Contender, Measurements>> {
  const all = new Map<Contender, Measurements>(
    contenders.map((contender) => [
      contender,
      { lone: [], saturation: [], sustained: [], atLoad: new Map() },
    ]),
  );
  const inTurns = async (take: (contender: Contender, into: Measurements) => Promise<void>) => {
    for (let round = 0; round < plan.rounds; round++) {
      for (const [contender, into] of all) await take(contender, into);
    }
  };
  const { seconds, inFlight } = plan;

  for (const { name } of contenders) {
    await generator.run(name, "saturation", { inFlight, seconds });
  }
  await inTurns(async ({ name }, { lone }) => {
    lone.push(await generator.run(name, "lone", { messages: plan.loneMessages }));
  });
  await inTurns(async ({ name }, { saturation }) => {
    saturation.push(await generator.run(name, "saturation", { inFlight, seconds }));
  });
  await inTurns(async ({ name }, { saturation, sustained }) => {
    const most = medianOf(saturation.map(({ rate }) => rate));
    sustained.push(await findSustainedRate(generator, name, most, seconds));
  });
  for (const rate of plan.loads) {
    await inTurns(async ({ name }, { atLoad }) => {
      const results = atLoad.get(rate) ?? [];
      atLoad.set(rate, results);
      results.push(await generator.run(name, "rate", { rate, seconds }));
    });
  }
  return all;
}

/** Goes down from the most that gets through in steps of a tenth until the load is sustained. */
async function findSustainedRate(
  generator: Generator,
  server: string,
  most: number,
  seconds: number,
): Promise<{ rate: number; result: RateResult }> {
  for (let tenths = 10; tenths > 0; tenths--) {
    const rate = Math.floor((most * tenths) / 10);
    const result = await generator.run(server, "rate", { rate, seconds });
    if (result.delivery.p99 <= SUSTAINED_P99_MS) return { rate, result };
  }
  throw new Error(`${server} sustains no load`);
}
