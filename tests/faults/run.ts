/**
 * `npm run test:faults [-- --seeds=50 …]`: people at work on a server to which everything happens,
 * and a checker of the invariants. What it proves: docs/reliability.md.
 */
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseOptions } from "./options.js";
import { journalOf, lineOf, replay, summaryOf } from "./report.js";
import { runSeed, type SeedReport } from "./run-seed.js";
import { startStores } from "./stores.js";

const {
  seeds,
  stores: kinds,
  faults,
  durationMs,
  deadlineMs,
} = parseOptions(process.argv.slice(2));
const summaries: string[] = [];
for (const kind of kinds) {
  const stores = await startStores(kind);
  const reports: SeedReport[] = [];
  try {
    for (const seed of seeds) {
      console.log(`${kind}, seed ${seed}`);
      const report = await runSeed(await stores.open(), { seed, durationMs, faults, deadlineMs });
      reports.push(report);
      console.log(lineOf(report));
      if (report.violations.length > 0) {
        const file = join(tmpdir(), `photo-chat-faults-${kind}-${seed}`);
        await writeFile(`${file}.log`, report.logs);
        await writeFile(`${file}.jsonl`, journalOf(report));
        console.log(`  what the server has logged, and everybody seen: ${file}.log, .jsonl`);
        console.log(`  again: ${replay(kind, seed, faults, durationMs)}`);
      }
    }
  } finally {
    await stores.close();
  }
  summaries.push(summaryOf(kind, reports));
  if (reports.some(({ violations }) => violations.length > 0)) process.exitCode = 1;
}
console.log(summaries.join("\n"));
// Sockets of a seed that has failed on the way hold nobody up.
process.exit();
