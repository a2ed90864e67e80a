/** `npm test`: up to the first check that fails. Linting takes one core beside the tests that leave one. */
import { spawn } from "node:child_process";
import { once } from "node:events";

/** @param {string} script of package.json */
async function run(script) {
  const child = spawn("npm", ["run", script], {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`npm run ${script} has failed`);
}

/** @param {string[]} scripts one after the other */
async function runAll(...scripts) {
  for (const script of scripts) await run(script);
}

try {
  await run("build");
  await Promise.all([run("lint"), runAll("test:unit", "test:element")]);
  await runAll("test:integration", "test:browser");
} catch (error) {
  console.error(String(error));
  process.exit(1);
}
