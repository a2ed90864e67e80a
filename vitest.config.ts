import { availableParallelism } from "node:os";
import { defaultClientConditions, defaultServerConditions } from "vite";
import { defineConfig } from "vitest/config";

const sources = "photo-chat-source";

export default defineConfig({
  resolve: { conditions: [sources, ...defaultClientConditions] },
  ssr: { resolve: { conditions: [sources, ...defaultServerConditions] } },
  test: {
    reporters: ["default", "./tests/support/summary-reporter.ts"],
    restoreMocks: true,
    // No deadline of a test says anything about speed: each leaves time to a busy machine.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    // Much of a test is waiting, also where each worker has servers of its own beside it.
    maxWorkers: Math.min(4, 1 + availableParallelism()),
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // They start sooner than processes.
          pool: "threads",
          include: [
            "*/src/**/*.test.ts",
            "bench/*.test.ts",
            "tests/{checks,faults,hostile,measures}/**/*.test.ts",
          ],
          exclude: ["**/*.integration.test.ts", "**/*.e2e.test.ts", "**/*.wtr.test.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          // Each file has servers and data of its own, so a worker loads the modules once.
          isolate: false,
          // V8 optimizes only what is hot in PGlite: more would take longer than a server lives.
          execArgv: ["--wasm-tiering-budget=20000000"],
          include: ["{*/src,tests}/**/*.integration.test.ts"],
          globalSetup: ["tests/support/vitest-postgres.ts", "tests/support/vitest-pglite.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          isolate: false,
          include: ["{*/src,tests}/**/*.e2e.test.ts"],
          globalSetup: "tests/support/vitest-postgres.ts",
        },
      },
    ],
  },
});
