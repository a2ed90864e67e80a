import { expect, waitUntil } from "@open-wc/testing";
import { visit, type Visitor, type VisitOptions } from "../testing/visitor.js";

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

async function visitUnread(options: VisitOptions = {}): Promise<Visitor> {
  const visitor = await visit({
    ...options,
    prepare: (_, { direct }) => {
      for (let i = 0; i < 40; i += 1) direct.add({ messageText: `message ${i}` });
    },
  });
  await visitor.settled();
  return visitor;
}

const unread = (visitor: Visitor): number => visitor.client.direct.snapshot.unreadCount;

describe("reading", () => {
  it("marks as read what stands on the screen, once", async () => {
    const visitor = await visitUnread();
    expect(unread(visitor)).to.equal(0);
    visitor.client.receive("one more");
    await visitor.settled();
    await visitor.settled();
    expect([unread(visitor), visitor.client.direct.marked]).to.deep.equal([0, 2]);
  });

  it("not while the newest message is below", async () => {
    const visitor = await visitUnread();
    await visitor.scrollTo(800);
    visitor.client.receive("below");
    await visitor.settled();
    expect(unread(visitor)).to.equal(1);
    await visitor.click("1 new message");
    await waitUntil(() => unread(visitor) === 0);
  });

  it("not in a closed popup", async () => {
    const visitor = await visitUnread({ attributes: { mode: "popup" } });
    expect(unread(visitor)).to.equal(40);
    await visitor.click("Open chat, 40 unread messages");
    await visitor.settled();
    expect(unread(visitor)).to.equal(0);
  });

  it("not where the page has scrolled the element out of the window", async () => {
    const visitor = await visitUnread({
      attributes: { style: "position: absolute; inset-block-start: 3000px" },
    });
    expect(unread(visitor)).to.equal(40);
    visitor.element.scrollIntoView();
    await visitor.settled();
    await visitor.settled();
    expect(unread(visitor)).to.equal(0);
    scrollTo(0, 0);
  });

  for (const what of ["window", "tab"] as const) {
    it(`not in a ${what} that nobody looks at`, async () => {
      const lookBack = lookAway(what);
      const visitor = await visitUnread();
      expect(unread(visitor)).to.equal(40);
      lookBack();
      expect(unread(visitor)).to.equal(0);
    });
  }
});
