import type { Random } from "./random.js";
import type { StoreKind } from "./store/faulty-store.js";
import type { World } from "./world.js";

/** What faults are done to: one at a time on each. */
export const lanes = ["server", "database", "network", "people"] as const;
export type Lane = (typeof lanes)[number];

/** Something that goes wrong for a while. */
export interface Fault {
  readonly name: string;
  /** The first is where it is drawn; it has all of them for itself. */
  readonly lanes: readonly [Lane, ...Lane[]];
  /** Default: all. */
  readonly stores?: readonly StoreKind[];
  /** Does it, and undoes it: soon after the signal ends, at the latest. */
  readonly strike: (world: World, random: Random, signal: AbortSignal) => Promise<void>;
}
