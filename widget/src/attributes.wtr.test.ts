import { aTimeout, expect } from "@open-wc/testing";
import { emulateMedia, setViewport } from "@web/test-runner-commands";
import { visit } from "./testing/visitor.js";
import { waitUntil } from "./testing/wait-until.js";

describe("attributes", () => {
  it("with says who to talk to, and changes the conversation", async () => {
    const visitor = await visit();
    expect(visitor.screen).to.contain("Anna Lind");
    visitor.element.setAttribute("with", "bob");
    await visitor.sees("This conversation takes no messages from you.");
    visitor.element.setAttribute("with", "anna");
    await visitor.sees("Anna Lind");
  });

  it("without with the element says that it is not set up", async () => {
    const visitor = await visit({ attributes: { with: "" } });
    expect(visitor.screen).to.contain("isn’t set up yet");
  });

  it("mode is inline unless it is popup", async () => {
    const visitor = await visit();
    expect(visitor.can("Open chat")).to.equal(false);
    visitor.element.setAttribute("mode", "popup");
    await visitor.settled();
    expect(visitor.can("Open chat")).to.equal(true);
    expect(visitor.screen).not.to.contain("Anna Lind");
  });

  it("open opens the popup, and follows it", async () => {
    const visitor = await visit({ attributes: { mode: "popup", open: "" } });
    expect(visitor.screen).to.contain("Anna Lind");
    await visitor.click("Close chat");
    expect(visitor.element.hasAttribute("open")).to.equal(false);
    visitor.element.setAttribute("open", "");
    await visitor.settled();
    expect(visitor.screen).to.contain("Anna Lind");
  });

  it("adds no attribute by itself", async () => {
    const { element } = await visit();
    expect(element.getAttributeNames().sort()).to.deep.equal(["locale", "with"]);
  });

  it("locale chooses texts and formats", async () => {
    const visitor = await visit({ attributes: { locale: "de" } });
    expect(visitor.composer.placeholder).to.equal("Nachricht schreiben …");
    visitor.element.locale = "en";
    await waitUntil(() => visitor.composer.placeholder === "Write a message…");
  });

  it("locale falls back to the page's language, and past malformed tags", async () => {
    document.documentElement.lang = "de";
    const visitor = await visit({ attributes: { locale: "not a tag" } });
    document.documentElement.removeAttribute("lang");
    expect(visitor.composer.placeholder).to.equal("Nachricht schreiben …");
  });

  describe("theme", () => {
    const isDark = (element: Element): boolean => getComputedStyle(element).colorScheme === "dark";

    afterEach(() => emulateMedia({ colorScheme: "light" }));

    it("follows the person's preference", async () => {
      const { element } = await visit();
      expect(isDark(element)).to.equal(false);
      await emulateMedia({ colorScheme: "dark" });
      expect(isDark(element)).to.equal(true);
    });

    it("can be held light or dark", async () => {
      const { element } = await visit({ attributes: { theme: "dark" } });
      expect(isDark(element)).to.equal(true);
      await emulateMedia({ colorScheme: "dark" });
      element.theme = "light";
      await element.updateComplete;
      expect(isDark(element)).to.equal(false);
    });
  });

  it("custom properties are taken from the page around", async () => {
    document.documentElement.style.setProperty("--photo-chat-own-bubble", "rgb(1, 2, 3)");
    const visitor = await visit({ prepare: (_, { direct }) => direct.add({ own: true }) });
    expect(getComputedStyle(visitor.find(".bubble")).backgroundColor).to.equal("rgb(1, 2, 3)");
    document.documentElement.removeAttribute("style");
  });

  it("fills a small screen as a popup", async () => {
    await setViewport({ width: 390, height: 700 });
    const visitor = await visit({ attributes: { mode: "popup" } });
    await visitor.click("Open chat");
    await aTimeout(300);
    const { width, height } = visitor.find("dialog").getBoundingClientRect();
    expect([width, height]).to.deep.equal([390, 700]);
    await setViewport({ width: 800, height: 600 });
  });
});
