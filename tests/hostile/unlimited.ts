import { describeVariables } from "../../server/src/config.js";

/** Every rate set so high that it stops nobody. */
export const unlimited: Readonly<Record<string, string>> = Object.fromEntries(
  describeVariables()
    .filter(({ name }) => /^LIMIT_.*(_PER_|_BURST$)/.test(name))
    .map(({ name }) => [name, "1000000"]),
);
