import { expect } from "@open-wc/testing";
import type { PhotoChatElement } from "../photo-chat-element.js";
import { waitUntil } from "../testing/wait-until.js";

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

  it("draws a launcher at once, and brings the chat when somebody comes near it", async () => {
    const place = document.createElement("section");
    place.innerHTML = `<photo-chat with="anna" mode="popup" locale="de"></photo-chat>`;
    document.body.append(place);
    await addScript({});
    const [chat] = chats();
    const launcher = chat?.shadowRoot?.querySelector("button");
    expect(launcher?.ariaLabel).to.equal("Chat öffnen");
    expect(launcher?.lang).to.equal("de");
    expect(customElements.get("photo-chat")).to.equal(undefined);
    launcher?.focus();
    await waitUntil(() => customElements.get("photo-chat"), "not defined");
    await (chat as PhotoChatElement).updateComplete;
    expect((chat as PhotoChatElement).serverUrl).to.equal(new URL(address).origin);
    const taken = chat?.shadowRoot?.activeElement;
    expect(taken?.ariaLabel).to.equal("Chat öffnen");
    expect((taken as HTMLElement).lang).to.equal("de");
    expect(taken).not.to.equal(launcher);
    expect(chat?.shadowRoot?.querySelectorAll("button.launcher")).to.have.length(1);
  });

  it("puts a popup beside the body, with every wish of the tag", async () => {
    await addScript(
      { with: "anna", theme: "dark", locale: "de", open: "", guestForm: "skip" },
      "?1",
    );
    await waitUntil(() => chats().length > 0);
    const [chat] = chats();
    const names = ["with", "server", "mode", "theme", "locale", "open", "guest-form"];
    expect(names.map((name) => chat?.getAttribute(name))).to.deep.equal([
      ...["anna", new URL(address).origin, "popup", "dark", "de", "", "skip"],
    ]);
    expect(chat?.parentElement).to.equal(document.documentElement);
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
