import { expect } from "@open-wc/testing";
import { aboutName, keep } from "../guest/kept.js";
import { MemoryClient } from "../testing/memory-client.js";
import { heard, visit, type Visitor } from "../testing/visitor.js";
import { waitUntil } from "../testing/wait-until.js";

const src = "data:,";
const photo = { id: 7, src: "/pictures/arches.webp", title: "Courtyard, noon" };
const about = { id: "7", src: `${location.origin}/pictures/arches.webp`, title: "Courtyard, noon" };

const cards = (visitor: Visitor): (string | null)[] =>
  visitor.all(".bubble .about").map(({ textContent }) => textContent.trim());

describe("discuss", () => {
  afterEach(() => keep(aboutName(location.origin, "conv_anna_me"), null));

  it("puts the picture beside the message, and sends it with it", async () => {
    const visitor = await visit();
    const sends = heard(visitor.element, "photo-chat-send");
    visitor.element.discuss(photo);
    await visitor.settled();
    expect(visitor.focused).to.equal("Message");
    expect(visitor.screen).to.contain("Courtyard, noon");
    await visitor.type("How large?");
    await visitor.press("Enter");
    expect(sends[0]?.detail.about).to.deep.equal(about);
    expect(visitor.client.direct.snapshot.messages[0]?.about).to.deep.equal(about);
    expect(cards(visitor)).to.deep.equal(["Courtyard, noon"]);
    expect(visitor.can("Remove “Courtyard, noon”")).to.equal(false);
  });

  it("says a long title in its own direction, up to where it is cut", async () => {
    const visitor = await visit({ attributes: { locale: "ar" } });
    visitor.element.discuss({ ...photo, title: "The courtyard ".repeat(20) });
    await visitor.sees("The courtyard");
    const title = visitor.find(".about bdi");
    const range = document.createRange();
    range.selectNodeContents(title);
    expect(range.getBoundingClientRect().left).to.equal(title.getBoundingClientRect().left);
  });

  it("needs no text", async () => {
    const visitor = await visit();
    visitor.element.discuss({ id: "a", src: "https://studio.example/a.jpg" });
    await visitor.settled();
    expect(visitor.screen).to.contain("Photo");
    await visitor.press("Enter");
    expect(visitor.client.direct.snapshot.messages).to.have.length(1);
  });

  it("takes the card away with its button, and keeps the text", async () => {
    const visitor = await visit();
    await visitor.paste("About this");
    visitor.element.discuss(photo);
    await visitor.settled();
    await visitor.click("Remove “Courtyard, noon”");
    expect(visitor.screen).not.to.contain("Courtyard, noon");
    expect(visitor.focused).to.equal("Message");
    expect(visitor.composer.value).to.equal("About this");
  });

  it("opens the popup with the message focused", async () => {
    const visitor = await visit({ attributes: { mode: "popup" } });
    visitor.element.discuss(photo);
    await visitor.settled();
    expect(visitor.element.open).to.equal(true);
    expect(visitor.focused).to.equal("Message");
    expect(visitor.screen).to.contain("Courtyard, noon");
  });

  it("refuses what is not a picture's address, and says so", async () => {
    const visitor = await visit({ attributes: { mode: "popup" } });
    const errors = heard(visitor.element, "photo-chat-error");
    for (const wrong of [src, "javascript:alert(1)", ""]) {
      visitor.element.discuss({ id: 1, src: wrong, title: "wrong" });
    }
    await visitor.settled();
    expect(errors.map(({ detail }) => detail.error.code)).to.deep.equal(Array(3).fill("invalid"));
    expect(errors[0]?.detail.error.message).to.contain("unable to discuss");
    expect(visitor.element.open).to.equal(false);
    expect(visitor.all(".about")).to.have.length(0);
  });

  it("is kept with the draft: by conversation, and over a reload", async () => {
    const client = new MemoryClient();
    const visitor = await visit({ client });
    await visitor.paste("half a thought");
    visitor.element.discuss(photo);
    await visitor.settled();
    visitor.element.with = "bob";
    await visitor.settled();
    expect(visitor.all(".about")).to.have.length(0);
    visitor.element.remove();

    const again = await visit({ client });
    await again.sees("Courtyard, noon");
    expect(again.composer.value).to.equal("half a thought");
    await again.write("");
    again.element.remove();
    const after = await visit({ client });
    expect(after.composer.value).to.equal("");
    expect(after.all(".composer .about")).to.have.length(0);
  });

  it("a page may show the picture of a chosen card itself", async () => {
    const visitor = await visit({
      prepare: (_, { direct }) => direct.add({ messageText: "This one", about }),
    });
    const chosen: unknown[] = [];
    visitor.element.addEventListener("photo-chat-discuss-open", (event) => {
      chosen.push(event.detail.photo);
      event.preventDefault();
    });
    const card = visitor.find(".bubble .about") as HTMLAnchorElement;
    expect([card.href, card.target]).to.deep.equal([about.src, "_blank"]);
    await visitor.click("Courtyard, noon");
    expect(chosen).to.deep.equal([about]);
  });

  it("shows no card for an address of another kind", async () => {
    const visitor = await visit({
      prepare: (_, { direct }) =>
        direct.add({ messageText: "odd", about: { ...about, src: "javascript:alert(1)" } }),
    });
    expect(visitor.bubbles).to.deep.equal(["odd"]);
    expect(visitor.all("a")).to.have.length(0);
  });

  it("keeps the picture's place before it has come, and when it does not", async () => {
    const visitor = await visit();
    const place = (): number[] => {
      const { offsetWidth, offsetHeight } = visitor.find(".about").firstElementChild as HTMLElement;
      return [offsetWidth, offsetHeight];
    };
    visitor.element.discuss({ ...photo, src: "/missing.png" });
    await visitor.settled();
    expect(place()).to.deep.equal([52, 52]);
    await waitUntil(() => visitor.find(".about img").hidden);
    expect(place()).to.deep.equal([52, 52]);
  });
});

describe("compose", () => {
  it("inserts where the caret is, and leaves the caret behind it", async () => {
    const visitor = await visit();
    await visitor.paste("Hello !");
    visitor.composer.setSelectionRange(6, 6);
    visitor.element.compose("Anna");
    await visitor.type(" Lind");
    expect(visitor.composer.value).to.equal("Hello Anna Lind!");
    await visitor.press("Enter");
    expect(visitor.bubbles).to.deep.equal(["Hello Anna Lind!"]);
  });

  it("replaces what is selected", async () => {
    const visitor = await visit();
    await visitor.paste("one two");
    visitor.composer.setSelectionRange(0, 3);
    visitor.element.compose("three");
    await visitor.settled();
    expect(visitor.composer.value).to.equal("three two");
  });
});

describe("logout", () => {
  it("forgets who was writing and what, and starts anew", async () => {
    const visitor = await visit();
    visitor.element.discuss(photo);
    await visitor.paste("not for others");
    const kept = (): string[] =>
      Object.keys(localStorage).filter((name) => name.includes(`${location.origin} `));
    expect(kept()).to.have.length(1);
    await visitor.element.logout();
    await visitor.sees("Start a conversation");
    expect(kept()).to.deep.equal([]);
    visitor.element.client = new MemoryClient();
    await visitor.sees("Say hello");
    expect(visitor.composer.value).to.equal("");
    expect(visitor.all(".about")).to.have.length(0);
  });

  it("in another tab is followed here", async () => {
    const visitor = await visit();
    await visitor.paste("not for others");
    const reason = new (class extends Error {
      override name = "ChatError";
      code = "logged_out";
    })();
    visitor.client.setConnection({ state: "stopped", reason: reason as never });
    await visitor.sees("Start a conversation");
  });
});
