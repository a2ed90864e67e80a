/** The flooders' process: opens their connections, and pours while its parent says so. */
import { setTimeout as delay } from "node:timers/promises";
import { BATCH, type Flooder, type FloodKind, openFlood, type Pour } from "./flood-kinds.js";

export interface FloodPlan {
  readonly kind: FloodKind;
  readonly url: string;
  readonly flooders: readonly Flooder[];
  /** Frames or attempts, of all together. */
  readonly perSecond: number;
}

export type FloodRequest = { open: FloodPlan } | { pour: boolean };

export interface FloodReply {
  /** Frames or attempts that the wire took since the last reply. */
  readonly taken: number;
  /** Those that it did not. */
  readonly left: number;
}

const TICK_MS = 5;

let plan: FloodPlan | null = null;
let pours: Pour[] = [];
let pouring = false;
let taken = 0;
let left = 0;

async function pourOn({ perSecond, kind }: FloodPlan): Promise<void> {
  const most = kind === "connection attempts" ? 1 : BATCH;
  let due = 0;
  let before = performance.now();
  for (let turn = 0; pouring;) {
    const now = performance.now();
    // What could not be poured in time is not made up for.
    due = Math.min(due + ((now - before) * perSecond) / 1_000, perSecond / 10);
    before = now;
    while (due >= 1) {
      const count = Math.min(most, Math.floor(due));
      due -= count;
      void Promise.resolve(pours[turn++ % pours.length]?.(count) ?? false).then(
        (isTaken) => {
          if (isTaken) taken += count;
          else left += count;
        },
        () => (left += count),
      );
    }
    await delay(TICK_MS);
  }
}

process.on("message", (request: FloodRequest) => {
  void (async () => {
    if ("open" in request) {
      plan = request.open;
      pours = await openFlood(plan.kind, plan.url, plan.flooders);
    } else {
      pouring = request.pour;
      if (pouring && plan) void pourOn(plan);
    }
    process.send?.({ taken, left } satisfies FloodReply);
    taken = 0;
    left = 0;
  })();
});
