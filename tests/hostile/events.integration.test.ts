import { toJsonSchema } from "@valibot/to-json-schema";
import { DEFAULT_SERVER_LIMITS, type RequestName } from "@photo-chat/sdk/protocol";
import { describe, expect, it } from "vitest";
import { createPayloads } from "../../server/src/payloads.js";
import { eventExamples } from "./event-examples.js";
import { openRaw } from "./raw-socket.js";
import { usePlaces } from "./use-place.js";
import { type JsonSchema, variantsOf } from "./variants.js";

const payloads = createPayloads(DEFAULT_SERVER_LIMITS);
const names = Object.keys(payloads) as RequestName[];

function schemaOf(name: RequestName): JsonSchema {
  return toJsonSchema(payloads[name], { errorMode: "ignore" }) as JsonSchema;
}

describe("hostile events", () => {
  const server = usePlaces();

  it("are tried for every event that there is", () => {
    expect(Object.keys(eventExamples).sort()).toEqual([...names].sort());
  });

  it.each(names)("%s: each variant is answered once and stores nothing", async (name) => {
    const place = await server.place();
    const bystander = await server.connect(server.user());
    const raw = await openRaw(server.url, place.customer.token);
    const example = () => eventExamples[name](place);
    expect(await raw.ask(name, JSON.stringify(example()))).toMatchObject({ ok: true });
    let before = await server.stored();
    const variants = variantsOf(schemaOf(name), example());
    expect(variants.length).toBeGreaterThan(20);
    for (const variant of variants) {
      const answer = await raw.ask(name, variant.json);
      const outcome = answer.ok ? "ok" : answer.error.code;
      if (variant.expected === "ignored") expect(outcome, variant.name).toBe("ok");
      else if (variant.expected === "refused") {
        expect(outcome, variant.name).toMatch(/^(invalid|too_large)$/);
      } else expect(outcome, variant.name).toMatch(/^(ok|invalid|too_large|forbidden)$/);
      if (!answer.ok) expect(answer.error.message.length, variant.name).toBeLessThan(200);
      const after = await server.stored();
      if (!answer.ok) expect(after, `${variant.name} stores something`).toBe(before);
      before = after;
    }

    expect(raw.answered()).toHaveLength(variants.length + 1);
    expect(raw.received.filter((frame) => frame.startsWith('42["error"'))).toEqual([]);
    await bystander.settled();
    raw.socket.terminate();
  });
});
