import { expect } from "@open-wc/testing";
import { sendKeys, sendMouse } from "@web/test-runner-commands";
import { visit, type Visitor } from "../testing/visitor.js";
import { waitUntil } from "../testing/wait-until.js";

async function visitThread(texts: readonly string[], prepare?: () => void): Promise<Visitor> {
  return visit({
    prepare: (_, { direct }) => {
      prepare?.();
      texts.forEach((messageText, i) => direct.add({ messageText, own: i % 2 === 1 }));
      direct.change({ unreadCount: 0 });
    },
  });
}

/** Rests the mouse on a message until its actions are there. */
async function hover(visitor: Visitor, text: string): Promise<void> {
  const bubble = visitor.all(".bubble").find(({ innerText }) => innerText.trim() === text);
  await waitUntil(async () => {
    const { left, top, height } = bubble?.getBoundingClientRect() ?? new DOMRect();
    for (const x of [left + 4, left + 8]) {
      const position: [number, number] = [Math.round(x), Math.round(top + height / 2)];
      await sendMouse({ type: "move", position });
    }
    await visitor.settled();
    return visitor.can("Copy");
  });
}

async function chord(modifier: string, key: string): Promise<void> {
  await sendKeys({ down: modifier });
  await sendKeys({ press: key });
  await sendKeys({ up: modifier });
}

async function pasted(visitor: Visitor): Promise<string> {
  visitor.composer.value = "";
  visitor.composer.focus();
  await chord("Control", "v");
  return visitor.composer.value;
}

/** From the composer back into the thread. */
async function enterThread(visitor: Visitor): Promise<void> {
  visitor.scroller.focus();
  await waitUntil(async () => {
    await visitor.press("ArrowUp");
    return visitor.find(".thread").querySelector(".row:focus") !== null;
  });
}

describe("what can be done with a message", () => {
  afterEach(async () => {
    Reflect.deleteProperty(navigator, "clipboard");
    await sendMouse({ type: "move", position: [0, 0] });
  });

  it("copies the text of the one under the mouse, and says so", async () => {
    const visitor = await visitThread(["first", "see www.example.com/a, please", "last"]);
    visitor.composer.focus();
    await hover(visitor, "see www.example.com/a, please");
    await visitor.click("Copy");
    await visitor.sees("Copied");
    expect(visitor.composer.matches(":focus")).to.equal(true);
    expect(await pasted(visitor)).to.equal("see www.example.com/a, please");
  });

  it("stands beside the bubble, on the side that is free, also from right to left", async () => {
    const visitor = await visitThread(["theirs", "mine"]);
    for (const dir of ["ltr", "rtl"]) {
      visitor.element.dir = dir;
      for (const text of ["theirs", "mine"]) {
        await hover(visitor, text);
        const bar = visitor.find(".actions").getBoundingClientRect();
        const bubbles = visitor.all(".bubble");
        const bubble = bubbles
          .find((one) => one.innerText.trim() === text)
          ?.getBoundingClientRect();
        expect(bar.right <= (bubble?.left ?? 0) || bar.left >= (bubble?.right ?? 0)).to.equal(true);
        const view = visitor.scroller.getBoundingClientRect();
        expect(bar.left >= view.left && bar.right <= view.right).to.equal(true);
      }
    }
  });

  it("is one tab stop, and arrow keys lead from message to message", async () => {
    const visitor = await visitThread(["one", "two", "three"]);
    expect(visitor.all('.thread, .thread [tabindex="0"]')).to.have.length(1);
    await enterThread(visitor);
    expect(visitor.focused).to.match(/^Anna Lind, three, \d/);
    await visitor.press("ArrowUp");
    expect(visitor.focused).to.match(/^You, two, .*, Sent$/);
    await visitor.press("ArrowUp");
    await visitor.press("ArrowUp");
    expect(visitor.focused).to.match(/^Anna Lind, one/);
    await visitor.press("ArrowDown");
    expect(visitor.focused).to.match(/^You, two/);
    expect(visitor.all(".thread [tabindex]")).to.have.length(2);
  });

  for (const key of ["Enter", "Space", "ContextMenu", "F10"]) {
    it(`opens with ${key}, copies, and Escape leads back`, async () => {
      const visitor = await visitThread(["one", "two"]);
      await enterThread(visitor);
      await (key === "F10" ? chord("Shift", key) : visitor.press(key));
      expect(visitor.focused).to.equal("Copy");
      await visitor.press("Enter");
      await visitor.sees("Copied");
      await visitor.press("Escape");
      expect(visitor.focused).to.match(/^You, two/);
      expect(await pasted(visitor)).to.equal("two");
    });
  }

  it("keeps what the arrow keys lead to in view", async () => {
    const visitor = await visitThread(Array.from({ length: 40 }, (_, i) => `message ${i}`));
    await enterThread(visitor);
    const start = Number(/message (\d+)/.exec(visitor.focused ?? "")?.[1]);
    expect(start).to.be.greaterThan(30);
    for (let i = 0; i < 25; i += 1) await visitor.press("ArrowUp");
    const view = visitor.scroller.getBoundingClientRect();
    const row = visitor.find(".row:focus").getBoundingClientRect();
    expect(row.top >= view.top && row.bottom <= view.bottom).to.equal(true);
    expect(visitor.focused).to.contain(`message ${start - 25},`);
  });

  const refuse = (): void => {
    const clipboard = { writeText: () => Promise.reject(new Error("not allowed")) };
    Object.defineProperty(navigator, "clipboard", { value: clipboard, configurable: true });
  };

  it("copies without the permission, too, and keeps the focus", async () => {
    const visitor = await visitThread(["one", "two"], refuse);
    await enterThread(visitor);
    await visitor.press("Enter");
    await visitor.press("Enter");
    await visitor.sees("Copied");
    expect(visitor.focused).to.equal("Copy");
    expect(await pasted(visitor)).to.equal("two");
  });

  it("says when nothing copies", async () => {
    const visitor = await visitThread(["one", "two"], refuse);
    Object.defineProperty(document, "execCommand", { value: () => false, configurable: true });
    await enterThread(visitor);
    await visitor.press("Enter");
    await visitor.press("Enter");
    await visitor.sees("Copying isn’t allowed here.");
    Reflect.deleteProperty(document, "execCommand");
  });

  it("messages that are selected with the mouse are copied as their texts alone", async () => {
    const visitor = await visitThread(["first", "second", "third"]);
    const [first, , third] = visitor.all(".bubble").map((one) => one.getBoundingClientRect());
    if (!first || !third) throw new Error("no bubbles");
    await sendMouse({
      type: "move",
      position: [first.left + 6, first.top + 12].map(Math.round) as [number, number],
    });
    await sendMouse({ type: "down" });
    await sendMouse({
      type: "move",
      position: [third.right + 60, third.bottom - 8].map(Math.round) as [number, number],
    });
    await sendMouse({ type: "up" });
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- what the browser's own "Copy" does
    document.execCommand("copy");
    expect((await pasted(visitor)).trim().split(/\n+/)).to.deep.equal(["first", "second", "third"]);
  });

  it("are one bar after a move of the element, and leave no timer behind", async () => {
    const visitor = await visitThread(["one", "two"]);
    const { element } = visitor;
    await hover(visitor, "one");
    element.parentElement?.prepend(element);
    await visitor.settled();
    await hover(visitor, "two");
    expect(visitor.all(".actions")).to.have.length(1);

    const start = window.setTimeout.bind(window);
    const end = window.clearTimeout.bind(window);
    const timers = new Set<unknown>();
    window.setTimeout = ((run: () => void, after?: number) => {
      const timer = start(run, after);
      if (after === 500 || after === 2_000) timers.add(timer);
      return timer;
    }) as typeof start;
    window.clearTimeout = (timer) => {
      timers.delete(timer);
      end(timer);
    };
    await visitor.click("Copy");
    await visitor.sees("Copied");
    expect(timers.size).to.equal(1);
    element.parentElement?.prepend(element);
    await visitor.settled();
    expect(timers.size).to.equal(0);

    const [bubble] = visitor.all(".bubble");
    const touch = new PointerEvent("pointerdown", { pointerType: "touch", bubbles: true });
    bubble?.dispatchEvent(touch);
    expect(timers.size).to.equal(1);
    element.remove();
    expect(timers.size).to.equal(0);
    Object.assign(window, { setTimeout: start, clearTimeout: end });
  });
});
