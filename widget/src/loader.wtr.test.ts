import { expect, waitUntil } from "@open-wc/testing";

const address = new URL("./loader.ts", import.meta.url).href;

/** Adds the script tag as a page has it, and waits until it has run. */
async function addScript(data: Readonly<Record<string, string>>, query = ""): Promise<Element> {
  const script = document.createElement("script");
  script.type = "module";
  script.src = address + query;
  Object.assign(script.dataset, data);
  const place = document.createElement("section");
  place.append(script);
  document.body.append(place);
  await new Promise((done) => script.addEventListener("load", done, { once: true }));
  return place;
}

const chats = (): HTMLElement[] => [...document.querySelectorAll("photo-chat")];

describe("loader", () => {
  afterEach(() => {
    for (const element of document.querySelectorAll("photo-chat, section")) element.remove();
  });

  it("defines the element, with the script's origin as the server of those without one", async () => {
    expect(customElements.get("photo-chat")).to.equal(undefined);
    await addScript({});
    const element = document.createElement("photo-chat");
    await waitUntil(() => customElements.get("photo-chat"), "not defined", { timeout: 8_000 });
    customElements.upgrade(element);
    expect(element.serverUrl).to.equal(new URL(address).origin);
    expect(chats()).to.have.length(0);
  });

  it("puts a popup into the page, with the tag's wishes", async () => {
    await addScript({ with: "anna", theme: "dark", locale: "de", open: "" }, "?1");
    await waitUntil(() => chats().length > 0);
    const [chat] = chats();
    const attributes = ["with", "server", "mode", "theme", "locale", "open"].map((name) =>
      chat?.getAttribute(name),
    );
    expect(attributes).to.deep.equal([
      ...["anna", new URL(address).origin, "popup", "dark", "de", ""],
    ]);
    expect(chat?.parentElement).to.equal(document.body);
  });

  it("puts an inline chat in the tag's place", async () => {
    const place = await addScript({ with: "anna", mode: "inline" }, "?2");
    await waitUntil(() => chats().length > 0);
    expect(chats()[0]?.parentElement).to.equal(place);
  });

  it("makes no second chat with the same person, whichever copy of the script runs", async () => {
    await addScript({ with: "anna" }, "?3");
    await waitUntil(() => chats().length > 0);
    await addScript({ with: "anna" }, "?4");
    await addScript({ with: "bert" }, "?5");
    await waitUntil(() => chats().length > 1);
    expect(chats().map((chat) => chat.getAttribute("with"))).to.deep.equal(["anna", "bert"]);
  });
});
