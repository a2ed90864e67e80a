import { expect } from "@open-wc/testing";
import { visit, type Visitor, type VisitOptions } from "../testing/visitor.js";
import { waitUntil } from "../testing/wait-until.js";

/** Someone whose window may be behind another, or whose tab may be hidden: no script can do that for real. */
function lookAway(what: "window" | "tab"): () => void {
  if (what === "window") document.hasFocus = () => false;
  else Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
  return () => {
    Reflect.deleteProperty(document, "hasFocus");
    Reflect.deleteProperty(document, "visibilityState");
    dispatchEvent(new Event("focus"));
    document.dispatchEvent(new Event("visibilitychange"));
  };
}

/** Forty messages that have been read, and some that have not. */
async function visitUnread(count: number, options: VisitOptions = {}): Promise<Visitor> {
  const visitor = await visit({
    ...options,
    prepare: (_, { direct }) => {
      for (let i = 0; i < 40; i += 1) direct.add({ messageText: `message ${i}` });
      direct.change({ unreadCount: 0 });
      for (let i = 0; i < count; i += 1) direct.add({ messageText: `unread ${i}` });
    },
  });
  await visitor.settled();
  return visitor;
}

const unread = (visitor: Visitor): number => visitor.client.direct.snapshot.unreadCount;

describe("reading", () => {
  it("marks as read what stands on the screen, once", async () => {
    const visitor = await visitUnread(3);
    await waitUntil(() => unread(visitor) === 0);
    visitor.client.receive("one more");
    await waitUntil(() => unread(visitor) === 0);
    await visitor.settled();
    await visitor.settled();
    expect([unread(visitor), visitor.client.direct.marked]).to.deep.equal([0, 2]);
  });

  it("not while the newest message is below", async () => {
    const visitor = await visitUnread(0);
    await visitor.scrollTo(800);
    visitor.client.receive("below");
    await visitor.settled();
    expect(unread(visitor)).to.equal(1);
    await visitor.click("1 new message");
    await waitUntil(() => unread(visitor) === 0);
  });

  it("not in a closed popup", async () => {
    const visitor = await visitUnread(3, { attributes: { mode: "popup" } });
    expect(unread(visitor)).to.equal(3);
    await visitor.click("Open chat, 3 unread messages");
    await waitUntil(() => unread(visitor) === 0);
  });

  it("not where the page has scrolled the element out of the window", async () => {
    const visitor = await visitUnread(3, {
      attributes: { style: "position: absolute; inset-block-start: 3000px" },
    });
    expect(unread(visitor)).to.equal(3);
    visitor.element.scrollIntoView();
    await waitUntil(() => unread(visitor) === 0);
    scrollTo(0, 0);
  });

  for (const what of ["window", "tab"] as const) {
    it(`not in a ${what} that nobody looks at`, async () => {
      const lookBack = lookAway(what);
      const visitor = await visitUnread(3);
      expect(unread(visitor)).to.equal(3);
      lookBack();
      expect(unread(visitor)).to.equal(0);
    });
  }

  describe("the line above what is unread", () => {
    const line = (visitor: Visitor): string | undefined =>
      visitor.find(".unread").closest("li")?.querySelector<HTMLElement>(".bubble")?.innerText;
    const hasLine = (visitor: Visitor): boolean => visitor.screen.includes("New messages");

    it("stays while one reads, and goes with one's own answer", async () => {
      const visitor = await visitUnread(3);
      expect(line(visitor)).to.equal("unread 0");
      visitor.client.receive("one more");
      await waitUntil(() => unread(visitor) === 0);
      await visitor.settled();
      expect(line(visitor)).to.equal("unread 0");
      await visitor.write("an answer");
      expect(hasLine(visitor)).to.equal(false);
    });

    it("is not there when all has been read", async () => {
      const visitor = await visitUnread(0);
      visitor.client.receive("news");
      await visitor.settled();
      expect(hasLine(visitor)).to.equal(false);
    });

    it("is where the thread opens when what is unread does not fit", async () => {
      const visitor = await visitUnread(50);
      const { top } = visitor.scroller.getBoundingClientRect();
      const place = visitor.find(".unread").getBoundingClientRect().top - top;
      expect(place).to.be.within(0, 60);
      expect(unread(visitor)).to.equal(50);
      expect(visitor.topOf("message 39")).to.be.lessThan(visitor.topOf("unread 0"));
      // The rows below come on the way: nothing is read before the newest is on the screen.
      while (visitor.below > 0) {
        expect(unread(visitor)).to.equal(50);
        await visitor.scrollTo(0);
      }
      await waitUntil(() => unread(visitor) === 0);
      expect(visitor.below).to.equal(0);
    });

    it("has all of its day's heading above it", async () => {
      const yesterday = new Date(Date.now() - 86_400_000).toISOString();
      const visitor = await visit({
        prepare: (_, { direct }) => {
          for (let i = 0; i < 40; i += 1) direct.add({ createdAt: yesterday });
          direct.change({ unreadCount: 0 });
          for (let i = 0; i < 50; i += 1) direct.add({});
        },
      });
      await visitor.settled();
      const heading = visitor.find(".row:has(.unread) .day").getBoundingClientRect();
      const { top } = visitor.scroller.getBoundingClientRect();
      expect(heading.top - top).to.be.within(40, 60);
    });

    it("what is below it counts down while one reads", async () => {
      const visitor = await visitUnread(30);
      const count = (): number => Number(/(\d+) new mess/.exec(visitor.screen)?.[1]);
      const before = count();
      expect(before).to.be.within(10, 29);
      visitor.scroller.scrollTop += 200;
      await visitor.settled();
      expect(count()).to.be.within(1, before - 2);
      await visitor.click(`${count()} new messages`);
      await waitUntil(() => unread(visitor) === 0 && visitor.below === 0);
    });

    it("is fetched when it lies above what is loaded", async () => {
      const visitor = await visit({
        prepare: (_, { direct }) => {
          const page = (name: string) =>
            Array.from({ length: 40 }, (_, i) => direct.make({ messageText: `${name} ${i}` }));
          direct.olderPages = [page("oldest"), page("older")];
          direct.change({ messages: page("newest"), hasOlder: true, unreadCount: 70 });
        },
      });
      await waitUntil(() => hasLine(visitor));
      await visitor.settled();
      expect(line(visitor)).to.equal("older 10");
      const { top } = visitor.scroller.getBoundingClientRect();
      expect(visitor.topOf("older 10") - top).to.be.within(0, 120);
    });

    it("leads there when a popup is opened again, and goes when it is closed", async () => {
      const visitor = await visitUnread(2, { attributes: { mode: "popup", open: "" } });
      expect(line(visitor)).to.equal("unread 0");
      await visitor.click("Close chat");
      for (let i = 0; i < 50; i += 1) visitor.client.receive(`later ${i}`);
      await visitor.settled();
      expect(line(visitor)).to.equal("later 0");
      await visitor.click("Open chat, 50 unread messages");
      await visitor.settled();
      expect(visitor.topOf("later 0")).to.be.greaterThan(
        visitor.scroller.getBoundingClientRect().top,
      );
      expect(unread(visitor)).to.equal(50);
      await visitor.click("Close chat");
      visitor.client.direct.markRead();
      await visitor.settled();
      expect(visitor.all(".unread")).to.have.length(0);
    });

    it("comes for what arrives in a window that nobody looks at, and waits in view", async () => {
      const visitor = await visitUnread(0);
      const lookBack = lookAway("window");
      for (let i = 0; i < 60; i += 1) visitor.client.receive(`later ${i}`);
      await visitor.settled();
      lookBack();
      await visitor.settled();
      const { top } = visitor.scroller.getBoundingClientRect();
      expect(visitor.topOf("later 0") - top).to.be.within(0, 120);
      expect(unread(visitor)).to.equal(60);
    });

    it("goes when another tab has read", async () => {
      const lookBack = lookAway("tab");
      const visitor = await visitUnread(3);
      expect(hasLine(visitor)).to.equal(true);
      visitor.client.direct.change({ unreadCount: 0 });
      await visitor.settled();
      expect(hasLine(visitor)).to.equal(false);
      lookBack();
    });
  });
});
