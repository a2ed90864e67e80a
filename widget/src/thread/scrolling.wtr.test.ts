import { expect } from "@open-wc/testing";
import type { ChatMessage } from "@photo-chat/sdk";
import { chatError, MemoryClient } from "../testing/memory-client.js";
import { visit, type Visitor, type VisitOptions } from "../testing/visitor.js";
import { waitUntil } from "../testing/wait-until.js";

/** Messages of the two in turn, of different heights. */
function history(client: MemoryClient, from: number, to: number): ChatMessage[] {
  const numbers = Array.from({ length: to - from }, (_, i) => from + i);
  return numbers.map((n) =>
    client.direct.make({
      key: `h${n}`,
      own: n % 3 === 0,
      messageText: n % 5 === 0 ? `message ${n}\nin two lines` : `message ${n}`,
      createdAt: new Date(Date.now() - (100_000 - n) * 60_000).toISOString(),
    }),
  );
}

async function visitHistory(
  count: number,
  older: (readonly ChatMessage[])[] = [],
  attributes: VisitOptions["attributes"] = {},
): Promise<Visitor> {
  const client = new MemoryClient();
  client.direct.change({ messages: history(client, 0, count), hasOlder: older.length > 0 });
  client.direct.olderPages = [...older];
  return visit({ client, attributes });
}

const topBubble = (visitor: Visitor): string => {
  const { top } = visitor.scroller.getBoundingClientRect();
  const bubble = visitor.all(".bubble").find((bubble) => bubble.getBoundingClientRect().top >= top);
  return bubble?.innerText.trim() ?? "";
};

describe("scrolling", () => {
  it("starts at the newest message", async () => {
    const visitor = await visitHistory(80);
    expect(visitor.below).to.equal(0);
  });

  it("stays at the newest when something comes", async () => {
    const visitor = await visitHistory(40);
    visitor.client.receive("news");
    await visitor.settled();
    visitor.client.direct.change({ typing: [{ userId: "anna", userName: "Anna" }] });
    await visitor.settled();
    expect(visitor.below).to.equal(0);
    expect(visitor.bubbles).to.include("news");
  });

  it("stays where the reader is when something comes, and leads there", async () => {
    const visitor = await visitHistory(60);
    await visitor.scrollTo(500);
    const text = topBubble(visitor);
    const before = visitor.topOf(text);
    visitor.client.receive("first");
    visitor.client.receive("second");
    await visitor.settled();
    expect(visitor.topOf(text)).to.be.closeTo(before, 1);
    await visitor.click("2 new messages");
    expect(visitor.below).to.equal(0);
    expect(visitor.can("2 new messages")).to.equal(false);
  });

  it("goes to one's own new message", async () => {
    const visitor = await visitHistory(60);
    await visitor.scrollTo(900);
    await visitor.write("mine");
    await waitUntil(() => visitor.bubbles.at(-1) === "mine" && visitor.below === 0);
  });

  it("offers the way back when far up, without news", async () => {
    const visitor = await visitHistory(60);
    await visitor.scrollTo(1200);
    await visitor.click("Go to the newest message");
    expect(visitor.below).to.equal(0);
  });

  it("older history comes without a jump", async () => {
    const pages = new MemoryClient();
    const visitor = await visitHistory(50, [history(pages, -100, -50), history(pages, -50, 0)]);
    visitor.scroller.scrollTop = 300;
    const text = topBubble(visitor);
    const before = visitor.topOf(text);
    await waitUntil(() => visitor.bubbles.includes("message -1"));
    await visitor.settled();
    expect(visitor.topOf(text)).to.be.closeTo(before, 1);
    await waitUntil(() => {
      visitor.scroller.scrollTop = 0;
      return visitor.bubbles[0]?.includes("message -100");
    });
  });

  it("says when older history can't be loaded, and tries again", async () => {
    const client = new MemoryClient();
    client.direct.change({ messages: history(client, 0, 50), hasOlder: true });
    client.direct.olderPages = [history(client, -10, 0), chatError("unavailable")];
    const visitor = await visit({ client });
    visitor.scroller.scrollTop = 0;
    await visitor.sees("Earlier messages couldn’t be loaded.");
    await visitor.click("Try again");
    await waitUntil(() => visitor.bubbles.includes("message -1"));
    expect(visitor.screen).not.to.contain("couldn’t be loaded");
  });

  it("fills a tall panel with history by itself", async () => {
    const client = new MemoryClient();
    client.direct.change({ messages: history(client, 0, 3), hasOlder: true });
    client.direct.olderPages = [history(client, -40, 0)];
    const visitor = await visit({ client });
    await waitUntil(() => visitor.bubbles.includes("message -1"));
    expect(visitor.below).to.equal(0);
  });

  it("a history of thousands keeps few rows in the page, all the way up and down", async () => {
    const visitor = await visitHistory(3000);
    const rows: number[] = [];
    const seen = new Set<string>();
    const look = async (step: number): Promise<void> => {
      visitor.scroller.scrollTop += step;
      await visitor.settled();
      rows.push(visitor.bubbles.length);
      for (const text of visitor.bubbles) seen.add(text);
    };
    for (let i = 0; i < 60; i += 1) await look(-500);
    const highest = Math.min(...[...seen].map((text) => Number(/\d+/.exec(text)?.[0])));
    expect(highest).to.be.lessThan(2600);
    expect(seen.size).to.equal(3000 - highest);
    for (let i = 0; i < 80; i += 1) await look(500);
    expect(visitor.bubbles.at(-1)).to.contain("message 2999");
    expect(visitor.below).to.equal(0);
    expect(Math.max(...rows)).to.be.at.most(150);
    // Comments too, of which each row has two.
    const nodes = visitor.all(".list")[0]?.childNodes.length;
    expect(nodes).to.be.at.most(3 * visitor.all(".list > *").length + 4);
  });

  it("the way back from far up is one step", async () => {
    const visitor = await visitHistory(600);
    for (let i = 0; i < 40; i += 1) {
      visitor.scroller.scrollTop = 0;
      await visitor.settled();
    }
    expect(visitor.bubbles.at(-1)).not.to.contain("message 599");
    await visitor.click("Go to the newest message");
    expect(visitor.bubbles.at(-1)).to.contain("message 599");
    expect(visitor.below).to.equal(0);
  });

  it("a panel that changes its size keeps the newest in view", async () => {
    const visitor = await visitHistory(60);
    visitor.element.style.blockSize = "400px";
    await visitor.settled();
    expect(visitor.below).to.equal(0);
    await visitor.paste("1\n2\n3\n4\n5");
    expect(visitor.below).to.equal(0);
  });

  it("rows that change their height above keep the reader's place", async () => {
    const visitor = await visitHistory(60);
    await visitor.scrollTo(700);
    const text = topBubble(visitor);
    const before = visitor.topOf(text);
    visitor.client.direct.changeMessage("h10", { messageText: "much\nlonger\nthan\nit\nwas" });
    await visitor.settled();
    expect(visitor.topOf(text)).to.be.closeTo(before, 1);
  });

  it("a popup that is opened again stands where it was left", async () => {
    const visitor = await visitHistory(80, [], { mode: "popup", open: "" });
    await visitor.scrollTo(700);
    await visitor.click("Close chat");
    await visitor.click("Open chat");
    await visitor.settled();
    expect(visitor.below).to.be.closeTo(700, 1);
  });
});
