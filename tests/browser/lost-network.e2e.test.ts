import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTcpProxy, type TcpProxy } from "../support/tcp-proxy.js";
import { usePages } from "./use-pages.js";

const written = ["one", "two", "three"];

describe("without a network", () => {
  const chat = usePages();
  let wire: TcpProxy;
  beforeEach(async () => {
    chat.expectNetworkNoise();
    wire = await startTcpProxy(chat.url);
  });
  afterEach(() => wire.close());

  it("what was written waits, survives a reload, and is sent once and in order", async () => {
    const { photographer, customer } = await chat.pair();
    const pia = await chat.embed(photographer, customer);
    const carl = await chat.embed(customer, photographer, { server: wire.url });
    await carl.says("Say hello");
    wire.cut();
    for (const text of written) await carl.write(text);
    await carl.shows(written);
    await carl.says("3 messages wait");

    await carl.page.reload();
    await carl.shows(written);
    await carl.showsState("Sending");
    expect(await pia.texts()).toEqual([]);

    wire.mend();
    await pia.shows(written);
    await carl.showsState("Read");
    await carl.page.reload();
    await carl.shows(written);
    expect(await pia.texts()).toEqual(written);
  });

  it("a second tab sends what the first one left behind", async () => {
    const { photographer, customer } = await chat.pair();
    const context = await chat.context();
    const tab = { context, server: wire.url };
    const first = await chat.embed(customer, photographer, tab);
    const second = await chat.embed(customer, photographer, tab);
    await first.says("Say hello");
    wire.cut();
    for (const text of written) await first.write(text);
    await second.shows(written);
    await first.page.close();
    wire.mend();

    const pia = await chat.embed(photographer, customer);
    await pia.shows(written);
    await second.showsState("Read");
  });

  it("the browser going offline is noticed, and so is its return", async () => {
    const { photographer, customer } = await chat.pair();
    const context = await chat.context();
    const carl = await chat.embed(customer, photographer, { context });
    const pia = await chat.embed(photographer, customer);
    await carl.write("before");
    await pia.shows(["before"]);

    await context.setOffline(true);
    await carl.says("No connection.");
    await carl.write("meanwhile");
    await pia.write("are you there?");
    await carl.says("1 message waits");
    await context.setOffline(false);
    await expect.poll(() => carl.page.getByText("No connection.").count()).toBe(0);
    await carl.shows(["before", "are you there?", "meanwhile"]);
    await pia.shows(["before", "are you there?", "meanwhile"]);
  });

  it("a server that is killed and comes back loses nothing", async () => {
    const { photographer, customer } = await chat.pair();
    const carl = await chat.embed(customer, photographer);
    const pia = await chat.embed(photographer, customer);
    await carl.write("before");
    await pia.shows(["before"]);

    await chat.process.kill("SIGKILL");
    await carl.write("meanwhile");
    await carl.says("1 message waits");
    await chat.process.start();

    await pia.shows(["before", "meanwhile"]);
    await carl.showsState("Read");
  });
});
