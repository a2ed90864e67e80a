import { expect } from "@open-wc/testing";
import { sendKeys } from "@web/test-runner-commands";
import { MemoryConversation } from "../testing/memory-conversation.js";
import { MemoryInbox } from "../testing/memory-inbox.js";
import { visit, type Visitor } from "../testing/visitor.js";
import { waitUntil } from "../testing/wait-until.js";

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

  const shows = (text: string): Promise<void> =>
    waitUntil(() => title.textContent === text, `the title is ${title.textContent}`);

  it("counts unread messages in the title, and gives it back exactly as it was", async () => {
    const visitor = await closed();
    visitor.client.receive("one");
    await shows("(1)   Early Light \n");
    visitor.client.receive("two");
    await shows("(2)   Early Light \n");
    visitor.client.direct.change({ unreadCount: 0 });
    await shows("  Early Light \n");
  });

  it("keeps to what the page makes of its title meanwhile", async () => {
    const visitor = await closed();
    visitor.client.receive("one");
    await shows("(1)   Early Light \n");
    document.title = "Prints";
    await shows("(1) Prints");
    visitor.element.remove();
    await shows("Prints");
  });

  it("plays a sound for a message while the popup is closed", async () => {
    const visitor = await closed();
    visitor.client.receive("one");
    await waitUntil(() => sound.notes === 2);
    visitor.client.receive("two");
    await waitUntil(() => sound.notes === 4);
  });

  it("plays none for what one sees coming, nor for one's own", async () => {
    const visitor = await closed();
    visitor.client.receive("heard");
    await waitUntil(() => sound.notes === 2);
    visitor.client.receive("from my phone", { own: true });
    visitor.element.show();
    await visitor.settled();
    visitor.client.receive("seen");
    visitor.element.hide();
    await visitor.settled();
    visitor.client.receive("heard again");
    await waitUntil(() => sound.notes === 4);
  });

  it("is drawn by one tab, and not while another one shows the conversation", async () => {
    const visitor = await closed();
    const other = await closed();
    visitor.client.receive("one");
    other.client.receive("one");
    await waitUntil(() => sound.notes === 2);
    await shows("(1)   Early Light \n");

    other.element.show();
    await other.settled();
    visitor.client.receive("two");
    other.client.receive("two");
    other.element.hide();
    await other.settled();
    visitor.element.remove();
    // The other one goes on where the first was.
    await waitUntil(async () => {
      const { pending = [] } = await navigator.locks.query();
      return !pending.some(({ name }) => name?.includes(server));
    });
    other.client.receive("three");
    await waitUntil(() => sound.notes === 4);
  });

  it("follows the conversation of the popup, and no other one", async () => {
    const visitor = await closed();
    const { client } = visitor;
    const elsewhere = new MemoryConversation("conv_bo_me", client.me, {
      ...client.peer,
      userId: "bo",
    });
    const hear = (): void => {
      const message = elsewhere.add({ messageText: "elsewhere" });
      client.emit("message", { conversation: elsewhere, message });
      const { unreadCount } = client.direct.snapshot;
      client.change({ unreadCount: unreadCount + elsewhere.snapshot.unreadCount });
    };
    client.receive("one");
    await shows("(1)   Early Light \n");
    await waitUntil(() => sound.notes === 2);
    const titles: (string | null)[] = [];
    const listening = new MutationObserver(() => titles.push(title.textContent));
    listening.observe(title, { childList: true, characterData: true, subtree: true });
    hear();
    await visitor.settled();
    client.receive("two");
    await shows("(2)   Early Light \n");
    listening.disconnect();
    expect(titles).to.deep.equal(["(2)   Early Light \n"]);
  });

  it("follows all conversations of an inbox", async () => {
    const client = new MemoryInbox();
    const bob = client.add("Bob Moor");
    const ada = client.add("Ada Lane");
    await visit({ client, attributes: { mode: "inbox", with: "", server } });
    client.hear(bob, "one");
    await shows("(1)   Early Light \n");
    client.hear(ada, "two");
    client.hear(bob, "three");
    await shows("(3)   Early Light \n");
  });

  it("can be muted from the menu, for good", async () => {
    const visitor = await closed();
    await visitor.click("Open chat");
    await visitor.click("More options");
    await waitUntil(() => visitor.focused === "Sound for new messages");
    expect(visitor.find("[role=menuitemcheckbox]").ariaChecked).to.equal("true");
    expect(localStorage.getItem("photo-chat:muted")).to.equal(null);
    await visitor.click("Sound for new messages");
    expect(visitor.focused).to.equal("More options");
    expect(localStorage.getItem("photo-chat:muted")).not.to.equal(null);
    await visitor.press("Enter");
    expect(visitor.find("[role=menuitemcheckbox]").ariaChecked).to.equal("false");
    await visitor.press("Escape");
    expect(visitor.focused).to.equal("More options");
    expect(visitor.can("Sound for new messages")).to.equal(false);
    expect(visitor.element.open).to.equal(true);
    await visitor.click("Close chat");
    visitor.client.receive("one");
    await shows("(1)   Early Light \n");
    await visitor.click("Open chat, 1 unread message");
    await visitor.click("More options");
    await visitor.click("Sound for new messages");
    await visitor.click("Close chat");
    visitor.client.receive("two");
    await waitUntil(() => sound.notes === 2);
  });

  it("is left alone where the page wants it quiet", async () => {
    const visitor = await closed({ quiet: "" });
    visitor.client.receive("one");
    visitor.element.quiet = false;
    await visitor.settled();
    visitor.client.receive("two");
    await waitUntil(() => sound.notes === 2);
    await shows("(2)   Early Light \n");
    visitor.element.quiet = true;
    await shows("  Early Light \n");
    visitor.element.show();
    await visitor.settled();
    await visitor.click("More options");
    await visitor.sees("Report Anna Lind");
    expect(visitor.can("Sound for new messages")).to.equal(false);
  });
});
