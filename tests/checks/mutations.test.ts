import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { mutations } from "../mutations/mutations.js";
import { root } from "./sources.js";

it.each(mutations.map((mutation) => [mutation.name, mutation] as const))(
  "the mutation %s still breaks something that is there",
  (_, { file, from, to }) => {
    const parts = readFileSync(join(root, file), "utf8").split(from);
    expect(parts.length - 1).toBe(1);
    expect(to).not.toBe(from);
  },
);
