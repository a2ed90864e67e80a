import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { root } from "./sources.js";

it("<photo-chat> is checked in Vue's templates, and the example's are right", async () => {
  const project = join(root, "tests/checks/fixtures/vue-templates/tsconfig.json");
  const args = [join(root, "node_modules/vue-tsc/bin/vue-tsc.js"), "-p", project];
  const failure = await promisify(execFile)(process.execPath, args, { cwd: root }).then(
    () => ({ stdout: "" }),
    (error: { stdout: string }) => error,
  );
  const errors = failure.stdout.split("\n").filter((line) => line.includes("error TS"));
  expect(errors).toEqual([
    expect.stringMatching(/wrong\.vue.+Type '"fullscreen"' is not assignable/),
    expect.stringMatching(/wrong\.vue.+Property 'data' does not exist/),
  ]);
});
