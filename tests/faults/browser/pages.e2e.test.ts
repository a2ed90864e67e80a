import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { usePages } from "../../browser/use-pages.js";
import { startTcpProxy, type TcpProxy } from "../../support/tcp-proxy.js";
import { expectTruth } from "./expect-truth.js";
import { startBrowser } from "./start-browser.js";

const numbered = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${name} ${at + 1}`);

/** The page's clock goes wrong by so much, from its first script on. */
const shiftClock = (hours: number) => `{
  const shift = ${hours * 3_600_000};
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...args) { args.length === 0 ? super(RealDate.now() + shift) : super(...args); }
    static now() { return RealDate.now() + shift; }
  };
}`;

describe("a page", () => {
  const chat = usePages({ LIMIT_MESSAGE_BURST: "200" });
  let wire: TcpProxy;
  beforeEach(async () => {
    chat.expectNetworkNoise();
    wire = await startTcpProxy(chat.url);
  });
  afterEach(() => wire.close());

  const tell = (page: Page, type: string) =>
    page.evaluate((type) => {
      const target = type.startsWith("page") ? window : document;
      target.dispatchEvent(new Event(type));
    }, type);

  async function connections(): Promise<number> {
    const metrics = await (await fetch(`${chat.url}/metrics`)).text();
    return Number(/^photo_chat_connections (\d+)/m.exec(metrics)?.[1]);
  }

  it("that is reloaded or closed right after Enter sends what it wrote, once", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const context = await chat.context();
    const tab = { context, server: wire.url };
    let carl = await chat.embed(customer, photographer, tab);
    await carl.says("Say hello");
    const written: string[] = [];
    for (const end of ["reload", "close", "cut and reload", "cut and close"]) {
      if (end.startsWith("cut")) wire.cut();
      written.push(end);
      await carl.write(end);
      // What is shown is stored.
      if (end.startsWith("cut")) await carl.shows(written);
      if (end.endsWith("reload")) await carl.page.reload();
      else {
        await carl.page.close();
        carl = await chat.embed(customer, photographer, tab);
      }
      wire.mend();
      await carl.page.getByRole("textbox", { name: "Message" }).fill("");
      const rows = await expectTruth(chat.databaseUrl, conversationId, [carl]);
      // Without having been shown it may have gone with its page, and then it is nowhere.
      if (rows.length < written.length && !end.startsWith("cut")) written.pop();
      expect(rows.map(({ text }) => text)).toEqual(written);
    }
  });

  it("and another one, queueing 50 each, one of them closed: all 100 arrive, in order", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const context = await chat.context();
    const tab = { context, server: wire.url };
    const one = await chat.embed(customer, photographer, tab);
    const two = await chat.embed(customer, photographer, tab);
    for (const window of [one, two]) await window.says("Say hello");
    wire.cut();
    const written = [...numbered("one", 50), ...numbered("two", 50)];
    for (const text of written.slice(0, 50)) await one.write(text);
    await two.says("50 messages wait");
    for (const text of written.slice(50)) await two.write(text);
    await two.says("100 messages wait");
    await one.page.close();
    wire.mend();
    const rows = await expectTruth(chat.databaseUrl, conversationId, [two]);
    expect(rows.map(({ text }) => text)).toEqual(written);
  });

  it("whose browser stands still while its connection dies catches up, and sends what waited", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const profile = await mkdtemp(join(tmpdir(), "photo-chat-profile-"));
    const browser = await startBrowser(profile);
    try {
      const { context } = browser;
      const carl = await chat.embed(customer, photographer, { context, server: wire.url });
      const pia = await chat.embed(photographer, customer);
      await carl.write("before");
      await pia.shows(["before"]);
      wire.cut();
      await carl.write("waits");
      await carl.shows(["before", "waits"]);
      browser.freeze();
      await pia.write("are you there?");
      wire.mend();
      await pia.shows(["before", "are you there?"]);
      browser.thaw();
      await pia.shows(["before", "are you there?", "waits"]);
      await expectTruth(chat.databaseUrl, conversationId, [carl, pia]);
    } finally {
      await browser.kill();
      await rm(profile, { recursive: true, force: true });
    }
  });

  it("lets go of its connection when it is frozen or hidden away, and is back when it wakes", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const carl = await chat.embed(customer, photographer);
    const pia = await chat.embed(photographer, customer);
    const written: string[] = [];
    for (const [sleep, wake] of [
      ["freeze", "resume"],
      ["pagehide", "pageshow"],
    ] as const) {
      await expect.poll(connections).toBe(2);
      await tell(carl.page, sleep);
      await expect.poll(connections).toBe(1);
      await pia.write(`at ${sleep}`);
      await pia.showsState("Sent");
      await carl.write(`until ${wake}`);
      await tell(carl.page, wake);
      written.push(`at ${sleep}`, `until ${wake}`);
      await pia.shows(written);
    }
    await expectTruth(chat.databaseUrl, conversationId, [carl, pia]);
  });

  it("that one leaves and comes back to shows what happened in between", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const carl = await chat.embed(customer, photographer, { server: wire.url });
    const pia = await chat.embed(photographer, customer);
    await carl.write("before");
    await pia.shows(["before"]);
    wire.cut();
    await carl.write("waits");
    await carl.shows(["before", "waits"]);
    await carl.page.goto(chat.publish({ html: "<!doctype html><title>Elsewhere</title>" }));
    await pia.write("meanwhile");
    wire.mend();
    await carl.page.goBack();
    await pia.shows(["before", "meanwhile", "waits"]);
    await expectTruth(chat.databaseUrl, conversationId, [carl, pia]);
  });

  it("loses nothing while the network comes and goes 20 times", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const context = await chat.context();
    const carl = await chat.embed(customer, photographer, { context });
    const pia = await chat.embed(photographer, customer);
    await carl.says("Say hello");
    const own: string[] = [];
    for (let toggle = 1; toggle <= 20; toggle += 1) {
      await context.setOffline(true);
      own.push(`offline ${toggle}`);
      await carl.write(`offline ${toggle}`);
      if (toggle % 4 === 0) await pia.write(`answer ${toggle}`);
      await context.setOffline(false);
      own.push(`online ${toggle}`);
      await carl.write(`online ${toggle}`);
    }
    const rows = await expectTruth(chat.databaseUrl, conversationId, [carl, pia]);
    const texts = rows.map(({ text }) => text);
    expect(texts.filter((text) => !text.startsWith("answer"))).toEqual(own);
    expect(texts).toHaveLength(45);
  });

  it("whose clock is wrong by a day shows the same order and states as any other", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const behind = await chat.context();
    const ahead = await chat.context();
    await behind.addInitScript(shiftClock(-24));
    await ahead.addInitScript(shiftClock(24));
    const carl = await chat.embed(customer, photographer, { context: behind, server: wire.url });
    const pia = await chat.embed(photographer, customer, { context: ahead });
    const right = await chat.embed(photographer, customer);
    const written = numbered("message", 6);
    for (const [at, text] of written.entries()) {
      const writer = at % 2 === 0 ? carl : pia;
      await writer.write(text);
      await Promise.all([carl, pia, right].map((window) => window.shows(written.slice(0, at + 1))));
    }
    await carl.showsState("Read");
    await pia.showsState("Read");
    wire.cut();
    await carl.write("waits");
    await carl.shows([...written, "waits"]);
    await carl.page.reload();
    await carl.shows(["waits"]);
    wire.mend();
    const rows = await expectTruth(chat.databaseUrl, conversationId, [carl, pia, right]);
    expect(rows.map(({ text }) => text)).toEqual([...written, "waits"]);
  });
});
