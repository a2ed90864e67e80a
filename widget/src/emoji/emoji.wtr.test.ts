import { expect } from "@open-wc/testing";
import { sendMouse, setViewport } from "@web/test-runner-commands";
import { visit, type Visitor } from "../testing/visitor.js";
import { waitUntil } from "../testing/wait-until.js";

const picker = (visitor: Visitor): HTMLElement => visitor.find("emoji-picker");

/** What is offered, by its name. */
function offered(visitor: Visitor): HTMLElement[] {
  const all = picker(visitor).shadowRoot?.querySelectorAll<HTMLElement>(".tabpanel .emoji");
  return [...(all ?? [])];
}

async function opened(visitor: Visitor): Promise<void> {
  await visitor.click("Emoji");
  await waitUntil(() => visitor.all("emoji-picker").length > 0 && offered(visitor).length > 20);
}

async function choose(visitor: Visitor, name: string): Promise<void> {
  const emoji = offered(visitor).find(({ ariaLabel }) => ariaLabel?.includes(name));
  if (!emoji) throw new Error(`${name} is not offered`);
  const { x, y, width, height } = emoji.getBoundingClientRect();
  const position: [number, number] = [Math.round(x + width / 2), Math.round(y + height / 2)];
  await sendMouse({ type: "click", position });
  await visitor.settled();
}

/** One test for each language: closing and opening one database in turn takes the picker a while. */
describe("emoji", () => {
  it("are inserted where the caret is, found by name, and gone with Escape or a click elsewhere", async () => {
    const visitor = await visit({ attributes: { mode: "popup" } });
    await visitor.click("Open chat");
    await visitor.type("Hello !");
    visitor.composer.setSelectionRange(6, 6);
    await opened(visitor);
    await choose(visitor, "grinning face");
    await waitUntil(() => visitor.composer.value === "Hello 😀!");
    await choose(visitor, "grinning face with big eyes");
    await waitUntil(() => visitor.composer.value === "Hello 😀😃!");

    await visitor.click("Emoji");
    expect(visitor.find(".emoji").checkVisibility()).to.equal(false);
    await visitor.click("Emoji");
    const search = picker(visitor).shadowRoot?.querySelector("input");
    await waitUntil(() => picker(visitor).shadowRoot?.activeElement === search);
    await visitor.type("octopus");
    // What is found for the beginning of the word may be there first.
    await waitUntil(async () => {
      await visitor.press("ArrowDown");
      return offered(visitor).length < 5 && search?.hasAttribute("aria-activedescendant");
    });
    await visitor.press("Enter");
    await waitUntil(() => visitor.composer.value === "Hello 😀😃🐙!");

    await visitor.press("Escape");
    expect(visitor.focused).to.equal("Message");
    expect(visitor.find(".emoji").checkVisibility()).to.equal(false);
    expect(visitor.element.open).to.equal(true);
    await visitor.click("Emoji");
    expect(visitor.find(".emoji").checkVisibility()).to.equal(true);
    await sendMouse({ type: "click", position: [20, 20] });
    await visitor.settled();
    expect(visitor.find(".emoji").checkVisibility()).to.equal(false);
    visitor.composer.focus();
    await visitor.press("Escape");
    expect(visitor.element.open).to.equal(false);
  });

  it("are in the language of the element, and come from its own server alone", async () => {
    const visitor = await visit({ attributes: { mode: "popup", open: "", locale: "de" } });
    await opened(visitor);
    expect(offered(visitor)[0]?.ariaLabel).to.contain("grinsendes Gesicht");
    await waitUntil(
      () => picker(visitor).shadowRoot?.querySelector("input")?.placeholder === "Suchen",
    );
    const addresses = performance.getEntriesByType("resource").map(({ name }) => name);
    expect(addresses).to.include(`${location.origin}/emoji/de.json`);
    expect(addresses.filter((name) => !name.startsWith(location.origin))).to.deep.equal([]);
  });

  it("are forgotten with the person, which ones were used too", async () => {
    const visitor = await visit({ attributes: { mode: "popup", open: "", locale: "it" } });
    await opened(visitor);
    const databases = async (): Promise<(string | undefined)[]> =>
      (await indexedDB.databases())
        .map(({ name }) => name)
        .filter((name) => /-it$/.test(name ?? ""));
    expect(await databases()).to.have.length(1);
    await visitor.element.logout();
    await waitUntil(async () => (await databases()).length === 0, "still there");
  });

  it("leave the head in view above a long message", async () => {
    const visitor = await visit({ attributes: { mode: "popup", open: "", locale: "fr" } });
    visitor.element.discuss({ id: "dunes", src: "/dunes.png", title: "Dunes" });
    await visitor.paste("Bonjour\n".repeat(8));
    await opened(visitor);
    const { bottom } = visitor.find(".header").getBoundingClientRect();
    expect(picker(visitor).getBoundingClientRect().top).to.be.at.least(bottom);
  });

  it("are below the message on a phone", async () => {
    await setViewport({ width: 390, height: 700 });
    const visitor = await visit({ attributes: { mode: "popup", open: "", locale: "es" } });
    await visitor.click("Emoji");
    await waitUntil(() => visitor.all("emoji-picker").length > 0 && offered(visitor).length > 20);
    await visitor.settled();
    const field = visitor.find(".field").getBoundingClientRect();
    const { top, bottom } = picker(visitor).getBoundingClientRect();
    await setViewport({ width: 800, height: 600 });
    expect(top).to.be.greaterThan(field.bottom);
    expect(bottom).to.be.at.most(700);
  });
});
