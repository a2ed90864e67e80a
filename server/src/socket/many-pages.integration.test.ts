import { expect, it } from "vitest";
import { useServer } from "../../../tests/support/use-server.js";

const server = useServer("PostgreSQL", {
  LIMIT_READS_PER_SECOND: "100000",
  LIMIT_READ_BURST: "100000",
});

it("a connection may wait for many pages, and is refused more", async () => {
  const anna = await server.connect(server.user());
  const ask = () => anna.request("sync", { conversations: {} });
  const answers = await Promise.all(Array.from({ length: 1_000 }, ask));
  const refused = answers.filter(({ ok }) => !ok);
  expect(answers.length - refused.length).toBeGreaterThanOrEqual(250);
  expect(refused.length).toBeGreaterThan(0);
  for (const { error } of refused) {
    expect(error).toMatchObject({ code: "rate_limited", retryAfterMs: 1_000 });
  }
  expect(await ask()).toMatchObject({ ok: true });
});
