import { expect, inject, it } from "vitest";
import { replay } from "./report.js";
import { runSeed } from "./run-seed.js";
import { type StoreKind, storeKinds } from "./store/faulty-store.js";
import { startStores } from "./stores.js";

const DURATION_MS = 3_000;
/** How fast it is depends on the machine; `npm run test:faults` holds it to 35 s. */
const DEADLINE_MS = 100_000;

/** Chosen for many different faults in a short time. */
const seeds: Record<StoreKind, readonly number[]> = { postgres: [1, 2], pglite: [1] };

it.concurrent.each(storeKinds)(
  "mixed faults break no invariant, on %s",
  async (kind) => {
    const stores = await startStores(kind, inject("pgliteDataDir"));
    try {
      for (const seed of seeds[kind]) {
        const options = { seed, durationMs: DURATION_MS, deadlineMs: DEADLINE_MS, faults: [] };
        const { violations, acks, struck } = await runSeed(await stores.open(), options);
        expect(violations, replay(kind, seed, [], DURATION_MS)).toEqual([]);
        expect(acks).toBeGreaterThan(0);
        expect(struck).not.toEqual([]);
      }
    } finally {
      await stores.close();
    }
  },
  300_000,
);
