import { describe, expect, it } from "vitest";
import type { ConversationSnapshot } from "./conversation.js";
import { createManualClock } from "./testing/manual-clock.js";
import { createModelServer } from "./testing/model-server.js";
import { setUpClient } from "./testing/set-up-client.js";

async function searchable() {
  const clock = createManualClock();
  const server = createModelServer(clock, { listSize: 100 });
  server.send("bo", "anna", "a wedding in June");
  server.send("cy", "anna", "a portrait");
  server.send("di", "anna", "another wedding");
  const { client } = setUpClient({ server, clock });
  client.connect();
  await clock.advance(1_000);
  return { client, clock, server };
}

const idsOf = (found: readonly ConversationSnapshot[]) =>
  found.map(({ conversationId }) => conversationId).toSorted();

describe("searching", () => {
  it("finds conversations at the server", async () => {
    const { client, clock } = await searchable();
    const found = client.search("  wedding ");
    await clock.advance(100);
    expect(idsOf(await found)).toEqual(["conv_anna_bo", "conv_anna_di"]);
    const { conversations } = client.snapshot;
    for (const { match, ...one } of await found) {
      expect(conversations).toContainEqual(one);
      expect(match).toMatchObject({ own: false, status: null });
      expect(match?.messageText).toContain("wedding");
    }
  });

  it("resolves every call with what the newest found", async () => {
    const { client, clock } = await searchable();
    const calls = [client.search("wed"), client.search("portrait")];
    await clock.advance(100);
    for (const found of await Promise.all(calls)) expect(idsOf(found)).toEqual(["conv_anna_cy"]);
  });

  it("asks nothing for no text, which also overtakes what was asked before", async () => {
    const { client, clock, server } = await searchable();
    const before = server.requests.length;
    const call = client.search("wedding");
    const none = client.search(" ");
    await clock.advance(100);
    expect(await call).toEqual([]);
    expect(await none).toEqual([]);
    expect(server.requests).toHaveLength(before + 1);
  });

  it("rejects when there is no connection, unless a later call went well", async () => {
    const { client, clock, server } = await searchable();
    server.requestFaults.push("busy");
    const calls = [client.search("wedding"), client.search("portrait")];
    await clock.advance(100);
    for (const found of await Promise.all(calls)) expect(idsOf(found)).toEqual(["conv_anna_cy"]);
    client.disconnect();
    await expect(client.search("wedding")).rejects.toMatchObject({ code: "offline" });
  });

  it("is not in the way of a long list", async () => {
    const clock = createManualClock();
    const server = createModelServer(clock, { listSize: 100 });
    for (let at = 0; at < 1_000; at += 1) server.send(`guest-${at}`, "anna", "hello");
    const { client } = setUpClient({ server, clock });
    let first = 0;
    client.subscribe(() => (first ||= client.snapshot.conversations.length));
    client.connect();
    await clock.advance(60_000);
    expect(first).toBe(100);
    expect(client.snapshot.conversations).toHaveLength(1_000);
    expect(client.snapshot.unreadCount).toBe(1_000);
  });
});
