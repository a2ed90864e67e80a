import { expect, fixture, html } from "@open-wc/testing";
import type { PhotoChatEventMap } from "./emit.js";
import { MemoryClient } from "./testing/memory-client.js";
import { heard, visit } from "./testing/visitor.js";

describe("events", () => {
  it("ready comes once per conversation, with its id and the user", async () => {
    const client = new MemoryClient();
    const element = document.createElement("photo-chat");
    const ready = heard(element, "photo-chat-ready");
    Object.assign(element, { with: "anna", client });
    client.direct.change({ phase: "loading" });
    await fixture(html`<div>${element}</div>`);
    await element.updateComplete;
    expect(ready).to.have.length(0);
    client.direct.change({ phase: "ready" });
    client.receive("hello");
    expect(ready.map(({ detail }) => detail)).to.deep.equal([
      { conversationId: "conv_anna_me", user: client.me },
    ]);
  });

  it("message comes for what arrives, not for history or what is sent here", async () => {
    const { element, client } = await visit({ prepare: (_, { direct }) => direct.add({}) });
    const messages = heard(element, "photo-chat-message");
    client.direct.send("mine");
    const message = client.receive("hello");
    expect(messages.map(({ detail }) => detail)).to.deep.equal([
      { conversationId: "conv_anna_me", message },
    ]);
  });

  it("unread-change tells each new count once", async () => {
    const { element, client } = await visit({ attributes: { mode: "popup" } });
    const counts = heard(element, "photo-chat-unread-change");
    client.receive("a");
    client.receive("b");
    client.direct.change({ typing: [] });
    client.direct.change({ unreadCount: 0 });
    expect(counts.map(({ detail }) => detail.unreadCount)).to.deep.equal([1, 2, 0]);
  });

  it("connection-change tells the state and when it is tried again", async () => {
    const { element, client } = await visit();
    const changes = heard(element, "photo-chat-connection-change");
    client.setConnection({ state: "retrying", retryAt: 5 });
    expect(changes.map(({ detail: { state, retryAt } }) => [state, retryAt])).to.deep.equal([
      ["retrying", 5],
    ]);
  });

  it("error tells what the client reports and why a conversation can't be opened", async () => {
    const visitor = await visit();
    const { element, client } = visitor;
    const errors = heard(element, "photo-chat-error");
    client.fail("storage_failed");
    element.with = "bob";
    await visitor.settled();
    const codes = errors.map(({ detail }) => detail.error.code);
    expect(codes).to.deep.equal(["storage_failed", "forbidden"]);
  });

  it("all bubble, and leave the shadow roots around", async () => {
    const outer = await fixture(html`<div></div>`);
    const { element, client } = await visit({ attributes: { mode: "popup" } });
    outer.attachShadow({ mode: "open" }).append(element);
    const names: (keyof PhotoChatEventMap)[] = [
      "photo-chat-open",
      "photo-chat-message",
      "photo-chat-unread-change",
      "photo-chat-connection-change",
      "photo-chat-error",
      "photo-chat-close",
    ];
    const types: string[] = [];
    for (const name of names) document.addEventListener(name, ({ type }) => types.push(type));
    element.show();
    await element.updateComplete;
    client.receive("hello");
    client.setConnection({ state: "connecting" });
    client.fail("internal");
    element.hide();
    await element.updateComplete;
    expect(types).to.include.members(names);
  });
});
