import { setTimeout as delay } from "node:timers/promises";
import type { Fleet } from "./fleet.js";
import { type Percentiles, percentilesOf } from "./percentile.js";

/** Milliseconds until the receiver has a message (`delivery`) and until the sender knows it is stored (`ack`). */
export interface Latency {
  delivery: Percentiles;
  ack: Percentiles;
}

/** What the generator itself cost. */
export interface GeneratorLoad {
  /** Share of one core. */
  cpu: number;
  /** How late messages left, in milliseconds: 99 of 100 left sooner. */
  lagP99: number;
}

export interface RateResult extends Latency {
  generator: GeneratorLoad;
}

export interface SaturationResult {
  /** Messages delivered per second. */
  rate: number;
  generatorCpu: number;
}

/** What comes before this is not counted: caches fill, code is compiled, queues find their length. */
const WARM_UP_MS = 500;
const NEVER: Percentiles = { p50: Number.POSITIVE_INFINITY, p99: Number.POSITIVE_INFINITY };
const DRAIN_DEADLINE_MS = 30_000;

/**
 * Delivery at a fixed load. The schedule is fixed beforehand (one message every 1/rate seconds,
 * round the pairs) and never waits for an answer, and latency counts from the time a message was
 * scheduled, not from when it left: a server that stalls is charged for everything that should have
 * been sent meanwhile. Otherwise the load generator would wait along with it and leave out the worst
 * samples, known as coordinated omission: https://github.com/giltene/wrk2#acknowledgements
 *
 * Gives up once a second's worth of messages has no answer, and calls the latencies infinite, as it
 * does when something was shed: those of an overloaded server only tell the length of the test.
 */
export async function measureRate(
  fleet: Fleet,
  rate: number,
  seconds: number,
): Promise<RateResult> {
  const scheduled = new Map<number, number>();
  const delivery: number[] = [];
  const ack: number[] = [];
  const lag: number[] = [];
  const start = performance.now() + 10;
  const counted = start + WARM_UP_MS;
  const since = (samples: number[], message: number, now: number): void => {
    const time = scheduled.get(message);
    if (time !== undefined && time >= counted) samples.push(now - time);
  };
  fleet.listen({
    onAcked(message, now) {
      since(ack, message, now);
    },
    onDelivered(message, now) {
      since(delivery, message, now);
    },
  });

  const total = rate * (seconds + WARM_UP_MS / 1_000);
  const cpu = startCpuMeter();
  const shedBefore = fleet.counts.shed;
  let sent = 0;
  while (sent < total && fleet.waiting < rate) {
    const time = start + (sent * 1_000) / rate;
    const now = performance.now();
    if (time > now) {
      await delay(1);
    } else {
      scheduled.set(fleet.send(sent % fleet.pairs), time);
      lag.push(now - time);
      sent++;
    }
  }
  const generator = { cpu: cpu(), lagP99: percentilesOf(lag).p99 };
  await untilQuiet(fleet);
  if (sent < total || fleet.counts.shed > shedBefore) {
    return { delivery: NEVER, ack: NEVER, generator };
  }
  return { delivery: percentilesOf(delivery), ack: percentilesOf(ack), generator };
}

/**
 * The most that gets through when there is always more to do: every pair keeps `inFlight` messages
 * unacknowledged. This finds a rate, not a latency: `measureRate` tells whether it can be sustained.
 */
export async function measureSaturation(
  fleet: Fleet,
  inFlight: number,
  seconds: number,
): Promise<SaturationResult> {
  const pairOf = new Map<number, number>();
  let running = true;
  const send = (pair: number): void => {
    pairOf.set(fleet.send(pair), pair);
  };
  fleet.listen({
    onAcked(message) {
      const pair = pairOf.get(message);
      pairOf.delete(message);
      if (running && pair !== undefined) send(pair);
    },
    onDelivered() {},
  });

  for (let pair = 0; pair < fleet.pairs; pair++) for (let i = 0; i < inFlight; i++) send(pair);
  await delay(WARM_UP_MS);
  const cpu = startCpuMeter();
  const start = performance.now();
  const before = fleet.counts.delivered;
  await delay(seconds * 1_000);
  const rate = ((fleet.counts.delivered - before) * 1_000) / (performance.now() - start);
  const generatorCpu = cpu();
  running = false;
  await untilQuiet(fleet);
  return { rate, generatorCpu };
}

/** One sender, one message at a time, nothing else under way. */
export async function measureLone(fleet: Fleet, messages: number): Promise<Latency> {
  const delivery: number[] = [];
  const ack: number[] = [];
  for (let sent = 0; sent < messages; sent++) {
    let start = 0;
    fleet.listen({
      onAcked: (_message, now) => ack.push(now - start),
      onDelivered: (_message, now) => delivery.push(now - start),
    });
    start = performance.now();
    fleet.send(0);
    await untilQuiet(fleet);
  }
  return { delivery: percentilesOf(delivery), ack: percentilesOf(ack) };
}

/** @throws when messages or receipts are still missing after 30 s */
async function untilQuiet(fleet: Fleet): Promise<void> {
  const deadline = performance.now() + DRAIN_DEADLINE_MS;
  while (!fleet.isQuiet()) {
    if (performance.now() > deadline) {
      throw new Error(`messages went missing: ${JSON.stringify(fleet.counts)}`);
    }
    await delay(1);
  }
}

/** Tells the share of one core that this process has used since. */
function startCpuMeter(): () => number {
  const before = process.cpuUsage();
  const start = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000 / (performance.now() - start);
  };
}
