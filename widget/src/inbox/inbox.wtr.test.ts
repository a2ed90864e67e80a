import { expect } from "@open-wc/testing";
import { emulateMedia, setViewport } from "@web/test-runner-commands";
import { Format } from "../strings/format.js";
import { chatError } from "../testing/memory-client.js";
import { MemoryInbox } from "../testing/memory-inbox.js";
import { heard, visit, type Visitor, type VisitOptions } from "../testing/visitor.js";
import { waitUntil } from "../testing/wait-until.js";

const WIDE = { width: 1100, height: 700 };
const NARROW = { width: 390, height: 700 };

interface Desk extends Visitor {
  readonly inbox: MemoryInbox;
}

async function visitInbox(
  prepare: (inbox: MemoryInbox) => void,
  options: Omit<VisitOptions, "client"> = {},
): Promise<Desk> {
  const inbox = new MemoryInbox();
  prepare(inbox);
  const attributes = { mode: "inbox", with: "", ...options.attributes };
  const visitor = await visit({ ...options, attributes, client: inbox });
  await waitUntil(() => visitor.all(".all, .blank").length > 0, "the inbox does not come");
  await visitor.settled();
  return Object.assign(visitor, { inbox });
}

const names = (visitor: Visitor) => visitor.all(".conversation .name").map((one) => one.innerText);

const focusedName = (visitor: Visitor) =>
  visitor.element.shadowRoot?.activeElement?.querySelector<HTMLElement>(".name")?.innerText;

const people = (inbox: MemoryInbox) => {
  inbox.add("Zoe Old", "An older question");
  inbox.add("Bob Moor", "Is the dune print framed?");
  inbox.add("Ada Lane", "Hello there");
};

async function chooses(visitor: Visitor, name: string): Promise<void> {
  const row = visitor.all(".conversation").find((one) => one.innerText.includes(name));
  row?.click();
  await visitor.settled();
  await visitor.settled();
}

describe("inbox", () => {
  before(() => setViewport(WIDE));
  after(() => setViewport({ width: 800, height: 600 }));

  it("lists the newest first, with what was said last and how much of it is unread", async () => {
    const visitor = await visitInbox(people);
    expect(names(visitor)).to.deep.equal(["Ada Lane", "Bob Moor", "Zoe Old"]);
    expect(visitor.screen).to.contain("Hello there");
    expect(visitor.screen).to.contain("1 unread message");
    expect(visitor.screen).to.contain("Choose a conversation");
  });

  it("draws no row anew but the one in which something is new", async () => {
    const visitor = await visitInbox(people);
    const drawn: string[] = [];
    const format: { dateAndTime: (this: Format, date: Date) => string } = Format.prototype;
    const { dateAndTime } = format;
    format.dateAndTime = function (date) {
      drawn.push(date.toISOString());
      return dateAndTime.call(this, date);
    };
    try {
      visitor.inbox.all
        .get("conv_me_bob-moor")
        ?.change({ typing: [{ userId: "bob-moor", userName: "" }] });
      await visitor.sees("is typing…");
      expect(drawn).to.have.length(1);
    } finally {
      format.dateAndTime = dateAndTime;
    }
  });

  it("says who wrote last, and shows pictures and files as words", async () => {
    const visitor = await visitInbox((inbox) => {
      inbox.add("File Fred").add({ messageType: "file", attachmentUrl: "/a.pdf" });
      inbox.add("Image Ines").add({ messageType: "image", attachmentUrl: "/a.png" });
      inbox.add("Own Olga").add({ own: true, messageText: "my answer", status: "read" });
      inbox
        .add("Typing Tim", "before")
        .change({ typing: [{ userId: "typing-tim", userName: "" }] });
      inbox.add("Silent Sue");
    });
    const previews = visitor.all(".preview").map((one) => one.innerText.trim());
    expect(previews).to.deep.equal([
      "No messages yet",
      "is typing…",
      "You: my answer",
      "Photo",
      "File",
    ]);
    expect(visitor.find(".preview [role=img]").ariaLabel).to.equal("Read");
  });

  it("a click shows the conversation beside the list, and says which", async () => {
    const visitor = await visitInbox(people);
    const events = heard(visitor.element, "photo-chat-conversation-change");
    await chooses(visitor, "Bob Moor");
    expect(visitor.bubbles).to.deep.equal(["Is the dune print framed?"]);
    expect(visitor.element.conversation).to.equal("conv_me_bob-moor");
    expect(visitor.focused).to.equal("Message");
    await chooses(visitor, "Zoe Old");
    expect(visitor.bubbles).to.deep.equal(["An older question"]);
    expect(events.map(({ detail }) => detail.conversationId)).to.deep.equal([
      "conv_me_bob-moor",
      "conv_me_zoe-old",
    ]);
    expect(visitor.find("[aria-current]").innerText).to.contain("Zoe Old");
  });

  it("the property chooses, and an answer goes to the chosen one", async () => {
    const visitor = await visitInbox(people, { attributes: { conversation: "conv_me_zoe-old" } });
    await visitor.sees("An older question");
    await visitor.write("An answer");
    expect(visitor.inbox.all.get("conv_me_zoe-old")?.snapshot.messages).to.have.length(2);
    visitor.element.conversation = "conv_me_ada-lane";
    await visitor.settled();
    expect(visitor.bubbles).to.deep.equal(["Hello there"]);
  });

  it("keeps its order while the pointer is on it", async () => {
    const visitor = await visitInbox(people);
    const list = visitor.find(".rows");
    list.dispatchEvent(new PointerEvent("pointermove"));
    const zoe = visitor.inbox.all.get("conv_me_zoe-old");
    if (zoe) visitor.inbox.hear(zoe, "A new one");
    await visitor.settled();
    expect(names(visitor)).to.deep.equal(["Ada Lane", "Bob Moor", "Zoe Old"]);
    expect(visitor.screen).to.contain("A new one");
    list.dispatchEvent(new PointerEvent("pointerleave"));
    await visitor.settled();
    expect(names(visitor)).to.deep.equal(["Zoe Old", "Ada Lane", "Bob Moor"]);
    expect(visitor.all("[role=status]").map((one) => one.innerText)).to.include(
      "New message from Zoe Old",
    );
  });

  it("says of each message that one has come, also of a second one of the same person", async () => {
    const visitor = await visitInbox(people);
    const said: string[] = [];
    const listening = new MutationObserver((records) => {
      for (const { addedNodes } of records) {
        for (const node of addedNodes) if (node.textContent) said.push(node.textContent);
      }
    });
    listening.observe(visitor.find(".all > [role=status]:last-child"), { childList: true });
    const zoe = visitor.inbox.all.get("conv_me_zoe-old");
    for (const text of ["one", "two"]) {
      if (zoe) visitor.inbox.hear(zoe, text);
      await visitor.settled();
    }
    listening.disconnect();
    expect(said).to.deep.equal(["New message from Zoe Old", "New message from Zoe Old"]);
  });

  it("goes back to where a conversation was left, and shows nothing of another one", async () => {
    const visitor = await visitInbox((inbox) => {
      people(inbox);
      const texts = Array.from({ length: 120 }, (_, at) => `Line ${at}`);
      inbox.add("Long Lou", ...texts).markRead();
    });
    await chooses(visitor, "Long Lou");
    expect(visitor.below).to.equal(0);
    await visitor.scrollTo(1_500);
    const line = visitor.bubbles.find((text) => Math.abs(visitor.topOf(text) - 200) < 60) ?? "";
    const top = visitor.topOf(line);
    await chooses(visitor, "Ada Lane");
    expect(visitor.bubbles).to.deep.equal(["Hello there"]);
    await chooses(visitor, "Long Lou");
    expect(visitor.topOf(line)).to.be.within(top - 1, top + 1);
  });

  it("goes along when a conversation moves", async () => {
    const visitor = await visitInbox(people, { attributes: { conversation: "conv_me_zoe-old" } });
    await visitor.sees("An older question");
    visitor.inbox.all.get("conv_me_zoe-old")?.change({ movedTo: "conv_me_ada-lane" });
    await waitUntil(() => visitor.bubbles[0] === "Hello there", "it stays behind");
    expect(visitor.element.conversation).to.equal("conv_me_ada-lane");
  });

  it("a person chooses, too, and takes the place of what was chosen", async () => {
    const visitor = await visitInbox(people, { attributes: { conversation: "conv_me_zoe-old" } });
    const ada = visitor.inbox.all.get("conv_me_ada-lane");
    visitor.inbox.open = async () => ada ?? Promise.reject(chatError("not_found"));
    visitor.element.with = "ada-lane";
    await waitUntil(() => visitor.bubbles[0] === "Hello there", "Ada's does not come");
    expect(visitor.element.conversation).to.equal("");
    expect(visitor.find("[aria-current]").innerText).to.contain("Ada Lane");
  });

  it("keeps what was begun elsewhere in sight", async () => {
    const visitor = await visitInbox(people, { attributes: { conversation: "conv_me_zoe-old" } });
    await visitor.sees("An older question");
    await visitor.paste("Half an ans");
    await chooses(visitor, "Ada Lane");
    expect(visitor.composer.value).to.equal("");
    expect(visitor.all(".preview").at(-1)?.innerText).to.equal("Draft: Half an ans");
    await chooses(visitor, "Zoe Old");
    expect(visitor.composer.value).to.equal("Half an ans");
  });

  it("counts what is unread over all conversations", async () => {
    const visitor = await visitInbox(people);
    const events = heard(visitor.element, "photo-chat-unread-change");
    const ada = visitor.inbox.all.get("conv_me_ada-lane");
    if (ada) visitor.inbox.hear(ada, "Another");
    await visitor.settled();
    expect(events.at(-1)?.detail.unreadCount).to.equal(4);
  });

  it("a thousand conversations are a hundred rows at most, and every one can be reached", async () => {
    const visitor = await visitInbox((inbox) => {
      for (let at = 0; at < 1_000; at += 1) inbox.add(`Person ${at}`, `Text ${at}`);
    });
    const list = visitor.find(".rows");
    expect(visitor.all(".conversation").length).to.be.within(5, 100);
    list.scrollTop = list.scrollHeight / 2;
    await visitor.settled();
    expect(names(visitor)).to.include("Person 500");
    expect(visitor.all(".conversation").length).to.be.at.most(100);
    visitor.element.focus();
    await visitor.press("End");
    await visitor.settled();
    expect(focusedName(visitor)).to.equal("Person 0");
    await visitor.press("Home");
    await visitor.settled();
    expect(focusedName(visitor)).to.equal("Person 999");
  });

  it("is walked through by keys: arrows, Enter, Escape back to the row", async () => {
    const visitor = await visitInbox(people);
    visitor.element.focus();
    expect(focusedName(visitor)).to.equal("Ada Lane");
    await visitor.press("ArrowDown");
    expect(focusedName(visitor)).to.equal("Bob Moor");
    await visitor.press("End");
    expect(focusedName(visitor)).to.equal("Zoe Old");
    await visitor.press("ArrowUp");
    await visitor.press("Enter");
    await visitor.settled();
    expect(visitor.focused).to.equal("Message");
    expect(visitor.bubbles).to.deep.equal(["Is the dune print framed?"]);
    await visitor.press("Escape");
    await visitor.settled();
    expect(focusedName(visitor)).to.equal("Bob Moor");
    await visitor.press("/");
    expect(visitor.focused).to.equal("Search people and messages");
    await visitor.press("ArrowDown");
    await visitor.settled();
    expect(focusedName(visitor)).to.equal("Ada Lane");
  });

  it("a row with the focus keeps it when others overtake it", async () => {
    const visitor = await visitInbox(people);
    visitor.element.focus();
    const zoe = visitor.inbox.all.get("conv_me_zoe-old");
    if (zoe) visitor.inbox.hear(zoe, "A new one");
    await visitor.settled();
    expect(names(visitor)[0]).to.equal("Zoe Old");
    expect(focusedName(visitor)).to.equal("Ada Lane");
  });

  describe("search", () => {
    it("filters at once, marks what it found, and asks the server after a pause", async () => {
      const visitor = await visitInbox(people);
      const found = visitor.inbox.add("Far Away", "nothing of the kind");
      visitor.inbox.all.delete(found.id);
      visitor.inbox.finds = async () => [{ ...found.snapshot, match: null }];
      visitor.inbox.add("Newest Ned", "last");
      await visitor.settled();
      await visitor.press("/");
      visitor.find(".search input").focus();
      await visitor.type("dune");
      expect(names(visitor)).to.deep.equal(["Bob Moor"]);
      expect(visitor.find("mark").innerText).to.equal("dune");
      await visitor.sees("Far Away");
      expect(visitor.inbox.searches).to.deep.equal(["dune"]);
      await visitor.press("Escape");
      expect(names(visitor)).to.have.length(4);
    });

    it("goes on while the element is moved, and can be asked for again once it was away", async () => {
      const visitor = await visitInbox(people);
      const { element, inbox } = visitor;
      const found = inbox.add("Far Away", "nothing of the kind");
      inbox.all.delete(found.id);
      inbox.add("Newest Ned", "last");
      let answer = (): void => {};
      inbox.finds = async () => {
        await new Promise<void>((done) => (answer = done));
        return [{ ...found.snapshot, match: null }];
      };
      const move = (): void => element.parentElement?.prepend(element);
      visitor.find(".search input").focus();
      await visitor.type("dune");
      move();
      await waitUntil(() => inbox.searches.length === 1);
      move();
      answer();
      await visitor.sees("Far Away");
      expect(visitor.all(".spinner")).to.have.length(0);

      const place = element.parentElement;
      visitor.find(".search input").focus();
      await visitor.type("s");
      element.remove();
      await visitor.settled();
      place?.append(element);
      await visitor.sees("Older messages couldn’t be searched.");
      await visitor.click("Try again");
      await waitUntil(() => inbox.searches.at(-1) === "dunes");
      answer();
      await visitor.sees("Far Away");
    });

    it("shows the place in the message, however far it is from the beginning", async () => {
      const visitor = await visitInbox((inbox) => {
        for (const words of [4, 6, 8, 40])
          inbox.add(`Ada ${words}`, `${"word ".repeat(words)}dune`);
      });
      visitor.find(".search input").focus();
      await visitor.type("dune");
      const [seen] = visitor.all(".preview").map((one) => one.getBoundingClientRect().right);
      const marks = visitor.all("mark").map((one) => one.getBoundingClientRect().right);
      expect(marks).to.have.length(4);
      expect(Math.max(...marks)).to.be.lessThan(seen ?? 0);
    });

    it("shows the message that fits, with its date, in the place of the newest one", async () => {
      const visitor = await visitInbox(people);
      const zoe = visitor.inbox.add("Zoe Old", "An older question");
      const match = zoe.make({
        messageText: "about the dune, once",
        createdAt: "2019-05-03T10:00Z",
      });
      zoe.change({ typing: [{ userId: "zoe-old", userName: "Zoe" }] });
      visitor.inbox.finds = async () => [{ ...zoe.snapshot, match }];
      await visitor.sees("is typing");
      visitor.find(".search input").focus();
      await visitor.type("dune");
      await visitor.sees("about the dune, once");
      await visitor.sees("2019");
      expect(visitor.screen).not.to.contain("is typing");
      expect(visitor.all("mark").map(({ innerText }) => innerText)).to.deep.equal(["dune", "dune"]);
      await visitor.press("Escape");
      await visitor.sees("is typing");
      expect(visitor.screen).not.to.contain("about the dune");
    });

    it("says when there is nothing, and when the server could not be asked", async () => {
      const visitor = await visitInbox(people);
      visitor.inbox.finds = () => Promise.reject(chatError("offline"));
      visitor.find(".search input").focus();
      await visitor.type("xyzzy");
      await visitor.sees("Nothing found for “xyzzy”");
      await visitor.sees("Older messages couldn’t be searched.");
      const [first] = visitor.inbox.snapshot.conversations;
      visitor.inbox.finds = async () => (first ? [{ ...first, match: null }] : []);
      await visitor.click("Try again");
      await visitor.sees("Ada Lane");
    });
  });

  describe("without room for two panes", () => {
    before(() => setViewport(NARROW));
    after(() => setViewport(WIDE));

    it("shows one at a time, with a way back", async () => {
      const visitor = await visitInbox(people);
      expect(visitor.can("Message")).to.equal(false);
      await chooses(visitor, "Bob Moor");
      await waitUntil(() => visitor.can("Back to all conversations"));
      await waitUntil(() => getComputedStyle(visitor.find(".search")).visibility === "hidden");
      await visitor.click("Back to all conversations");
      await waitUntil(() => visitor.element.conversation === "", "it does not go back");
      await visitor.settled();
      expect(focusedName(visitor)).to.equal("Bob Moor");
      expect(getComputedStyle(visitor.find(".search")).visibility).to.equal("visible");
    });
  });

  describe("without conversations", () => {
    it("says what to do next", async () => {
      const visitor = await visitInbox(() => {});
      expect(visitor.screen).to.contain("No conversations yet");
      expect(visitor.screen).not.to.contain("Choose a conversation");
    });

    it("waits while the connection is being made, and says why it stopped", async () => {
      const visitor = await visitInbox((inbox) => inbox.setConnection({ state: "connecting" }));
      expect(visitor.all(".coming")).to.have.length(1);
      const reason = chatError("auth_expired");
      visitor.inbox.setConnection({ state: "stopped", reason });
      await visitor.sees("You are signed out.");
      await visitor.click("Try again");
      expect(visitor.inbox.connects).to.be.greaterThan(1);
    });

    for (const viewport of [WIDE, NARROW]) {
      it(`says once why it stopped, ${viewport.width} pixels wide`, async () => {
        await setViewport(viewport);
        const reason = chatError("auth_invalid");
        const stopped = (inbox: MemoryInbox): void => {
          inbox.conversation = () => inbox.direct;
          inbox.direct.change({ phase: "loading" });
          inbox.setConnection({ state: "stopped", reason });
        };
        const attributes = { conversation: "conv_anna_me" };
        const visitor = await visitInbox(stopped, { attributes });
        const said = visitor.all("[role=alert]");
        expect(said.map((one) => one.checkVisibility({ visibilityProperty: true }))).to.deep.equal([
          true,
        ]);
        expect(visitor.all(".coming, .skeleton")).to.have.length(0);
        await setViewport(WIDE);
      });
    }
  });

  it("a conversation's id is enough outside of an inbox, too", async () => {
    const visitor = await visit({
      attributes: { with: "", conversation: "conv_anna_me" },
      prepare: (_, client) => client.direct.add({ messageText: "by its id" }),
    });
    expect(visitor.bubbles).to.deep.equal(["by its id"]);
    expect(visitor.screen).to.contain("Anna Lind");
  });

  it("without an identity it says so", async () => {
    const visitor = await visitInbox(people, { prepare: (element) => (element.client = null) });
    await visitor.sees("You are signed out.");
  });

  it("speaks German", async () => {
    const visitor = await visitInbox(people, { attributes: { locale: "de-DE" } });
    await visitor.sees("Wählen Sie eine Unterhaltung");
  });

  for (const colorScheme of ["light", "dark"] as const) {
    describe(`accessibility, ${colorScheme}`, () => {
      before(() => emulateMedia({ colorScheme, reducedMotion: "reduce" }));
      after(() => emulateMedia({ colorScheme: "light", reducedMotion: "no-preference" }));

      const online = (inbox: MemoryInbox) => {
        people(inbox);
        inbox.add("Online Ole", "here").changePeer({ online: true });
      };
      it("a list and a conversation", async () => {
        const attributes = { conversation: "conv_me_bob-moor" };
        const visitor = await visitInbox(online, { attributes });
        await visitor.sees("Is the dune print framed?");
        await expect(visitor.element).to.be.accessible();
      });
      it("a list and a conversation, from right to left", async () => {
        const attributes = { conversation: "conv_me_bob-moor", locale: "he" };
        const visitor = await visitInbox(online, { attributes });
        await visitor.sees("Is the dune print framed?");
        await visitor.sees("דואר נכנס");
        expect(visitor.element.dir).to.equal("rtl");
        await expect(visitor.element).to.be.accessible();
      });
      it("a list", async () => {
        await expect((await visitInbox(online)).element).to.be.accessible();
      });
      it("no conversations", async () => {
        await expect((await visitInbox(() => {})).element).to.be.accessible();
      });
      it("loading", async () => {
        const visitor = await visitInbox((inbox) => inbox.setConnection({ state: "connecting" }));
        await expect(visitor.element).to.be.accessible();
      });
      it("nothing found", async () => {
        const visitor = await visitInbox(online);
        visitor.inbox.finds = () => Promise.reject(chatError("offline"));
        visitor.find(".search input").focus();
        await visitor.type("xyzzy");
        await visitor.sees("couldn’t be searched");
        await expect(visitor.element).to.be.accessible();
      });
    });
  }
});
