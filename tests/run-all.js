/** `npm test`: one check after the other, up to the first that fails; linting takes one core beside the unit tests. */
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

try {
  await run("build");
  await Promise.all([run("lint"), run("test:unit")]);
  for (const script of ["test:integration", "test:element", "test:browser"]) await run(script);
} catch (error) {
  console.error(String(error));
  process.exit(1);
}
