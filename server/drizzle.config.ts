import { defineConfig } from "drizzle-kit";

/** `npx drizzle-kit generate` in this folder turns a change of the schema into the next migration. */
export default defineConfig({
  dialect: "postgresql",
  schema: "./src/store/schema.ts",
  out: "./migrations",
});
