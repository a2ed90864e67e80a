import { check, type Violation } from "./checker.js";
import { converge } from "./converge.js";
import type { Evidence, Witness } from "./evidence.js";
import { drawSchedule, strike } from "./nemesis.js";
import { createRandom } from "./random.js";
import type { FaultyStore } from "./store/faulty-store.js";
import { lasting } from "./lasting.js";
import { createWorld, type World } from "./world.js";
import { work } from "./workload.js";

export interface SeedOptions {
  readonly seed: number;
  /** How long people work and faults strike, in milliseconds. */
  readonly durationMs: number;
  /** Names of faults; none: all. */
  readonly faults: readonly string[];
  /** How long the pages have to agree with the server, in milliseconds. */
  readonly deadlineMs: number;
}

export interface SeedReport {
  readonly seed: number;
  readonly violations: readonly Violation[];
  /** What people did. */
  readonly actions: number;
  readonly acks: number;
  readonly rows: number;
  readonly kills: number;
  /** What went wrong on purpose, in order. */
  readonly struck: readonly string[];
  /** What the server has printed. */
  readonly logs: string;
  /** What everybody has seen, and shows in the end. */
  readonly witnesses: readonly Witness[];
  /** Of each page that no limit held, from the last fault's end on, in milliseconds. */
  readonly convergenceMs: readonly number[];
  /** Until everything was still, in milliseconds. */
  readonly settledMs: number;
}

/** One seed: people at work, faults, an end of both, and the checker's verdict. Closes the store. */
export async function runSeed(store: FaultyStore, options: SeedOptions): Promise<SeedReport> {
  const { seed, durationMs, faults, deadlineMs } = options;
  const random = createRandom(seed);
  const schedule = drawSchedule(random.fork(), store.kind, durationMs, faults);
  const world = await createWorld(store, random.fork(), Math.min(30_000, durationMs / 3));
  try {
    const over = new AbortController();
    const working = work(world, random.fork(), over.signal);
    const striking = strike(world, schedule, over.signal);
    await lasting(durationMs, over.signal);
    over.abort();
    const [actions, struck] = await Promise.all([working, striking]);

    const { tookMs, settledMs, late } = await converge(world, deadlineMs);
    const evidence = await gather(world);
    const isAck = ({ journal }: Witness): number =>
      journal.filter(({ type }) => type === "acked").length;
    return {
      ...{ seed, actions, struck, convergenceMs: tookMs, settledMs, logs: world.server.logs() },
      witnesses: evidence.witnesses,
      acks: evidence.witnesses.map(isAck).reduce((sum, count) => sum + count, 0),
      rows: evidence.rows.messages.length,
      kills: evidence.ends.filter(({ signal }) => signal === "SIGKILL").length,
      violations: [
        ...late.map((what): Violation => ({ invariant: "I4", what: `not in time: ${what}` })),
        ...check(evidence),
      ],
    };
  } finally {
    await world.close();
    await store.close();
  }
}

/** What is shown in the end, and then, with the server stopped in order, what is stored. */
async function gather(world: World): Promise<Evidence> {
  const { pages, server, store, browsers, began, restores, silences } = world;
  const views: Witness[] = [];
  for (const page of pages) {
    const final = await page.finalViews(world.conversationsOf(page.userId)).catch(() => []);
    views.push(page.witness(final));
  }
  const outboxes = browsers.map((browser) => browser.stored());
  const online = [...pages.map(({ userId }) => userId), world.sender.userId];
  await server.kill("SIGTERM");
  return {
    rows: await store.rows(),
    witnesses: [...views, ...world.witnessesWithoutView()],
    ...{ outboxes, restores, silences, online, ends: server.ends },
    span: { from: began, to: Date.now() },
  };
}
