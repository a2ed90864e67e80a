import { aTimeout, expect, nextFrame } from "@open-wc/testing";
import { MemoryClient } from "./testing/memory-client.js";
import { visit } from "./testing/visitor.js";
import { waitUntil } from "./testing/wait-until.js";

describe("lifecycle", () => {
  it("a move within the page drops nothing", async () => {
    const visitor = await visit({
      prepare: (_, { direct }) => {
        for (let i = 0; i < 50; i += 1) direct.add({ messageText: `message ${i}` });
        direct.change({ unreadCount: 0 });
      },
    });
    const { element, client } = visitor;
    await visitor.paste("half a thou");
    await visitor.scrollTo(600);
    const top = visitor.scroller.scrollTop;
    const place = document.createElement("section");
    element.parentElement?.append(place);
    place.append(element);
    await visitor.settled();
    expect(visitor.composer.value).to.equal("half a thou");
    expect(visitor.scroller.scrollTop).to.equal(top);
    expect(client.listenerCount).to.be.greaterThan(0);
    client.receive("still listening");
    await visitor.sees("1 new message");
  });

  it("an open popup stays open through a move", async () => {
    const visitor = await visit({ attributes: { mode: "popup", open: "" } });
    const place = document.createElement("section");
    visitor.element.parentElement?.append(place);
    place.append(visitor.element);
    await visitor.settled();
    expect(visitor.screen).to.contain("Anna Lind");
    expect(visitor.element.open).to.equal(true);
  });

  it("removal ends every listener a microtask later, and coming back starts anew", async () => {
    const visitor = await visit();
    const { element, client } = visitor;
    const { parentElement } = element;
    element.remove();
    await Promise.resolve();
    expect(client.listenerCount).to.equal(0);
    client.direct.add({ messageText: "while it was away" });
    parentElement?.append(element);
    await visitor.sees("while it was away");
  });

  it("asks for no rendering after it was removed", async () => {
    const visitor = await visit({
      prepare: (_, client) =>
        client.setConnection({ state: "retrying", retryAt: Date.now() + 9e3 }),
    });
    await visitor.sees("Next try in");
    visitor.element.remove();
    await visitor.element.updateComplete;
    let updates = 0;
    const requestUpdate = visitor.element.requestUpdate.bind(visitor.element);
    visitor.element.requestUpdate = (...args) => {
      updates += 1;
      requestUpdate(...args);
    };
    visitor.client.receive("nobody listens");
    dispatchEvent(new Event("focus"));
    dispatchEvent(new Event("resize"));
    await aTimeout(1200);
    expect(updates).to.equal(0);
  });

  it("is collected once it is gone", async () => {
    const client = new MemoryClient();
    const gone = await (async () => {
      const visitor = await visit({ client, attributes: { mode: "popup", open: "" } });
      client.receive("hello");
      await visitor.settled();
      const reference = new WeakRef(visitor.element);
      visitor.element.parentElement?.remove();
      return reference;
    })();
    await waitUntil(async () => {
      await nextFrame();
      (globalThis as { gc?: () => void }).gc?.();
      return gone.deref() === undefined;
    }, "the element is still held");
  });

  it("leaves the page as it was: no styles, no storage, no output", async () => {
    const before = [document.head.innerHTML, document.adoptedStyleSheets.length];
    const output: unknown[] = [];
    const { error, warn, log } = console;
    console.error = console.warn = console.log = (...args) => output.push(...args);
    // Other pages of this origin store things meanwhile.
    const stored: string[] = [];
    const kept = Object.getOwnPropertyDescriptors(Storage.prototype);
    Storage.prototype.setItem = (...args) => stored.push(...args);
    const visitor = await visit({ attributes: { mode: "popup", open: "" } });
    await visitor.write("hello");
    visitor.element.remove();
    await visitor.settled();
    Object.assign(console, { error, warn, log });
    Object.defineProperties(Storage.prototype, kept);
    expect(output).to.deep.equal([]);
    expect(stored).to.deep.equal([]);
    expect([document.head.innerHTML, document.adoptedStyleSheets.length]).to.deep.equal(before);
  });
});
