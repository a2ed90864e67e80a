/**
 * `npm run measure [-- I8 I16]`: how soon, how much and for how long, of the invariants that name a
 * time or a share. What they mean: docs/reliability.md. Fails when a bar is missed.
 */
import { availableParallelism, cpus, loadavg } from "node:os";
import { countStolen } from "../../bench/stolen.js";
import { tableOf } from "../../bench/table.js";
import { startLocalPostgres } from "../support/postgres.js";
import { measureDeletions } from "./deletions.js";
import type { Figure } from "./figure.js";
import { measureFloods } from "./floods.js";
import { measureLostNetworks } from "./lost-networks.js";
import { measureCapacity, measureLimits } from "./memory.js";
import { measureOutages } from "./outages.js";
import { openPlace, type Place, UNLIMITED } from "./place.js";
import { measurePresence } from "./presence.js";
import { measureRefusals } from "./refusals.js";
import { measureShutdowns } from "./shutdowns.js";
import { measureUnreadCounts } from "./unread-counts.js";

interface Entry {
  readonly invariants: readonly string[];
  /** Of the server. */
  readonly env?: Record<string, string>;
  readonly measure: (place: Place) => Promise<readonly Figure[]>;
}

const measures: readonly Entry[] = [
  { invariants: ["I7"], env: UNLIMITED, measure: measureUnreadCounts },
  { invariants: ["I8"], env: UNLIMITED, measure: measureRefusals },
  { invariants: ["I9"], measure: measurePresence },
  { invariants: ["I9", "I13"], measure: measureLostNetworks },
  { invariants: ["I11"], env: UNLIMITED, measure: measureDeletions },
  { invariants: ["I12"], env: UNLIMITED, measure: measureCapacity },
  { invariants: ["I12"], measure: measureLimits },
  { invariants: ["I14"], env: UNLIMITED, measure: measureOutages },
  { invariants: ["I14"], env: UNLIMITED, measure: measureShutdowns },
  { invariants: ["I16"], measure: measureFloods },
];

const asked = process.argv.slice(2);
const chosen = measures.filter(
  ({ invariants }) => asked.length === 0 || invariants.some((name) => asked.includes(name)),
);
const load = (): string => loadavg()[0]?.toFixed(1) ?? "?";
const figures: Figure[] = [];
const loadBefore = load();
const stolen = countStolen();
let version = "";
const postgres = await startLocalPostgres();
try {
  for (const { invariants, env, measure } of chosen) {
    console.log(`measuring ${invariants.join(", ")}`);
    const place = await openPlace(postgres, env);
    try {
      const [row] = await place.query<{ version: string }>(
        "SELECT split_part(current_setting('server_version'), ' ', 1) AS version",
      );
      version = row?.version ?? "";
      figures.push(...(await measure(place)));
    } finally {
      await place.close();
    }
  }
} finally {
  await postgres.stop();
}

const head = ["", "bar", "measured (p50 / worst of n)", ""];
const rows = figures.map(({ invariant, what, bar, measured, within }) => [
  `${invariant.padEnd(5)}${what}`,
  ...[bar, measured],
  within ? "within" : "MISSED",
]);
console.log(
  `\n${availableParallelism()} cores (${cpus()[0]?.model ?? "unknown"}), Node ${process.versions.node}, ` +
    `PostgreSQL ${version}; load ${loadBefore} before, ${load()} after; ` +
    `of the processor time wanted, other machines took: ${stolen()}\n`,
);
console.log(tableOf([head, ...rows]));
if (figures.some(({ within }) => !within)) process.exitCode = 1;
// Connections that were cut off hold nobody up.
process.exit();
