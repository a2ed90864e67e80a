/**
 * `npm run bench [-- --quick]`: this project's server beside the plain design, in one run. What is
 * measured and how to read it: docs/benchmarks.md. Fails when a guarantee of ours did not hold.
 */
import { availableParallelism, cpus } from "node:os";
import pg from "pg";
import { type Postgres, startPostgres } from "../tests/support/postgres.js";
import { JWT_SECRET } from "../tests/support/sign-token.js";
import { type Contender, startPhotoChat, startPlain } from "./contenders.js";
import { startGenerator } from "./generator-process.js";
import { takeMeasurements } from "./measurements.js";
import { type Plan, planOf } from "./plan.js";
import { reportOf } from "./report.js";
import { faultsOf, reviewOf } from "./review.js";
import { countStolen } from "./stolen.js";

const plan = planOf(process.argv.slice(2));
const stolen = countStolen();
const postgres = await startPostgres({ durable: true });
const generator = startGenerator();
const contenders: Contender[] = [];
try {
  console.log(await conditions(postgres, plan));
  const plain = await startPlain(await postgres.createDatabase());
  contenders.push(plain);
  const photoChat = await startPhotoChat(await postgres.createDatabase());
  contenders.push(photoChat);
  for (const { name, url, receipts } of contenders) {
    await generator.run(name, "connect", { url, secret: JWT_SECRET, pairs: plan.pairs, receipts });
  }

  const measured = await takeMeasurements(generator, contenders, plan);
  const subjectOf = async (contender: Contender) => {
    const measurements = measured.get(contender);
    if (measurements === undefined) throw new Error(`${contender.name} was not measured`);
    const seen = await generator.run(contender.name, "review", {});
    return { contender, measurements, review: await reviewOf(contender, seen) };
  };
  const ours = await subjectOf(photoChat);
  console.log(reportOf(await subjectOf(plain), ours, plan.loads));
  console.log(`\nOf the processor time wanted, other machines took: ${stolen()}`);
  if (faultsOf(ours.review).length > 0) process.exitCode = 1;
} finally {
  generator.stop();
  for (const contender of contenders) await contender.stop();
  await postgres.stop();
}

async function conditions({ url }: Postgres, { pairs, rounds, seconds }: Plan): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const setting = async (name: string): Promise<string> => {
    const { rows } = await client.query<{ value: string }>("select current_setting($1) as value", [
      name,
    ]);
    return rows[0]?.value ?? "unknown";
  };
  try {
    return [
      `${availableParallelism()} cores (${cpus()[0]?.model ?? "unknown"}), Node ${process.versions.node}, ` +
        `PostgreSQL ${await setting("server_version")} with fsync ${await setting("fsync")}, ` +
        `synchronous_commit ${await setting("synchronous_commit")}`,
      `${pairs} pairs, messages of 120 bytes, ${rounds} × ${seconds} s per figure and server, in turns\n`,
    ].join("\n");
  } finally {
    await client.end();
  }
}
