import { expect } from "@open-wc/testing";
import { emulateMedia } from "@web/test-runner-commands";
import { chatError } from "../testing/memory-client.js";
import { MemoryInbox } from "../testing/memory-inbox.js";
import { heard, visit, type Visitor } from "../testing/visitor.js";
import { waitUntil } from "../testing/wait-until.js";

/** Opens the menu and chooses from it. */
async function choose(visitor: Visitor, item: string): Promise<void> {
  await visitor.click("More options");
  await visitor.sees(item);
  await visitor.click(item);
}

const dialogs = (visitor: Visitor): number => visitor.all("dialog.report").length;

async function reporting(options: Parameters<typeof visit>[0] = {}): Promise<Visitor> {
  const visitor = await visit(options);
  await choose(visitor, "Report Anna Lind");
  await visitor.sees("What is it about?");
  return visitor;
}

// What still moves is missed by the mouse, and what still fades in is too pale.
before(() => emulateMedia({ reducedMotion: "reduce" }));
after(() => emulateMedia({ reducedMotion: "no-preference" }));

describe("blocking", () => {
  it("closes the conversation where one would write, and opens it again", async () => {
    const visitor = await visit();
    await visitor.paste("half a thought");
    await choose(visitor, "Block Anna Lind");
    await visitor.sees("You have blocked Anna Lind. Neither of you can write here.");
    expect(visitor.all("textarea")).to.have.length(0);
    expect(visitor.focused).to.equal("More options");
    await visitor.click("Unblock");
    await waitUntil(() => visitor.all("textarea").length === 1);
    expect(visitor.composer.value).to.equal("half a thought");
    await choose(visitor, "Block Anna Lind");
    await choose(visitor, "Unblock Anna Lind");
    await waitUntil(() => visitor.all("textarea").length === 1);
    expect(visitor.client.asked).to.deep.equal(["block", "unblock", "block", "unblock"]);
  });

  it("by the other one says no more than that nothing can be sent", async () => {
    const visitor = await visit({
      prepare: (_, { direct }) => direct.change({ writable: false }),
    });
    await visitor.sees("This conversation takes no messages.");
    expect(visitor.can("Unblock")).to.equal(false);
    expect(visitor.all("textarea")).to.have.length(0);
    await expect(visitor.element).to.be.accessible();
  });

  it("that fails is told as an event", async () => {
    const visitor = await visit();
    visitor.client.block = () => Promise.reject(chatError("offline"));
    const errors = heard(visitor.element, "photo-chat-error");
    await choose(visitor, "Block Anna Lind");
    await waitUntil(() => errors.length === 1);
    expect(errors[0]?.detail.error.code).to.equal("offline");
  });

  it("is in the person's language", async () => {
    const visitor = await visit({
      attributes: { locale: "de" },
      prepare: (_, { direct }) => direct.change({ blockedByMe: true, writable: false }),
    });
    await visitor.sees("Sie haben Anna Lind blockiert.");
    visitor.find(".closed button").focus();
    expect(visitor.focused).to.equal("Blockierung aufheben");
    await visitor.press("Enter");
    await waitUntil(() => visitor.all("textarea").length === 1);
  });
});

describe("the menu", () => {
  it("is walked through with the arrow keys", async () => {
    const visitor = await visit();
    await visitor.click("More options");
    await visitor.sees("Report Anna Lind");
    await waitUntil(() => visitor.focused === "Sound for new messages");
    await visitor.press("ArrowDown");
    expect(visitor.focused).to.equal("Block Anna Lind");
    await visitor.press("ArrowUp");
    await visitor.press("ArrowUp");
    expect(visitor.focused).to.equal("Report Anna Lind");
    await visitor.press("ArrowDown");
    expect(visitor.focused).to.equal("Sound for new messages");
    await visitor.press("End");
    expect(visitor.focused).to.equal("Report Anna Lind");
    await visitor.press("Home");
    expect(visitor.focused).to.equal("Sound for new messages");
    await expect(visitor.element).to.be.accessible();
  });
});

describe("reporting", () => {
  it("stands in the middle of the window, its note below what it is for", async () => {
    const visitor = await reporting();
    const { left, width, top, height } = visitor.find(".report").getBoundingClientRect();
    expect(width).to.be.within(300, 420);
    expect(left).to.be.closeTo((innerWidth - width) / 2, 10);
    expect(top).to.be.closeTo((innerHeight - height) / 2, 10);
    const note = visitor.find(".note").getBoundingClientRect();
    const field = visitor.find(".note textarea").getBoundingClientRect();
    expect(field.top - note.top).to.be.greaterThan(10);
    expect(note.bottom - field.bottom).to.be.lessThan(2);
  });

  it("tells the host, thanks, and offers to block", async () => {
    const visitor = await reporting();
    await expect(visitor.element).to.be.accessible();
    await visitor.click("Send report");
    expect(visitor.client.asked, "without a reason").to.deep.equal([]);
    await visitor.click("Insults, threats or harassment");
    visitor.find(".report textarea").focus();
    await visitor.type("  rude  ");
    await visitor.click("Send report");
    await visitor.sees("Your report has been sent.");
    expect(visitor.client.asked).to.deep.equal([
      {
        userId: "anna",
        conversationId: visitor.client.direct.id,
        reason: "abuse",
        note: "rude",
      },
    ]);
    expect(visitor.focused).to.equal("Close");
    await expect(visitor.element).to.be.accessible();
    await visitor.click("Block Anna Lind");
    await visitor.sees("You have blocked Anna Lind.");
    expect(dialogs(visitor)).to.equal(0);
    expect(visitor.focused).to.equal("More options");
  });

  for (const mode of ["inline", "popup"]) {
    it(`is left with Escape, ${mode}, and the focus is where it was`, async () => {
      const visitor = await reporting({ attributes: { mode, open: "" } });
      await visitor.press("Escape");
      await waitUntil(() => dialogs(visitor) === 0);
      expect(visitor.focused).to.equal("More options");
      expect(visitor.element.open).to.equal(true);
      expect(visitor.client.asked).to.deep.equal([]);
    });
  }

  it("says what went wrong, and keeps what was written", async () => {
    const visitor = await reporting();
    visitor.client.reporting = chatError("offline");
    await visitor.click("Spam or advertising");
    visitor.find(".report textarea").focus();
    await visitor.type("ads");
    await visitor.click("Send report");
    await visitor.sees("You are offline. Try again once you are connected.");
    await expect(visitor.element).to.be.accessible();
    visitor.client.reporting = null;
    await visitor.click("Send report");
    await visitor.sees("Your report has been sent.");
    expect(visitor.client.asked).to.deep.include({
      userId: "anna",
      conversationId: visitor.client.direct.id,
      reason: "spam",
      note: "ads",
    });
  });
});

describe("a message that was erased", () => {
  it("says so in its place", async () => {
    const visitor = await visit({
      prepare: (_, { direct }) => {
        direct.add({ messageText: "before" });
        direct.add({ deleted: true });
      },
    });
    expect(visitor.bubbles).to.deep.equal(["before", "Message deleted"]);
  });
});

describe("a person who was erased", () => {
  const erased = { name: null, erased: true };

  it("is told from a guest without a name, and promises nothing", async () => {
    const visitor = await visit({
      prepare: (_, { direct }) => direct.changePeer({ ...erased, erased: false }),
    });
    expect(visitor.screen).to.contain("Guest reads every message");
    expect(visitor.find(".header .avatar").innerText).to.equal("G");
    visitor.client.direct.changePeer(erased);
    await visitor.sees("Deleted account");
    expect(visitor.screen).not.to.contain("Guest").and.not.to.contain("reads every message");
    expect(visitor.find("[part=panel]").ariaLabel).to.equal("Chat with Deleted account");
  });

  it("is called so in the inbox, too", async () => {
    const inbox = new MemoryInbox();
    inbox.add("Carl", "Hello").changePeer(erased);
    const visitor = await visit({ client: inbox, attributes: { mode: "inbox", with: "" } });
    await visitor.sees("Deleted account");
  });
});

describe("a message that a block kept back", () => {
  it("says that the conversation takes none", async () => {
    const visitor = await visit({
      prepare: (_, { direct }) => {
        direct.add({ own: true, status: "failed", error: chatError("forbidden") });
        direct.change({ writable: false });
      },
    });
    await visitor.sees("Not sent. This conversation takes no messages from you.");
  });
});
