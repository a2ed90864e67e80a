import type { TestProject } from "vitest/node";
import { startPostgres } from "./postgres.js";

declare module "vitest" {
  interface ProvidedContext {
    /** One PostgreSQL for the run; `createDatabase(inject("postgresUrl"))` gives a test its own database. */
    postgresUrl: string;
  }
}

/** Vitest's global set-up of tests that need PostgreSQL. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  project.provide("postgresUrl", postgres.url);
  return () => postgres.stop();
}
