/**
 * Breaks the code in one way after the other, in a copy, and runs the tests that have to notice.
 *
 * `npm run test:mutations [name …]`: exits with 1 when a break stays unnoticed.
 */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { copyOfTheProject } from "./copy-of-the-project.js";
import { type Mutation, mutations } from "./mutations.js";

/** A test that hangs is a test that fails. */
const TIMEOUT_MS = 5 * 60_000;

const run = promisify(execFile);
const wanted = process.argv.slice(2);
const chosen = mutations.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
if (chosen.length === 0) {
  console.error(
    `There is no such mutation; there are: ${mutations.map(({ name }) => name).join(", ")}`,
  );
  process.exit(1);
}

const copy = await copyOfTheProject();
const { folder: cwd } = copy;
const build = (): Promise<unknown> => run("npx", ["tsc", "-b", "sdk", "server"], { cwd });

interface Outcome {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
}

/** What a command prints; null when it hangs, and is ended with all that it has started. */
async function printed(command: string, args: readonly string[]): Promise<string | null> {
  const child = spawn(command, args, { cwd, detached: true, stdio: ["ignore", "pipe", "ignore"] });
  const patience = setTimeout(() => {
    if (child.pid) process.kill(-child.pid, "SIGKILL");
  }, TIMEOUT_MS);
  const [output] = await Promise.all([text(child.stdout), once(child, "close")]);
  clearTimeout(patience);
  return child.signalCode === null ? output : null;
}

/** Runs them up to the first that fails. */
async function outcome({ tests }: Pick<Mutation, "tests">): Promise<Outcome> {
  const args = ["vitest", "run", "--reporter=json", "--bail=1", ...tests];
  const stdout = await printed("npx", args);
  if (stdout === null) return { passed: [], failed: [`none within ${TIMEOUT_MS / 1_000} s`] };
  const report = JSON.parse(stdout.slice(stdout.indexOf('{"numTotal'))) as {
    testResults: { assertionResults: { status: string; fullName: string }[] }[];
  };
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const namesOf = (wanted: string): string[] =>
    results.filter(({ status }) => status === wanted).map(({ fullName }) => fullName);
  return { passed: namesOf("passed"), failed: namesOf("failed") };
}

/** One of those that are tested by the same tests. */
function distinct(all: readonly Mutation[]): Mutation[] {
  return [...new Map(all.map((one) => [one.tests.join(" "), one])).values()];
}

let unnoticed = 0;
try {
  await build();
  for (const { tests } of distinct(chosen)) {
    const { passed, failed } = await outcome({ tests });
    if (failed[0]) throw new Error(`fails with nothing broken: ${failed[0]}`);
    if (passed.length === 0) throw new Error(`there is no such test: ${tests.join(" ")}`);
  }
  for (const mutation of chosen) {
    const path = join(cwd, mutation.file);
    const source = await readFile(path, "utf8");
    await writeFile(
      path,
      source.replace(mutation.from, () => mutation.to),
    );
    await build();
    const { failed: noticed } = await outcome(mutation);
    await writeFile(path, source);
    if (noticed.length === 0) unnoticed += 1;
    console.log(`${noticed.length > 0 ? "noticed  " : "UNNOTICED"}  ${mutation.name}`);
    for (const name of noticed) console.log(`             ${name}`);
  }
} finally {
  await copy.remove();
}
console.log(`${chosen.length - unnoticed} of ${chosen.length} noticed`);
process.exitCode = unnoticed > 0 ? 1 : 0;
