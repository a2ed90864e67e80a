import { expect, waitUntil } from "@open-wc/testing";
import { sendKeys } from "@web/test-runner-commands";
import { visit, type Visitor } from "../testing/visitor.js";

/** Counts the notes that are played; a machine without a loudspeaker plays them, too. */
class Ear {
  notes = 0;
  readonly #real = globalThis.OscillatorNode;

  constructor() {
    const hear = (): number => (this.notes += 1);
    globalThis.OscillatorNode = class extends this.#real {
      override start(when?: number): void {
        hear();
        super.start(when);
      }
    };
  }

  stop(): void {
    globalThis.OscillatorNode = this.#real;
  }
}

describe("attention", () => {
  const title = document.createElement("title");
  let sound: Ear;
  // Tests of one browser would keep each other silent, as its tabs do.
  let server = "";

  before(() => {
    document.querySelector("title")?.remove();
    document.head.append(title);
  });
  beforeEach(() => {
    server = `https://${crypto.randomUUID()}.example`;
    title.textContent = "  Early Light \n";
    sound = new Ear();
  });
  afterEach(() => {
    sound.stop();
    localStorage.removeItem("photo-chat:muted");
  });

  async function closed(attributes: Record<string, string> = {}): Promise<Visitor> {
    const visitor = await visit({ attributes: { mode: "popup", server, ...attributes } });
    await sendKeys({ press: "a" });
    return visitor;
  }

  /** As the client counts them. */
  function receive(visitor: Visitor, text: string): void {
    visitor.client.receive(text);
    visitor.client.change({ unreadCount: visitor.client.direct.snapshot.unreadCount });
  }

  const shows = (text: string): Promise<void> =>
    waitUntil(() => title.textContent === text, `the title is ${title.textContent}`);

  it("counts unread messages in the title, and gives it back exactly as it was", async () => {
    const visitor = await closed();
    receive(visitor, "one");
    await shows("(1)   Early Light \n");
    receive(visitor, "two");
    await shows("(2)   Early Light \n");
    visitor.client.change({ unreadCount: 0 });
    await shows("  Early Light \n");
  });

  it("keeps to what the page makes of its title meanwhile", async () => {
    const visitor = await closed();
    receive(visitor, "one");
    await shows("(1)   Early Light \n");
    document.title = "Prints";
    await shows("(1) Prints");
    visitor.element.remove();
    await shows("Prints");
  });

  it("plays a sound for a message while the popup is closed", async () => {
    const visitor = await closed();
    receive(visitor, "one");
    await waitUntil(() => sound.notes === 2);
    receive(visitor, "two");
    await waitUntil(() => sound.notes === 4);
  });

  it("plays none for what one sees coming, nor for one's own", async () => {
    const visitor = await closed();
    receive(visitor, "heard");
    await waitUntil(() => sound.notes === 2);
    visitor.client.receive("from my phone", { own: true });
    visitor.element.show();
    await visitor.settled();
    receive(visitor, "seen");
    visitor.element.hide();
    await visitor.settled();
    receive(visitor, "heard again");
    await waitUntil(() => sound.notes === 4);
  });

  it("is drawn by one tab, and not while another one shows the conversation", async () => {
    const visitor = await closed();
    const other = await closed();
    receive(visitor, "one");
    receive(other, "one");
    await waitUntil(() => sound.notes === 2);
    await shows("(1)   Early Light \n");

    other.element.show();
    await other.settled();
    receive(visitor, "two");
    receive(other, "two");
    other.element.hide();
    await other.settled();
    visitor.element.remove();
    // The other one goes on where the first was.
    await waitUntil(async () => {
      const { held = [] } = await navigator.locks.query();
      return held.filter(({ name }) => name?.includes(server)).length === 1;
    });
    receive(other, "three");
    await waitUntil(() => sound.notes === 4);
  });

  it("can be muted from the menu, for good", async () => {
    const visitor = await closed();
    await visitor.click("Open chat");
    await visitor.click("Settings");
    await waitUntil(() => visitor.focused === "Sound for new messages");
    expect(visitor.find("[role=menuitemcheckbox]").ariaChecked).to.equal("true");
    expect(localStorage.getItem("photo-chat:muted")).to.equal(null);
    await visitor.click("Sound for new messages");
    expect(visitor.focused).to.equal("Settings");
    expect(localStorage.getItem("photo-chat:muted")).not.to.equal(null);
    await visitor.press("Enter");
    expect(visitor.find("[role=menuitemcheckbox]").ariaChecked).to.equal("false");
    await visitor.press("Escape");
    expect(visitor.focused).to.equal("Settings");
    expect(visitor.can("Sound for new messages")).to.equal(false);
    expect(visitor.element.open).to.equal(true);
    await visitor.click("Close chat");
    receive(visitor, "one");
    await shows("(1)   Early Light \n");
    await visitor.click("Open chat, 1 unread message");
    await visitor.click("Settings");
    await visitor.click("Sound for new messages");
    await visitor.click("Close chat");
    receive(visitor, "two");
    await waitUntil(() => sound.notes === 2);
  });

  it("is left alone where the page wants it quiet", async () => {
    const visitor = await closed({ quiet: "" });
    receive(visitor, "one");
    visitor.element.quiet = false;
    await visitor.settled();
    receive(visitor, "two");
    await waitUntil(() => sound.notes === 2);
    await shows("(2)   Early Light \n");
    visitor.element.quiet = true;
    await shows("  Early Light \n");
    visitor.element.show();
    await visitor.settled();
    await visitor.click("Settings");
    await visitor.sees("Report Anna Lind");
    expect(visitor.can("Sound for new messages")).to.equal(false);
  });
});
