import { fileURLToPath } from "node:url";

/** The generated SQL, as far from `src/store` as from `dist/store`. */
export const migrationsFolder = fileURLToPath(new URL("../../migrations", import.meta.url));
