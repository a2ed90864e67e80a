import type { Reporter, TestModule } from "vitest/node";

/** Ends a run with one plain line, without colours, that a person and a program can read alike. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const projects = [...new Set(modules.map((module) => module.project.name))].join(", ");
    const unhandled = errors.length + modules.flatMap((module) => module.errors()).length;
    process.stdout.write(
      `${projects} tests: ${count("passed")} passed, ${count("failed")} failed, ` +
        `${count("skipped")} skipped, ${unhandled} errors outside of tests\n`,
    );
  }
}
