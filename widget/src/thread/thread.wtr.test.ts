import { expect } from "@open-wc/testing";
import type { ChatMessage } from "@photo-chat/sdk";
import { chatError, MemoryClient } from "../testing/memory-client.js";
import { visit, type Visitor } from "../testing/visitor.js";
import { waitUntil } from "../testing/wait-until.js";

const minute = 60_000;
const picture =
  "data:image/svg+xml," +
  encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="6"/>');

async function visitThread(messages: Partial<ChatMessage>[]): Promise<Visitor> {
  const visitor = await visit({
    prepare: (_, { direct }) => {
      for (const message of messages) direct.add(message);
    },
  });
  // What is more than words asks for its part once the conversation is there.
  await visitor.settled();
  return visitor;
}

const at = (ago: number): string => new Date(Date.now() - ago).toISOString();
/** Noon, so that minutes before and after stay on one day. */
const noon = (daysAgo: number, after = 0): string => {
  const date = new Date();
  date.setDate(date.getDate() - daysAgo);
  date.setHours(12, 0, 0, 0);
  return new Date(date.getTime() + after).toISOString();
};

describe("thread", () => {
  it("promises an answer of a photographer, and none of a customer", async () => {
    const promise = "reads every message here";
    expect((await visitThread([])).screen).to.contain(promise);
    const client = new MemoryClient({ role: "customer" });
    const visitor = await visit({ client });
    expect(visitor.screen).to.contain("Say hello").and.not.to.contain(promise);
  });

  it("shows messages in order, each day under its heading", async () => {
    const visitor = await visitThread([
      { messageText: "long ago", createdAt: "2021-03-04T12:00:00Z" },
      { messageText: "yesterday", createdAt: noon(1) },
      { messageText: "today", createdAt: noon(0) },
    ]);
    expect(visitor.bubbles).to.deep.equal(["long ago", "yesterday", "today"]);
    const days = visitor.all(".day").map(({ innerText }) => innerText);
    expect(days).to.deep.equal(["Thursday, 4 March 2021", "Yesterday", "Today"]);
  });

  it("says the time once for a run of messages, and again after a pause", async () => {
    const visitor = await visitThread([
      { messageText: "a", createdAt: noon(1) },
      { messageText: "b", createdAt: noon(1, minute) },
      { messageText: "c", createdAt: noon(1, 7 * minute) },
    ]);
    const times = visitor.all(".detail:not(.hidden) time").map(({ innerText }) => innerText);
    expect(times).to.deep.equal(["12:01", "12:07"]);
  });

  it("shows how far each of one's own messages has come", async () => {
    const visitor = await visitThread([
      { own: true, status: "read" },
      { own: true, status: "delivered" },
      { own: true, status: "sent" },
      { own: true, status: "sending" },
    ]);
    expect(visitor.states).to.deep.equal(["Read", "Delivered", "Sent", "Sending"]);
    const drawings = visitor.all(".status path").map((path) => path.getAttribute("d"));
    expect(new Set(drawings).size).to.equal(4);
  });

  it("follows a message from sending to read without drawing it anew", async () => {
    const visitor = await visit();
    const { direct } = visitor.client;
    const { key } = direct.send("hello");
    await visitor.settled();
    const bubble = visitor.find(".bubble");
    for (const [status, shown] of [
      ["sent", "Sent"],
      ["delivered", "Delivered"],
      ["read", "Read"],
    ] as const) {
      direct.changeMessage(key, { status });
      await visitor.settled();
      expect(visitor.states).to.deep.equal([shown]);
    }
    expect(visitor.find(".bubble")).to.equal(bubble);
  });

  it("a failed message says why, and can be sent again or discarded", async () => {
    const visitor = await visitThread([
      { own: true, status: "failed", clientMessageId: "c1", error: chatError("rate_limited") },
    ]);
    expect(visitor.screen).to.contain("Not sent. That was a lot at once.");
    await visitor.click("Send again");
    await visitor.click("Discard");
    const { retried, discarded } = visitor.client.direct;
    expect([retried, discarded]).to.deep.equal([["c1"], ["c1"]]);
  });

  it("the focus goes on in the thread when the control that had it is gone", async () => {
    const visitor = await visitThread([{ own: true, status: "failed", key: "k" }]);
    visitor.find(".failure button").focus();
    expect(visitor.focused).to.equal("Send again");
    visitor.client.direct.changeMessage("k", { status: "sending" });
    await visitor.settled();
    expect(visitor.focused).to.equal("Messages with Anna Lind");
  });

  it("text is text, whatever it looks like", async () => {
    const hostile = '<img src=x onerror="alert(1)"><b>bold</b> &amp; ${alert(1)} {{x}}';
    const visitor = await visitThread([{ messageText: hostile }]);
    expect(visitor.bubbles).to.deep.equal([hostile]);
    expect(visitor.all(".bubble img, .bubble b")).to.have.length(0);
  });

  it("keeps lines and spaces, and breaks what has neither", async () => {
    const visitor = await visitThread([
      { messageText: "one\n\n  two" },
      { messageText: "x".repeat(4000) },
    ]);
    expect(visitor.find(".bubble p").innerText).to.equal("one\n\n  two");
    const { scrollWidth, clientWidth } = visitor.scroller;
    expect(scrollWidth).to.equal(clientWidth);
  });

  it("links open elsewhere and give nothing away", async () => {
    const visitor = await visitThread([{ messageText: "see www.example.com/a." }]);
    const link = visitor.find(".bubble a") as HTMLAnchorElement;
    expect(link.href).to.equal("https://www.example.com/a");
    expect(link.innerText).to.equal("www.example.com/a");
    expect(link.target).to.equal("_blank");
    expect(link.rel.split(" ")).to.include.members(["noopener", "noreferrer", "nofollow"]);
    expect(visitor.bubbles).to.deep.equal(["see www.example.com/a."]);
  });

  it("each text has its own direction", async () => {
    const visitor = await visitThread([{ messageText: "שלום" }, { messageText: "hello" }]);
    const directions = visitor.all(".bubble p").map((text) => getComputedStyle(text).direction);
    expect(directions).to.deep.equal(["rtl", "ltr"]);
  });

  it("own messages stand at the end of the line, also from right to left", async () => {
    const visitor = await visitThread([{ own: true, messageText: "mine" }]);
    const isRight = (): boolean => {
      const thread = visitor.scroller.getBoundingClientRect();
      return visitor.find(".bubble").getBoundingClientRect().left > thread.left + thread.width / 2;
    };
    expect(isRight()).to.equal(true);
    visitor.element.dir = "rtl";
    expect(isRight()).to.equal(false);
  });

  it("reserves an image's space before it has loaded", async () => {
    const visitor = await visitThread([
      { messageType: "image", attachmentUrl: "/held-back.png", messageText: "the barn" },
    ]);
    const { width, height } = visitor.find(".image").getBoundingClientRect();
    expect(width / height).to.be.closeTo(4 / 3, 0.01);
    expect(visitor.bubbles.join()).to.contain("the barn");
  });

  it("shows an image from where other messages begin, without a frame", async () => {
    const visitor = await visitThread([{ messageType: "image", attachmentUrl: "/dunes.webp" }]);
    const { left } = visitor.find(".row").getBoundingClientRect();
    expect(visitor.find(".image").getBoundingClientRect().left).to.equal(left);
    expect(getComputedStyle(visitor.find(".bubble")).backgroundClip).to.equal("padding-box");
  });

  it("says so when an image can't be loaded, and still leads to it", async () => {
    const visitor = await visitThread([{ messageType: "image", attachmentUrl: "/missing.png" }]);
    await visitor.sees("The image couldn’t be loaded.");
    const link = visitor.find(".image") as HTMLAnchorElement;
    expect(link.href).to.equal(new URL("/missing.png", location.href).href);
  });

  it("offers a file by its name", async () => {
    const visitor = await visitThread([
      { messageType: "file", attachmentUrl: "https://files.example/a/Price%20list.pdf?x=1" },
    ]);
    await visitor.sees("Price list.pdf");
    expect(visitor.bubbles).to.deep.equal(["Price list.pdf"]);
  });

  it("takes no address that is not http", async () => {
    const visitor = await visitThread([
      { messageType: "image", attachmentUrl: picture },
      { messageType: "file", attachmentUrl: "javascript:alert(1)", messageText: "click me" },
      { messageType: "file", attachmentUrl: "https://files.example/prices.pdf" },
    ]);
    await visitor.sees("prices.pdf");
    expect(visitor.all(".bubble a, .bubble img")).to.have.length(1);
  });

  it("shows who is typing, and stops", async () => {
    const visitor = await visit();
    const { direct } = visitor.client;
    direct.change({ typing: [{ userId: "anna", userName: "Anna" }] });
    await visitor.sees("Anna is typing");
    direct.change({ typing: [] });
    await waitUntil(() => !visitor.screen.includes("is typing"));
  });

  it("says whether the other one is there", async () => {
    const visitor = await visit();
    expect(visitor.screen).to.contain("Offline");
    visitor.client.direct.changePeer({ online: true });
    await visitor.sees("Online");
    visitor.client.direct.changePeer({ online: false, lastSeenAt: at(5 * minute) });
    await visitor.sees("Last seen 5 minutes ago");
  });

  it("shows a picture in the head, and the initials when it does not load", async () => {
    const visitor = await visit();
    expect(visitor.find(".avatar").innerText).to.match(/^A.?L$/);
    visitor.client.direct.changePeer({ picture: "/missing.png" });
    await visitor.settled();
    await waitUntil(() => visitor.find(".avatar img").hidden);
  });

  it("has the name in the middle of the head while nobody knows who is there", async () => {
    const visitor = await visit();
    const offMiddle = (): number => {
      const middleOf = (selector: string): number => {
        const { top, height } = visitor.find(selector).getBoundingClientRect();
        return top + height / 2;
      };
      return Math.abs(middleOf(".name") - middleOf(".avatar"));
    };
    expect(offMiddle()).to.be.above(5);
    visitor.client.setConnection({ state: "retrying", retryAt: Date.now() + 60_000 });
    await visitor.settled();
    expect(offMiddle()).to.be.below(1.5);
  });

  it("greets before the first message", async () => {
    const visitor = await visit();
    expect(visitor.screen).to.contain("Say hello");
    visitor.client.receive("hi");
    await waitUntil(() => !visitor.screen.includes("Say hello"));
  });

  it("tells a screen reader of others' new messages only", async () => {
    const visitor = await visitThread([{ messageText: "history" }]);
    visitor.client.direct.send("mine");
    visitor.client.receive("from my phone", { own: true });
    visitor.client.receive("news");
    await visitor.settled();
    expect(visitor.announced).to.deep.equal(["news"]);
  });

  it("says each message of a burst once, in several bursts", async () => {
    const visitor = await visitThread([{ messageText: "history" }]);
    const said: string[] = [];
    const listening = new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        if (type === "characterData") said.push(target.nodeValue ?? "");
        for (const node of addedNodes) if (node instanceof Element) said.push(node.textContent);
      }
    });
    const log = visitor.find('[role="log"]');
    listening.observe(log, { subtree: true, childList: true, characterData: true });
    const sent = Array.from({ length: 12 }, (_, i) => `news ${i}`);
    for (let i = 0; i < 12; i += 3) {
      for (const text of sent.slice(i, i + 3)) visitor.client.receive(text);
      visitor.client.direct.send("mine");
      await visitor.settled();
    }
    visitor.client.receive("", { messageType: "image", attachmentUrl: "/missing.png" });
    const about = { id: "dunes", title: "", src: "/missing.png" };
    visitor.client.receive("", { about });
    visitor.client.receive("", { about: { ...about, title: "Dunes" } });
    visitor.client.receive("", { messageType: "file", attachmentUrl: "/prices.pdf" });
    await waitUntil(() => said.length > 15);
    listening.disconnect();
    expect(said).to.deep.equal([...sent, "Photo", "Photo", "Dunes", "File"]);
  });

  it("turns still for those who ask for it", async () => {
    const { emulateMedia } = await import("@web/test-runner-commands");
    await emulateMedia({ reducedMotion: "reduce" });
    const visitor = await visitThread([{ messageText: "a" }]);
    visitor.client.direct.change({ typing: [{ userId: "anna", userName: "Anna" }] });
    visitor.client.receive("b");
    await visitor.settled();
    const moving = visitor.element.shadowRoot?.getAnimations() ?? [];
    expect(moving).to.have.length(0);
    await emulateMedia({ reducedMotion: "no-preference" });
  });
});
