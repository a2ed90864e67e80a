import { expect, nextFrame } from "@open-wc/testing";
import type { ChatMessage } from "@photo-chat/sdk";
import { emulateMedia, setViewport } from "@web/test-runner-commands";
import { chatError } from "../testing/memory-client.js";
import type { MemoryConversation } from "../testing/memory-conversation.js";
import { MemoryInbox } from "../testing/memory-inbox.js";
import { visit, type Visitor } from "../testing/visitor.js";
import { waitUntil } from "../testing/wait-until.js";

const PAGE = 50;

interface Search {
  readonly visitor: Visitor;
  readonly lou: MemoryConversation;
  readonly match: ChatMessage;
}

/** Somebody has searched a long conversation, whose newest page is loaded, and sees the row of it. */
async function searches(
  { count = 300, at = 20 }: { count?: number; at?: number },
  attributes: Readonly<Record<string, string>> = {},
): Promise<Search> {
  const inbox = new MemoryInbox();
  inbox.add("Ada Lane", "Hello there");
  const lou = inbox.add("Long Lou");
  const all = Array.from({ length: count }, (_, n) =>
    lou.make({
      own: n % 3 === 0,
      messageText: n === at ? "the needle" : n % 5 ? `line ${n}` : `line ${n}\nand more`,
      createdAt: new Date(Date.now() - (count - n) * 60_000).toISOString(),
    }),
  );
  const pages = Array.from({ length: count / PAGE }, (_, n) =>
    all.slice(n * PAGE, n * PAGE + PAGE),
  );
  lou.change({ messages: pages.pop() ?? [], hasOlder: true });
  lou.olderPages = pages;
  const [match] = all.slice(at);
  if (!match) throw new Error("there is no such message");
  inbox.finds = async () => [{ ...lou.snapshot, match }];
  const visitor = await visit({
    client: inbox,
    attributes: { mode: "inbox", with: "", ...attributes },
  });
  await waitUntil(() => visitor.all(".search input").length > 0);
  visitor.find(".search input").focus();
  await visitor.type("needle");
  await waitUntil(() => visitor.all(".conversation mark").length === 1, "it is not found");
  return { visitor, lou, match };
}

const needle = ({ visitor }: Search): HTMLElement | undefined =>
  visitor.all(".bubble").find(({ innerText }) => innerText.trim() === "the needle");

const isMarked = (search: Search): boolean =>
  needle(search)
    ?.getAnimations()
    .some(({ playState }) => playState === "running") ?? false;

/** It stands in the thread, whole, and has the focus. */
async function arrives(search: Search): Promise<void> {
  await waitUntil(() => isMarked(search), "it is not marked");
  const { visitor } = search;
  const view = visitor.scroller.getBoundingClientRect();
  const { top, bottom } = needle(search)?.getBoundingClientRect() ?? new DOMRect();
  expect(top).to.be.greaterThan(view.top);
  expect(bottom).to.be.lessThan(view.bottom);
  await waitUntil(() => /^Long Lou, the needle, \d/.test(visitor.focused ?? ""), "no focus");
}

describe("a found message", () => {
  before(() => setViewport({ width: 1100, height: 700 }));
  after(() => setViewport({ width: 800, height: 600 }));

  it("is where its conversation opens, and nothing moves any more, in two thousand", async () => {
    const search = await searches({ count: 2_000, at: 52 });
    const { visitor, lou } = search;
    visitor.find(".conversation").click();
    await arrives(search);
    const top = visitor.topOf("the needle");
    // What fills the room around it may move nothing, in no frame.
    await waitUntil(
      async () => {
        await nextFrame();
        expect(visitor.topOf("the needle")).to.be.closeTo(top, 1);
        expect(visitor.all(".row").length).to.be.at.most(150);
        return !lou.snapshot.hasOlder && visitor.bubbles.includes("line 41");
      },
      "what is older does not come",
      { interval: 0 },
    );
    await visitor.click("Go to the newest message");
    expect(visitor.below).to.equal(0);
    expect(visitor.bubbles.at(-1)).to.equal("line 1999");
  });

  it("is found again from wherever one is in it", async () => {
    const search = await searches({ at: 220 });
    const { visitor } = search;
    await visitor.press("Enter");
    await arrives(search);
    await visitor.click("Go to the newest message");
    await visitor.press("/");
    search.lou.change({ phase: "loading" });
    await visitor.press("Enter");
    search.lou.change({ phase: "ready" });
    await arrives(search);
  });

  it("that is the newest one has the focus as well, and a name leads to where one writes", async () => {
    const search = await searches({ at: 299 });
    const { visitor } = search;
    await visitor.press("Enter");
    await arrives(search);
    expect(visitor.below).to.equal(0);
    visitor.find(".search input").focus();
    await visitor.press("Escape");
    await visitor.type("Ada");
    await visitor.press("Enter");
    await waitUntil(() => visitor.focused === "Message");
  });

  it("is gone on to after what could not be loaded, with the same message and button", async () => {
    const search = await searches({});
    const { visitor, lou } = search;
    lou.olderPages.splice(3, 0, chatError("unavailable"));
    await visitor.press("Enter");
    await visitor.sees("Earlier messages couldn’t be loaded.");
    expect(visitor.below).to.equal(0);
    await visitor.click("Try again");
    await arrives(search);
    expect(visitor.screen).not.to.contain("couldn’t be loaded");
  });

  const leaving: readonly [string, (visitor: Visitor) => Promise<unknown>][] = [
    ["scrolls", (visitor) => visitor.scrollTo(300)],
    ["writes", async ({ composer }) => composer.focus()],
    ["goes back to the list", (visitor) => visitor.press("Escape")],
  ];
  for (const [what, leave] of leaving) {
    it(`is left to whoever ${what} before it comes`, async () => {
      const search = await searches({});
      const { visitor, lou } = search;
      let come = (): void => {};
      lou.olderComes = new Promise((resolve) => (come = resolve));
      await visitor.press("Enter");
      await waitUntil(() => visitor.all(".older .spinner").length === 1, "it does not say so");
      await leave(visitor);
      await visitor.settled();
      const { focused, below } = visitor;
      come();
      await waitUntil(() => !lou.snapshot.loadingOlder && lou.olderPages.length < 5);
      await visitor.settled();
      expect(visitor.focused).to.equal(focused);
      expect(visitor.below).to.equal(below);
      expect(lou.snapshot.hasOlder).to.equal(true);
    });
  }

  describe("on a phone, from right to left, without motion", () => {
    before(() => emulateMedia({ reducedMotion: "reduce" }));
    before(() => setViewport({ width: 390, height: 700 }));
    after(() => emulateMedia({ reducedMotion: "no-preference" }));

    it("is led to and marked as well", async () => {
      const search = await searches({}, { locale: "ar" });
      await search.visitor.press("Enter");
      await arrives(search);
      expect(getComputedStyle(search.visitor.scroller).direction).to.equal("rtl");
    });
  });
});
