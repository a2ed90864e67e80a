import { expect, fixture, html } from "@open-wc/testing";
import { PhotoChatElement } from "./photo-chat-element.js";
import { MemoryClient } from "./testing/memory-client.js";
import { heard, visit, type Visitor } from "./testing/visitor.js";
import { waitUntil } from "./testing/wait-until.js";

/** A well-formed token whose server is not there. */
const token = `x.${btoa(JSON.stringify({ sub: "me" }))}.x`;
const nowhere = "http://127.0.0.1:9";

async function withoutClient(prepare: (element: PhotoChatElement) => void): Promise<Visitor> {
  return visit({
    attributes: { server: nowhere },
    prepare: (element) => {
      element.client = null;
      prepare(element);
    },
  });
}

describe("properties", () => {
  it("without an identity the element offers a guest's start, with the known name", async () => {
    const visitor = await withoutClient((element) => (element.user = { name: "Mia" }));
    await visitor.sees("Start a conversation");
    expect((visitor.find("input") as HTMLInputElement).value).to.equal("Mia");
  });

  it("getToken is called for each attempt to connect, whichever closure it is by then", async () => {
    const calls: string[] = [];
    const giver = (name: string) => () => {
      calls.push(name);
      return token;
    };
    const visitor = await withoutClient((element) => (element.getToken = giver("first")));
    await waitUntil(() => calls.length > 0);
    visitor.element.getToken = giver("second");
    const before = calls.length;
    await waitUntil(() => calls.length > before, "not tried again");
    expect(calls.at(-1)).to.equal("second");
    expect(visitor.screen).not.to.contain("Start a conversation");
  });

  it("a getToken that throws is told, and tried again", async () => {
    let calls = 0;
    const states: string[] = [];
    const visitor = await withoutClient((element) => {
      element.addEventListener("photo-chat-connection-change", ({ detail }) =>
        states.push(detail.state),
      );
      element.getToken = () => {
        calls += 1;
        throw new Error("no session");
      };
    });
    await waitUntil(() => calls > 1, "not tried again");
    expect(states).to.contain("retrying");
    await visitor.sees("No connection.");
  });

  it("token connects, and its end returns to the guest's start", async () => {
    const visitor = await withoutClient((element) => (element.token = token));
    await visitor.sees("Loading the conversation");
    visitor.element.token = null;
    await visitor.sees("Start a conversation");
  });

  it("client is used as it is, and not disposed of", async () => {
    const visitor = await visit();
    expect(visitor.client.connects).to.be.greaterThan(0);
    const other = new MemoryClient();
    other.direct.add({ messageText: "from the other client" });
    visitor.element.client = other;
    await visitor.sees("from the other client");
    expect(visitor.client.disposed).to.equal(0);
    expect(visitor.client.listenerCount).to.equal(0);
  });

  it("strings replaces single texts", async () => {
    const visitor = await visit({
      prepare: (element) => (element.strings = { placeholder: "Ask Anna…" }),
    });
    expect(visitor.composer.placeholder).to.equal("Ask Anna…");
    visitor.element.strings = { placeholder: "Anything?" };
    await waitUntil(() => visitor.composer.placeholder === "Anything?");
  });

  it("a malformed server is told and breaks nothing", async () => {
    const element = document.createElement("photo-chat");
    const errors = heard(element, "photo-chat-error");
    Object.assign(element, { with: "anna", token, server: "http://" });
    await fixture(html`<div>${element}</div>`);
    await element.updateComplete;
    expect(errors.map(({ detail }) => detail.error.code)).to.deep.equal(["internal"]);
  });

  it("the server is the element's own, else the default, else the page's", () => {
    const element = document.createElement("photo-chat");
    expect(element.serverUrl).to.equal(location.origin);
    PhotoChatElement.defaultServer = "https://chat.example";
    expect(element.serverUrl).to.equal("https://chat.example");
    element.server = "https://other.example";
    expect(element.serverUrl).to.equal("https://other.example");
    PhotoChatElement.defaultServer = null;
  });

  it("slots replace the launcher's picture, the header and the greeting", async () => {
    const visitor = await visit({
      prepare: (element) => {
        element.innerHTML = `<b slot="header">Studio Lind</b><b slot="empty">Ask away</b>
          <b slot="before-composer">Answers within a day</b>`;
      },
    });
    for (const slotted of visitor.element.children) {
      expect((slotted as HTMLElement).checkVisibility(), slotted.textContent).to.equal(true);
    }
    expect(visitor.screen).not.to.contain("Say hello");
  });
});
