import { aTimeout, expect } from "@open-wc/testing";
import { sendKeys, setViewport } from "@web/test-runner-commands";
import { heard, visit } from "../testing/visitor.js";
import { waitUntil } from "../testing/wait-until.js";

const popup = { attributes: { mode: "popup" } };

describe("popup", () => {
  it("opens by its button with the composer focused, and closes by its own", async () => {
    const visitor = await visit(popup);
    await visitor.click("Open chat");
    expect(visitor.focused).to.equal("Message");
    expect(visitor.can("Open chat")).to.equal(false);
    await visitor.click("Close chat");
    await waitUntil(() => !visitor.screen.includes("Anna Lind"));
    expect(visitor.can("Open chat")).to.equal(true);
  });

  it("is used with the keyboard alone", async () => {
    const visitor = await visit(popup);
    await visitor.press("Tab");
    expect(visitor.focused).to.equal("Open chat");
    await visitor.press("Enter");
    await visitor.type("hello");
    await visitor.press("Enter");
    expect(visitor.bubbles).to.deep.equal(["hello"]);
    await sendKeys({ down: "Shift" });
    await visitor.press("Tab");
    expect(visitor.focused).to.equal("Emoji");
    await visitor.press("Tab");
    expect(visitor.focused).to.equal("Messages with Anna Lind");
    await visitor.press("Tab");
    expect(visitor.focused).to.equal("Close chat");
    await sendKeys({ up: "Shift" });
  });

  it("Escape closes it and gives the focus back, and the page hears nothing of the key", async () => {
    const visitor = await visit(popup);
    let heardByPage = 0;
    const listener = (): void => void (heardByPage += 1);
    addEventListener("keydown", listener);
    await visitor.click("Open chat");
    await visitor.press("Escape");
    removeEventListener("keydown", listener);
    expect(visitor.element.open).to.equal(false);
    expect(visitor.focused).to.equal("Open chat");
    expect(heardByPage).to.equal(0);
  });

  it("gives the focus back to the page's own button that opened it", async () => {
    const visitor = await visit(popup);
    const button = document.createElement("button");
    button.onclick = visitor.element.show;
    visitor.element.before(button);
    button.focus();
    await visitor.press("Enter");
    expect(visitor.focused).to.equal("Message");
    await visitor.press("Escape");
    expect(document.activeElement).to.equal(button);
  });

  it("takes no focus that was elsewhere: not when it is open from the start, not when it closes", async () => {
    const input = document.createElement("input");
    document.body.append(input);
    input.focus();
    const visitor = await visit({ attributes: { mode: "popup", open: "" } });
    expect(document.activeElement).to.equal(input);
    visitor.element.hide();
    await visitor.settled();
    expect(document.activeElement).to.equal(input);
    input.remove();
  });

  it("opened before there is anything to write in, leads there once there is, unless one went on", async () => {
    const visitor = await visit({ attributes: { mode: "popup", with: "" } });
    await visitor.click("Open chat");
    expect(visitor.focused).to.equal("Chat");
    visitor.element.with = "anna";
    await visitor.settled();
    expect(visitor.focused).to.equal("Message");

    await visitor.press("Escape");
    visitor.element.with = "";
    await visitor.settled();
    await visitor.click("Open chat");
    await visitor.press("Tab");
    const { focused } = visitor;
    expect(focused).not.to.equal("Chat");
    visitor.element.with = "anna";
    await visitor.settled();
    expect(visitor.focused).to.equal(focused);
  });

  it("keeps what was written while it is closed", async () => {
    const visitor = await visit(popup);
    await visitor.click("Open chat");
    await visitor.type("half a thou");
    await visitor.click("Close chat");
    await visitor.click("Open chat");
    expect(visitor.composer.value).to.equal("half a thou");
  });

  it("its button counts what is unread", async () => {
    const visitor = await visit(popup);
    visitor.client.receive("one");
    await visitor.settled();
    expect(visitor.can("Open chat, 1 unread message")).to.equal(true);
    visitor.client.direct.change({ unreadCount: 120 });
    await visitor.settled();
    expect(visitor.screen).to.contain("99+");
  });

  it("opens at the newest message", async () => {
    const visitor = await visit({
      ...popup,
      prepare: (_, { direct }) => {
        for (let i = 0; i < 60; i += 1) direct.add({ messageText: `message ${i}`, own: true });
      },
    });
    await visitor.click("Open chat");
    await visitor.settled();
    expect(visitor.below).to.equal(0);
  });

  it("show, hide and toggle do the same, and tell once", async () => {
    const { element } = await visit(popup);
    const opened = heard(element, "photo-chat-open");
    const closed = heard(element, "photo-chat-close");
    const told = (...counts: number[]): Promise<void> =>
      waitUntil(() => String([opened.length, closed.length]) === String(counts));
    element.show();
    element.show();
    await told(1, 0);
    element.toggle();
    await told(1, 1);
    element.toggle();
    await told(2, 1);
    element.hide();
    element.hide();
    await told(2, 2);
    await element.updateComplete;
    expect([opened.length, closed.length]).to.deep.equal([2, 2]);
  });

  it("opens again in the moment in which it has closed", async () => {
    const { element } = await visit(popup);
    element.show();
    await element.updateComplete;
    element.hide();
    await element.updateComplete;
    // The dialog says afterwards that it was closed.
    element.show();
    await aTimeout(100);
    expect(element.open).to.equal(true);
    expect(element.shadowRoot?.querySelector("dialog")?.open).to.equal(true);
  });

  it("leaves the page usable beside it", async () => {
    const visitor = await visit(popup);
    const button = document.createElement("button");
    button.textContent = "beside";
    visitor.element.before(button);
    await visitor.click("Open chat");
    button.focus();
    expect(document.activeElement).to.equal(button);
    expect(visitor.element.open).to.equal(true);
  });

  it("opens no menu that comes once somebody has gone on, or the element has", async () => {
    const visitor = await visit({ attributes: { mode: "popup", open: "" } });
    const [button] = visitor.all("[part=menu-button]");
    const press = (): void => {
      button?.focus();
      button?.click();
    };
    const came = async (): Promise<void> => {
      await import("../status/header-menu-items.js");
      await visitor.settled();
    };
    press();
    visitor.composer.focus();
    await came();
    expect(visitor.can("Sound for new messages")).to.equal(false);
    expect(visitor.focused).to.equal("Message");

    const { element } = visitor;
    const place = element.parentElement;
    press();
    element.remove();
    await came();
    place?.append(element);
    await visitor.settled();
    expect(visitor.can("Sound for new messages")).to.equal(false);

    press();
    await came();
    expect(visitor.focused).to.equal("Sound for new messages");
  });

  describe("on a small screen", () => {
    before(() => setViewport({ width: 390, height: 700 }));
    after(() => setViewport({ width: 800, height: 600 }));

    it("holds the focus", async () => {
      const visitor = await visit(popup);
      const outside = document.createElement("button");
      visitor.element.before(outside);
      await visitor.click("Open chat");
      expect(visitor.focused).to.equal("Message");
      outside.focus();
      expect(visitor.focused).to.equal("Message");
      await visitor.press("Escape");
      expect(visitor.element.open).to.equal(false);
      expect(visitor.focused).to.equal("Open chat");
    });

    it("keeps the composer and the newest message above the phone's keyboard", async () => {
      const viewport = Object.assign(new EventTarget(), { height: 700, offsetTop: 0, scale: 1 });
      const real = Object.getOwnPropertyDescriptor(window, "visualViewport") ?? {};
      Object.defineProperty(window, "visualViewport", { configurable: true, value: viewport });
      const visitor = await visit({
        ...popup,
        prepare: (_, { direct }) => {
          for (let i = 0; i < 40; i += 1) direct.add({ messageText: `message ${i}`, own: true });
        },
      });
      await visitor.click("Open chat");
      const bottom = (): number => visitor.composer.getBoundingClientRect().bottom;
      expect(bottom()).to.be.within(640, 700);
      // iOS moves the page up below its keyboard, Android does not.
      for (const offsetTop of [120, 0]) {
        Object.assign(viewport, { height: 380, offsetTop }).dispatchEvent(new Event("resize"));
        await visitor.settled();
        await waitUntil(() => bottom() < offsetTop + 380 && bottom() > offsetTop + 320);
        await waitUntil(
          () => visitor.find(".header").getBoundingClientRect().top === offsetTop,
          "the head is out of view",
        );
        await waitUntil(() => visitor.below === 0);
        expect(visitor.topOf("message 39")).to.be.within(offsetTop + 69, offsetTop + 320);
      }
      Object.assign(viewport, { height: 700, offsetTop: 0 }).dispatchEvent(new Event("resize"));
      await waitUntil(() => bottom() > 640);
      Object.defineProperty(window, "visualViewport", real);
    });

    it("has letters large enough that no phone zooms in on them", async () => {
      const visitor = await visit({
        attributes: { mode: "popup", open: "" },
        prepare: (element) => element.style.setProperty("--photo-chat-font-size", "10px"),
      });
      const size = parseFloat(getComputedStyle(visitor.composer).fontSize);
      expect(size).to.be.at.least(16);
      expect(visitor.composer.enterKeyHint).to.equal("send");
    });

    it("closes with the phone's way back", async () => {
      const visitor = await visit(popup);
      await visitor.click("Open chat");
      const dialog = visitor.find("dialog") as HTMLDialogElement;
      dialog.requestClose();
      await waitUntil(() => !visitor.element.open);
    });

    it("turns into a popup beside the page when there is room, and back", async () => {
      const visitor = await visit(popup);
      await visitor.click("Open chat");
      await visitor.type("kept");
      await setViewport({ width: 900, height: 700 });
      await aTimeout(300);
      expect(visitor.find("dialog").matches(":modal")).to.equal(false);
      await setViewport({ width: 390, height: 700 });
      await aTimeout(300);
      expect(visitor.find("dialog").matches(":modal")).to.equal(true);
      expect(visitor.element.open).to.equal(true);
      expect(visitor.composer.value).to.equal("kept");
    });
  });
});
