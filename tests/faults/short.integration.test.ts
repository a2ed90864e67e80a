import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { replay } from "./report.js";
import { runSeed } from "./run-seed.js";
import { storeKinds } from "./store/faulty-store.js";
import { type Stores, startStores } from "./stores.js";

const DURATION_MS = 3_000;

/** Chosen so that together they have the most different faults. */
const seeds = { postgres: [1, 2], pglite: [1] };

describe.concurrent.each(storeKinds)("mixed faults, on %s", (kind) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await startStores(kind);
  });
  afterAll(() => stores.close());

  for (const seed of seeds[kind]) {
    it(`break no invariant: ${replay(kind, seed, [], DURATION_MS)}`, async () => {
      const options = { seed, durationMs: DURATION_MS, faults: [] };
      const { violations, acks, struck } = await runSeed(await stores.open(), options);
      expect(violations).toEqual([]);
      expect(acks).toBeGreaterThan(0);
      expect(struck).not.toEqual([]);
    }, 120_000);
  }
});
