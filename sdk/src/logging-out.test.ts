import "fake-indexeddb/auto";
import { describe, expect, it } from "vitest";
import type { TabNews, Tabs } from "./outbox/tabs.js";
import { conversationIdOf } from "./protocol/index.js";
import { openIndexedDbStore } from "./outbox/indexed-db-store.js";
import { createMemoryStore } from "./outbox/memory-store.js";
import { createModelTabs } from "./testing/model-tabs.js";
import { createManualClock } from "./testing/manual-clock.js";
import { createModelServer, tokenOf } from "./testing/model-server.js";
import { until } from "./testing/set-up-outbox.js";
import { setUpClient } from "./testing/set-up-client.js";

/** Tabs of one browser: each hears what the others tell. */
function browser() {
  const all = new Set<(news: TabNews) => void>();
  return (onNews: (news: TabNews) => void): Tabs => {
    all.add(onNews);
    return {
      lead: (_, lead) => lead(),
      tell(news) {
        for (const hear of all) if (hear !== onNews) hear(news);
      },
      close: () => all.delete(onNews),
    };
  };
}

describe("logging out", () => {
  it("ends the clients of all tabs, and wipes what waited and what was written", async () => {
    const clock = createManualClock();
    const server = createModelServer(clock);
    const shared = { clock, server, store: createMemoryStore(), tabs: browser() };
    const one = setUpClient(shared);
    const two = setUpClient(shared);
    server.send("bo", "anna", "private");
    const here = await one.client.open("bo");
    const there = await two.client.open("bo");
    await clock.advance(100);
    server.reachable = false;
    server.dropAll();
    here.send("never sent");
    here.setDraft("half a sentence");
    there.setDraft("another");
    await clock.advance(100);
    expect(one.client.snapshot.pendingCount).toBe(1);
    expect(there.snapshot.messages).not.toEqual([]);

    await one.client.logout();
    await clock.advance(100);
    for (const { client } of [one, two]) {
      const { snapshot, draft } = client.conversation(conversationIdOf("anna", "bo"));
      expect(client.snapshot).toMatchObject({
        connection: { state: "stopped", reason: { code: "logged_out" } },
        user: null,
        conversations: [],
        pendingCount: 0,
      });
      expect(snapshot).toMatchObject({ phase: "failed", error: { code: "logged_out" } });
      expect(snapshot.messages).toEqual([]);
      expect(draft).toBe("");
    }
    expect(await shared.store.all()).toEqual([]);
    server.reachable = true;
    await clock.advance(60_000);
    expect(server.connections + clock.timers).toBe(0);
  });

  it("shows nothing of what another tab was just writing", async () => {
    const clock = createManualClock();
    const server = createModelServer(clock);
    const openTabs = createModelTabs();
    const late = (onNews: (news: TabNews) => void) =>
      openTabs((news) => void clock.after(100, () => onNews(news)));
    const shared = { clock, server, store: createMemoryStore() };
    const one = setUpClient({ ...shared, tabs: openTabs });
    const two = setUpClient({ ...shared, tabs: late });
    const here = await one.client.open("bo");
    const there = await two.client.open("bo");
    await clock.advance(500);
    server.reachable = false;
    server.dropAll();
    await one.client.logout();
    there.send("just now");
    await until(() => one.client.snapshot.pendingCount === 1);
    await clock.advance(1_000);
    expect(await shared.store.all()).toEqual([]);
    expect(one.client.snapshot.pendingCount).toBe(0);
    expect(here.snapshot.messages).toEqual([]);
  });

  it("leaves a client that the same person can come back with", async () => {
    const { server, clock, client } = setUpClient();
    server.send("bo", "anna", "still on the server");
    server.send("cy", "anna", "not opened");
    const conversation = await client.open("bo");
    await clock.advance(100);
    await client.logout();
    client.connect();
    await clock.advance(100);
    expect(client.snapshot.connection.state).toBe("online");
    expect(conversation.snapshot).toMatchObject({ phase: "ready", error: null });
    expect(conversation.snapshot.messages).toHaveLength(1);
    expect(client.snapshot.conversations).toMatchObject([{ error: null }, { error: null }]);
  });

  it("wipes what was stored before the store was full", async () => {
    const stored = await openIndexedDbStore('https://chat.example/ "anna"');
    let isFull = false;
    const add: typeof stored.add = (entry) =>
      isFull ? Promise.reject(new Error("quota")) : stored.add(entry);
    const { server, client } = setUpClient({ store: { ...stored, add } });
    server.reachable = false;
    const conversation = await client.open("bo");
    conversation.send("stored");
    await until(() => client.snapshot.pendingCount === 1);
    isFull = true;
    conversation.send("in memory");
    await until(() => !client.snapshot.durable);
    expect(await stored.all()).toHaveLength(1);
    await client.logout();
    expect(await stored.all()).toEqual([]);
    stored.close();
  });

  it("wipes without having been connected before", async () => {
    const store = createMemoryStore();
    const clock = createManualClock();
    const server = createModelServer(clock);
    server.reachable = false;
    const before = setUpClient({ server, clock, store });
    (await before.client.open("bo")).send("on the last visit");
    await clock.advance(100);
    before.client.dispose();
    expect(await store.all()).toHaveLength(1);

    const { client } = setUpClient({ server, clock, store });
    await client.logout();
    expect(await store.all()).toEqual([]);
    expect(client.snapshot.connection.state).toBe("stopped");
  });

  it.each(["rejects", "gives nothing"])("ends also when getToken %s", async (way) => {
    const { client } = setUpClient({
      getToken: () => (way === "rejects" ? Promise.reject(new Error("signed out")) : ""),
    });
    const conversation = client.conversation(conversationIdOf("anna", "bo"));
    conversation.setDraft("half a sentence");
    client.connect();
    await client.logout();
    expect(client.snapshot.connection).toMatchObject({
      state: "stopped",
      reason: { code: "logged_out" },
    });
    expect(conversation.draft).toBe("");
  });

  it("rejects after dispose", async () => {
    const { client } = setUpClient({ getToken: () => tokenOf("anna") });
    client.dispose();
    await expect(client.logout()).rejects.toMatchObject({ code: "disposed" });
  });
});
