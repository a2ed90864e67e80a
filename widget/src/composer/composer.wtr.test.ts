import { expect } from "@open-wc/testing";
import { sendKeys } from "@web/test-runner-commands";
import { insertText } from "./composer.js";
import { heard, visit, type Visitor } from "../testing/visitor.js";

const texts = (visitor: Visitor): string[] =>
  visitor.client.direct.snapshot.messages.map(({ messageText }) => messageText);

describe("composer", () => {
  it("Enter sends, and the composer is empty and focused again", async () => {
    const visitor = await visit();
    await visitor.write("hello");
    expect(texts(visitor)).to.deep.equal(["hello"]);
    expect(visitor.bubbles).to.deep.equal(["hello"]);
    expect(visitor.composer.value).to.equal("");
    expect(visitor.focused).to.equal("Message");
  });

  it("keys that come at once after Enter begin the next message", async () => {
    const visitor = await visit();
    const { composer } = visitor;
    const enter = { key: "Enter", bubbles: true, cancelable: true };
    for (const text of ["one", "two"]) {
      insertText(composer, text);
      composer.dispatchEvent(new KeyboardEvent("keydown", enter));
    }
    insertText(composer, "three");
    expect(texts(visitor)).to.deep.equal(["one", "two"]);
    await visitor.element.updateComplete;
    expect(composer.value).to.equal("three");
  });

  it("Shift+Enter breaks the line", async () => {
    const visitor = await visit();
    visitor.composer.focus();
    await visitor.type("one");
    await sendKeys({ down: "Shift" });
    await visitor.press("Enter");
    await sendKeys({ up: "Shift" });
    await visitor.type("two");
    expect(visitor.composer.value).to.equal("one\ntwo");
    expect(texts(visitor)).to.deep.equal([]);
  });

  it("the button sends, and the focus stays with the text", async () => {
    const visitor = await visit();
    visitor.composer.focus();
    await visitor.type("by mouse");
    await visitor.click("Send");
    expect(texts(visitor)).to.deep.equal(["by mouse"]);
    expect(visitor.focused).to.equal("Message");
  });

  it("the button sends by the keyboard, and gives the focus back to the text", async () => {
    const visitor = await visit();
    visitor.composer.focus();
    await visitor.type("by keyboard");
    await visitor.press("Tab");
    expect(visitor.focused).to.equal("Send");
    await visitor.press("Enter");
    expect(texts(visitor)).to.deep.equal(["by keyboard"]);
    expect(visitor.focused).to.equal("Message");
  });

  it("nothing but white space can't be sent", async () => {
    const visitor = await visit();
    expect(visitor.can("Send")).to.equal(false);
    await visitor.write("   ");
    expect(visitor.can("Send")).to.equal(false);
    expect(texts(visitor)).to.deep.equal([]);
  });

  for (const [name, init] of [
    ["of an input method", { isComposing: true }],
    ["of Safari's input methods", { keyCode: 229 }],
  ] as const) {
    it(`Enter ${name} chooses a word and sends nothing`, async () => {
      const visitor = await visit();
      await visitor.paste("にほん");
      const enter = new KeyboardEvent("keydown", {
        key: "Enter",
        bubbles: true,
        cancelable: true,
        ...init,
      });
      visitor.composer.dispatchEvent(enter);
      expect(enter.defaultPrevented).to.equal(false);
      expect(texts(visitor)).to.deep.equal([]);
      await visitor.press("Enter");
      expect(texts(visitor)).to.deep.equal(["にほん"]);
    });
  }

  it("grows with its lines up to six, then scrolls", async () => {
    const visitor = await visit();
    const height = (): number => visitor.composer.getBoundingClientRect().height;
    const one = height();
    await visitor.paste("1\n2\n3");
    const three = height();
    expect(three).to.be.greaterThan(one * 1.8);
    await visitor.paste("\n4\n5\n6\n7\n8\n9");
    const many = height();
    await visitor.paste("\n10\n11\n12");
    expect(height()).to.equal(many);
    expect(visitor.composer.scrollHeight).to.be.greaterThan(many);
    await visitor.press("Enter");
    expect(height()).to.equal(one);
  });

  it("counts down near the limit, and past it sends nothing and keeps the text", async () => {
    const visitor = await visit({
      prepare: (_, client) => client.change({ limits: { messageLength: 300 } }),
    });
    await visitor.paste("x".repeat(50));
    expect(visitor.screen).not.to.contain("characters");
    await visitor.paste("x".repeat(240));
    expect(visitor.screen).to.contain("10 characters left");
    await visitor.paste("x".repeat(15));
    expect(visitor.screen).to.contain("5 characters too long");
    expect(visitor.can("Send")).to.equal(false);
    await visitor.press("Enter");
    expect(texts(visitor)).to.deep.equal([]);
    expect(visitor.composer.value).to.have.length(305);
  });

  it("what the client refuses stays in the composer, with the reason", async () => {
    const visitor = await visit();
    visitor.client.direct.limit = 3;
    const errors = heard(visitor.element, "photo-chat-error");
    await visitor.write("too much");
    expect(visitor.composer.value).to.equal("too much");
    expect(visitor.screen).to.contain("The message is too long.");
    expect(errors.map(({ detail }) => detail.error.code)).to.deep.equal(["too_large"]);
    await visitor.type("!");
    expect(visitor.screen).not.to.contain("The message is too long.");
  });

  it("a page can hold a message back", async () => {
    const visitor = await visit();
    const details: unknown[] = [];
    visitor.element.addEventListener("photo-chat-send", (event) => {
      details.push(event.detail);
      event.preventDefault();
    });
    await visitor.write(" wait ");
    expect(details).to.deep.equal([{ conversationId: "conv_anna_me", text: "wait", about: null }]);
    expect(texts(visitor)).to.deep.equal([]);
    expect(visitor.composer.value).to.equal(" wait ");
  });

  it("can be written in while the conversation loads, and keeps it", async () => {
    let open = (): void => {};
    const visitor = await visit({
      prepare: (_, client) => (client.opening = new Promise((resolve) => (open = resolve))),
    });
    await visitor.write("early");
    expect(visitor.can("Send")).to.equal(false);
    open();
    await visitor.sees("Say hello");
    expect(visitor.composer.value).to.equal("early");
    await visitor.press("Enter");
    expect(texts(visitor)).to.deep.equal(["early"]);
  });

  it("keeps a text for each person", async () => {
    const visitor = await visit();
    await visitor.paste("for Anna");
    visitor.client.opening = new Promise(() => {});
    visitor.element.with = "bob";
    await visitor.settled();
    expect(visitor.composer.value).to.equal("");
    visitor.client.opening = Promise.resolve();
    visitor.element.with = "anna";
    await visitor.settled();
    expect(visitor.composer.value).to.equal("for Anna");
  });

  it("tells the other side of typing, and of its end", async () => {
    const visitor = await visit();
    const { direct } = visitor.client;
    visitor.composer.focus();
    await visitor.type("ab");
    expect(direct.typingCalls).to.equal(2);
    await visitor.press("Backspace");
    await visitor.press("Backspace");
    expect(direct.stopTypingCalls).to.equal(1);
  });

  it("focus() leads to it", async () => {
    const visitor = await visit();
    visitor.element.focus();
    expect(visitor.focused).to.equal("Message");
  });
});
