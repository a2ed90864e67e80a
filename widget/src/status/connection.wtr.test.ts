import { aTimeout, expect } from "@open-wc/testing";
import { chatError, MemoryClient } from "../testing/memory-client.js";
import { visit } from "../testing/visitor.js";
import { waitUntil } from "../testing/wait-until.js";

describe("connection", () => {
  it("a short pause is not mentioned", async () => {
    const visitor = await visit();
    visitor.client.setConnection({ state: "connecting" });
    await aTimeout(300);
    visitor.client.setConnection({ state: "online", catchingUp: true });
    await aTimeout(300);
    expect(visitor.screen).not.to.contain("Connecting").and.not.to.contain("Catching up");
    visitor.client.setConnection({ catchingUp: false });
    await aTimeout(500);
    expect(visitor.screen).not.to.contain("Catching up");
  });

  it("a longer one is, until it is over", async () => {
    const client = new MemoryClient();
    client.setConnection({ state: "connecting" });
    const visitor = await visit({ client });
    await visitor.sees("Connecting…");
    visitor.client.setConnection({ state: "online", catchingUp: true });
    await visitor.sees("Catching up…");
    visitor.client.setConnection({ catchingUp: false });
    await waitUntil(() => !visitor.screen.includes("Catching up"));
  });

  it("without one it says what waits, when it tries again, and can be told to", async () => {
    const visitor = await visit();
    const { client } = visitor;
    client.direct.send("one");
    client.direct.send("two");
    client.direct.change({ pendingCount: 2 });
    client.setConnection({ state: "retrying", retryAt: Date.now() + 9_500 });
    await visitor.sees("No connection. 2 messages wait and are sent once you are back online.");
    await visitor.sees("Next try in 8 s");
    await visitor.sees("Next try in 7 s");
    const { connects } = client;
    await visitor.click("Try now");
    expect(client.connects).to.equal(connects + 1);
  });

  it("stays offline through further attempts, until one succeeds", async () => {
    const visitor = await visit();
    const { client } = visitor;
    client.direct.change({ pendingCount: 1 });
    client.setConnection({
      state: "retrying",
      reason: chatError("offline"),
      retryAt: Date.now() + 1_500,
    });
    await visitor.sees("No connection. 1 message waits");
    await visitor.sees("Trying to connect…");
    client.setConnection({ state: "connecting", retryAt: null });
    await visitor.settled();
    expect(visitor.screen).to.contain("No connection. 1 message waits").and.contain("Trying");
    expect(visitor.screen).not.to.contain("Connecting");
    client.setConnection({ state: "retrying", retryAt: Date.now() + 9_500 });
    await visitor.sees("Next try in 9 s");
    client.direct.change({ pendingCount: 0 });
    client.setConnection({ state: "online", reason: null, retryAt: null });
    await visitor.settled();
    expect(visitor.screen).not.to.contain("No connection");
  });

  for (const [code, says] of [
    ["auth_expired", "You are signed out"],
    ["too_many_connections", "No connection"],
    ["timeout", "No connection"],
    ["token_failed", "No connection"],
    ["rate_limited", "No connection"],
  ] as const) {
    it(`says "${says}" while ${code} is tried again`, async () => {
      const visitor = await visit();
      const retryAt = Date.now() + 9_500;
      visitor.client.setConnection({ state: "retrying", reason: chatError(code), retryAt });
      await visitor.sees("Next try in 8 s");
      expect(visitor.find(".banner b").innerText).to.contain(says);
    });
  }

  it("without one nothing is said about who is there", async () => {
    const visitor = await visit({
      prepare: (_, { direct }) => direct.changePeer({ online: true }),
    });
    expect(visitor.screen).to.contain("Online");
    for (const state of ["retrying", "connecting", "stopped"] as const) {
      visitor.client.setConnection({ state, reason: chatError("offline") });
      await visitor.settled();
      expect(visitor.screen).to.contain("Anna Lind").and.not.contain("Online");
    }
    visitor.client.direct.changePeer({ online: false, lastSeenAt: new Date().toISOString() });
    await visitor.settled();
    expect(visitor.screen).not.to.contain("Last seen");
    visitor.client.setConnection({ state: "online", reason: null });
    await visitor.sees("Last seen just now");
  });

  it("asks to keep the page open when what waits is not stored", async () => {
    const visitor = await visit();
    visitor.client.direct.change({ pendingCount: 1 });
    visitor.client.change({ durable: false });
    visitor.client.setConnection({ state: "retrying", retryAt: null });
    await visitor.sees("Keep this page open until then.");
  });

  it("when stopped it says why, and what to do", async () => {
    const visitor = await visit();
    visitor.client.setConnection({ state: "stopped", reason: chatError("origin_denied") });
    await visitor.sees("The chat isn’t enabled for this website.");
    const { connects } = visitor.client;
    await visitor.click("Try again");
    expect(visitor.client.connects).to.equal(connects + 1);
  });

  it("when stopped before there was anything to show, it pretends nothing", async () => {
    const visitor = await visit({
      prepare: (_, { direct }) => direct.change({ phase: "loading", participants: [] }),
    });
    expect(visitor.all(".skeleton, .name:empty")).to.have.length(2);
    visitor.client.setConnection({ state: "stopped", reason: chatError("origin_denied") });
    await visitor.sees("The chat isn’t enabled for this website.");
    expect(visitor.all(".skeleton, .name:empty")).to.have.length(0);
    expect(visitor.all("[role=alert]")).to.have.length(1);
    const { connects } = visitor.client;
    await visitor.click("Try again");
    expect(visitor.client.connects).to.equal(connects + 1);
    visitor.client.setConnection({ state: "online", reason: null });
    visitor.client.direct.change({ phase: "ready" });
    await visitor.sees("Say hello");
  });

  it("tells who signs in and is not taken from who has not signed in", async () => {
    const visitor = await visit();
    visitor.client.setConnection({ state: "stopped", reason: chatError("auth_missing") });
    await visitor.sees("You are signed out.");
    visitor.client.setConnection({ reason: chatError("auth_invalid") });
    await visitor.sees("ask who runs this website");
    expect(visitor.screen).not.to.contain("signed out");
  });

  it("a conversation that can't be opened says why, and is tried again", async () => {
    const client = new MemoryClient();
    client.opening = Promise.reject(chatError("unavailable"));
    client.opening.catch(() => {});
    const visitor = await visit({ client });
    expect(visitor.screen).to.contain("The chat can’t be reached just now.");
    expect(visitor.all("textarea")).to.have.length(1);
    client.opening = Promise.resolve();
    client.direct.add({ messageText: "there it is" });
    await visitor.click("Try again");
    await visitor.sees("there it is");
  });

  it("a conversation that fails to load says why, and is tried again", async () => {
    const visitor = await visit();
    visitor.client.direct.change({ phase: "failed", error: chatError("timeout") });
    await visitor.sees("The chat can’t be reached just now.");
    await visitor.click("Try again");
    visitor.client.direct.change({ phase: "ready", error: null });
    await visitor.sees("Say hello");
  });

  it("what nobody can change by trying offers no trying", async () => {
    const visitor = await visit({ attributes: { with: "bob" } });
    expect(visitor.screen).to.match(/^Chat\n/);
    expect(visitor.screen).to.contain("This conversation takes no messages from you.");
    expect(visitor.can("Try again")).to.equal(false);
    expect(visitor.all("textarea")).to.have.length(0);
  });

  it("keeps the room for whom one talks to until that is known", async () => {
    let open = (): void => {};
    const visitor = await visit({
      prepare: (_, client) => (client.opening = new Promise((resolve) => (open = resolve))),
    });
    const room = (part: string): DOMRect => visitor.find(`[part=${part}]`).getBoundingClientRect();
    const [{ x }, { height }] = [room("name"), room("header")];
    expect(room("name").width).to.be.greaterThan(50);
    open();
    await visitor.sees("Anna Lind");
    expect([room("name").x, room("header").height]).to.deep.equal([x, height]);
  });

  it("only the newest opening counts", async () => {
    const client = new MemoryClient();
    let fail: (error: Error) => void = () => {};
    client.opening = new Promise((_resolve, reject) => (fail = reject));
    const visitor = await visit({ client, attributes: { with: "bob" } });
    client.opening = Promise.resolve();
    visitor.element.with = "anna";
    await visitor.sees("Say hello");
    fail(chatError("forbidden"));
    await visitor.settled();
    expect(visitor.screen).to.contain("Say hello");
  });

  it("shows what waits to be sent while the rest still loads", async () => {
    const visitor = await visit({
      prepare: (_, { direct }) => {
        direct.change({ phase: "loading" });
        direct.send("written before the reload");
      },
    });
    expect(visitor.bubbles).to.deep.equal(["written before the reload"]);
  });
});
