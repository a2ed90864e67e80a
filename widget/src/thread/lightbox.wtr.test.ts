import { expect, nextFrame } from "@open-wc/testing";
import type { ChatMessage } from "@photo-chat/sdk";
import { emulateMedia, sendKeys, sendMouse } from "@web/test-runner-commands";
import { visit, type Visitor, type VisitOptions } from "../testing/visitor.js";
import { waitUntil } from "../testing/wait-until.js";

const pictures = "/demo/public/pictures";
const small = "/demo/public/icon.svg";

/** A card, an image with words, and two without. */
const messages: Partial<ChatMessage>[] = [
  {
    messageText: "Is it for sale?",
    about: { id: "7", src: `${pictures}/arches.webp`, title: "Arches" },
  },
  { messageText: "Not a picture" },
  { messageType: "image", attachmentUrl: `${pictures}/dunes.webp`, messageText: "from the top" },
  { messageType: "image", attachmentUrl: "javascript:alert(1)" },
  { messageType: "image", attachmentUrl: `${pictures}/night.webp` },
];

async function visitPictures(given = messages, options: VisitOptions = {}): Promise<Visitor> {
  const visitor = await visit({
    ...options,
    prepare: (element, client) => {
      for (const message of given) client.direct.add(message);
      options.prepare?.(element, client);
    },
  });
  await waitUntil(() => links(visitor).length > 0);
  return visitor;
}

const links = (visitor: Visitor): HTMLAnchorElement[] =>
  visitor.all(".bubble :is(.about, .image)") as HTMLAnchorElement[];
const isOpen = (visitor: Visitor): boolean => visitor.all("dialog.lightbox").length > 0;
const image = (visitor: Visitor): HTMLImageElement =>
  visitor.find(".lightbox img") as HTMLImageElement;
const shown = (visitor: Visitor): string => image(visitor).src.split("/").at(-1) ?? "";

async function clickAt(element: HTMLElement, x = 0.5, y = 0.5): Promise<void> {
  const { left, top, width, height } = element.getBoundingClientRect();
  const position: [number, number] = [Math.round(left + width * x), Math.round(top + height * y)];
  await sendMouse({ type: "click", position });
}

/** Opens the picture that has this place in the thread, by the keyboard. */
async function opened(visitor: Visitor, at = 0): Promise<HTMLAnchorElement> {
  const link = links(visitor)[at] as HTMLAnchorElement;
  link.focus();
  await sendKeys({ press: "Enter" });
  await waitUntil(() => isOpen(visitor) && !image(visitor).hidden, "the picture does not come");
  return link;
}

/** Clicks a link, and says whether it would have been followed; it is not. */
function isFollowed(link: HTMLElement, init: MouseEventInit): boolean {
  let followed = false;
  const stop = (event: Event): void => {
    followed = !event.defaultPrevented;
    event.preventDefault();
  };
  document.addEventListener("click", stop, { once: true });
  link.dispatchEvent(
    new MouseEvent("click", { bubbles: true, composed: true, cancelable: true, ...init }),
  );
  return followed;
}

function swipe(visitor: Visitor, across: number, along = 0): void {
  const target = visitor.find(".lightbox .stage");
  const touch = (clientX: number, clientY: number): Touch =>
    new Touch({ identifier: 1, target, clientX, clientY });
  const options = { bubbles: true, composed: true, cancelable: true };
  const [start, end] = [touch(300, 300), touch(300 + across, 300 + along)];
  target.dispatchEvent(new TouchEvent("touchstart", { ...options, touches: [start] }));
  const move = new TouchEvent("touchmove", { ...options, touches: [end] });
  target.dispatchEvent(move);
  expect(move.defaultPrevented, "the page behind stays").to.equal(true);
  target.dispatchEvent(new TouchEvent("touchend", { ...options, changedTouches: [end] }));
}

// What still fades in is too pale.
before(() => emulateMedia({ reducedMotion: "reduce" }));
after(() => emulateMedia({ reducedMotion: "no-preference" }));

describe("a picture", () => {
  it("fills the window when it is clicked, with its text below", async () => {
    const visitor = await visitPictures();
    await clickAt(links(visitor)[1] as HTMLElement);
    await waitUntil(() => isOpen(visitor) && !image(visitor).hidden);
    const dialog = visitor.find(".lightbox");
    expect(dialog.matches(":modal")).to.equal(true);
    const { width, height } = dialog.getBoundingClientRect();
    expect([width, height]).to.deep.equal([innerWidth, innerHeight]);
    expect(shown(visitor)).to.equal("dunes.webp");
    expect(visitor.find(".lightbox .caption").innerText).to.equal("from the top");
    const { naturalWidth, naturalHeight } = image(visitor);
    const box = image(visitor).getBoundingClientRect();
    expect(box.width / box.height).to.be.closeTo(naturalWidth / naturalHeight, 0.01);
    expect(box.right).to.be.at.most(innerWidth);
    expect(box.bottom).to.be.at.most(visitor.find(".caption").getBoundingClientRect().top);
  });

  it("is left by its button, by Escape and beside it, and its link has the focus again", async () => {
    const visitor = await visitPictures();
    const ways: (() => Promise<void>)[] = [
      () => visitor.click("Close the picture"),
      () => sendKeys({ press: "Escape" }),
      () => clickAt(visitor.find(".lightbox .stage"), 0.5, 0.01),
    ];
    for (const leave of ways) {
      const link = await opened(visitor, 1);
      expect(visitor.focused).to.equal("Close the picture");
      image(visitor).style.scale = "0.5";
      await leave();
      await waitUntil(() => !isOpen(visitor), String(leave));
      expect(visitor.element.shadowRoot?.activeElement).to.equal(link);
    }
  });

  it("stays when what is in it is clicked", async () => {
    const visitor = await visitPictures();
    await opened(visitor, 1);
    await clickAt(image(visitor));
    await clickAt(visitor.find(".lightbox .caption"));
    await nextFrame();
    expect(isOpen(visitor)).to.equal(true);
  });

  it("stays for whoever opened it by two clicks", async () => {
    const visitor = await visitPictures();
    await opened(visitor);
    const stage = visitor.find(".lightbox .stage");
    const click = (detail: number): void => {
      stage.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
      stage.dispatchEvent(new MouseEvent("click", { bubbles: true, detail }));
    };
    click(2);
    expect(isOpen(visitor)).to.equal(true);
    click(1);
    expect(isOpen(visitor)).to.equal(false);
  });

  it("in a popup leaves that open", async () => {
    const visitor = await visitPictures(messages, { attributes: { mode: "popup", open: "" } });
    await opened(visitor);
    await sendKeys({ press: "Escape" });
    await waitUntil(() => !isOpen(visitor));
    expect(visitor.element.open).to.equal(true);
    await opened(visitor);
    visitor.element.hide();
    await waitUntil(() => !isOpen(visitor));
    expect(visitor.focused).to.contain("Open chat");
  });

  it("is a link to who asks for a tab or a window", async () => {
    const visitor = await visitPictures();
    for (const link of links(visitor)) {
      for (const key of ["ctrlKey", "metaKey", "shiftKey"]) {
        expect(isFollowed(link, { [key]: true }), key).to.equal(true);
      }
      expect(link.target).to.equal("_blank");
      expect(link.rel).to.contain("noopener noreferrer");
    }
    await visitor.settled();
    expect(isOpen(visitor)).to.equal(false);
    expect(isFollowed(links(visitor)[0] as HTMLElement, {})).to.equal(false);
    await waitUntil(() => isOpen(visitor));
  });

  it("does not open where the page shows it itself", async () => {
    const visitor = await visitPictures();
    visitor.element.addEventListener("photo-chat-discuss-open", (event) => event.preventDefault());
    await visitor.click("Arches");
    await visitor.settled();
    expect(isOpen(visitor)).to.equal(false);
  });

  it("of the message being written is looked at alone", async () => {
    const visitor = await visitPictures();
    visitor.element.discuss({ id: 1, src: `${pictures}/sea.webp`, title: "Sea" });
    await waitUntil(() => visitor.all(".composer .about").length === 1);
    await visitor.click("Sea");
    await waitUntil(() => isOpen(visitor));
    expect(shown(visitor)).to.equal("sea.webp");
    expect(visitor.can("Next picture")).to.equal(false);
    visitor.element.discuss(null);
  });
});

describe("the pictures of a conversation", () => {
  const walk = async (visitor: Visitor, ...keys: string[]): Promise<string[]> => {
    const seen = [];
    for (const key of keys) {
      await visitor.press(key);
      seen.push(shown(visitor));
    }
    return seen;
  };

  it("are walked through with the arrow keys, from end to end", async () => {
    const visitor = await visitPictures();
    const link = await opened(visitor);
    await visitor.sees("Picture 1 of 3");
    expect(
      await walk(visitor, "ArrowLeft", "ArrowRight", "ArrowRight", "ArrowRight"),
    ).to.deep.equal(["arches.webp", "dunes.webp", "night.webp", "night.webp"]);
    await visitor.sees("Picture 3 of 3");
    expect(await walk(visitor, "ArrowLeft")).to.deep.equal(["dunes.webp"]);
    await visitor.press("Escape");
    await waitUntil(() => !isOpen(visitor));
    expect(visitor.element.shadowRoot?.activeElement, "the one opened").to.equal(link);
  });

  it("go the other way from right to left", async () => {
    const visitor = await visitPictures(messages, { attributes: { locale: "ar" } });
    await opened(visitor);
    expect(await walk(visitor, "ArrowRight", "ArrowLeft")).to.deep.equal([
      "arches.webp",
      "dunes.webp",
    ]);
    await visitor.sees("الصورة");
    const [previous, next] = visitor.all(".turn button");
    expect(previous?.ariaLabel).to.equal("الصورة السابقة");
    const left = (button?: HTMLElement): number => button?.getBoundingClientRect().left ?? 0;
    expect(left(next)).to.be.lessThan(left(previous));
    swipe(visitor, 120);
    expect(shown(visitor)).to.equal("night.webp");
  });

  it("have buttons that end at the ends, and keep the focus there", async () => {
    const visitor = await visitPictures();
    await opened(visitor, 1);
    visitor.all(".turn button")[1]?.click();
    expect(visitor.screen).to.contain("Loading the picture");
    await waitUntil(() => !visitor.screen.includes("Loading the picture"));
    expect(shown(visitor)).to.equal("night.webp");
    const [previous, next] = visitor.all(".turn button");
    expect([previous?.ariaDisabled, next?.ariaDisabled]).to.deep.equal(["false", "true"]);
    await visitor.click("Next picture");
    expect(visitor.focused).to.equal("Next picture");
    expect(shown(visitor)).to.equal("night.webp");
    await visitor.click("Previous picture");
    await visitor.click("Previous picture");
    expect(shown(visitor)).to.equal("arches.webp");
    expect(previous?.ariaDisabled).to.equal("true");
    expect(visitor.find(".lightbox .caption").innerText).to.equal("Arches");
  });

  it("follow a finger to the side, and not one that goes up", async () => {
    const visitor = await visitPictures();
    await opened(visitor);
    swipe(visitor, -120);
    expect(shown(visitor)).to.equal("dunes.webp");
    swipe(visitor, -20);
    swipe(visitor, -120, -200);
    expect(shown(visitor)).to.equal("dunes.webp");
    swipe(visitor, 120);
    expect(shown(visitor)).to.equal("arches.webp");
  });

  it("grow while they are looked at", async () => {
    const visitor = await visitPictures(messages.slice(0, 1));
    await opened(visitor);
    expect(visitor.can("Next picture")).to.equal(false);
    visitor.client.receive("", { messageType: "image", attachmentUrl: `${pictures}/sea.webp` });
    await waitUntil(() => visitor.can("Next picture"));
    await visitor.click("Next picture");
    expect(shown(visitor)).to.equal("sea.webp");
  });
});

describe("full size", () => {
  it("is there and back by the button and by two clicks, which keep their place", async () => {
    const visitor = await visitPictures();
    await opened(visitor, 1);
    const width = (): number => Math.round(image(visitor).getBoundingClientRect().width);
    const fitted = width();
    const { naturalWidth } = image(visitor);
    expect(fitted).to.be.lessThan(naturalWidth);
    await visitor.click("Full size");
    expect(width()).to.equal(naturalWidth);
    await visitor.click("Fit to the window");
    expect(width()).to.equal(fitted);
    const { left, top } = image(visitor).getBoundingClientRect();
    await clickAt(image(visitor), 0.75, 0.75);
    await clickAt(image(visitor), 0.75, 0.75);
    expect(width()).to.equal(naturalWidth);
    const full = image(visitor).getBoundingClientRect();
    const across = (left + 0.75 * fitted - full.left) / full.width;
    expect(across).to.be.closeTo(0.75, 0.02);
    expect(full.top).to.be.lessThan(top);
    await visitor.press("ArrowRight");
    expect(shown(visitor), "the picture scrolls").to.equal("dunes.webp");
  });

  it("is moved with the mouse, which then clicks nothing", async () => {
    const visitor = await visitPictures();
    await opened(visitor, 1);
    await visitor.click("Full size");
    const stage = visitor.find(".lightbox .stage");
    const { scrollLeft, scrollTop } = stage;
    await sendMouse({ type: "move", position: [400, 300] });
    await sendMouse({ type: "down" });
    await sendMouse({ type: "move", position: [380, 290] });
    await sendMouse({ type: "move", position: [378, 289] });
    await sendMouse({ type: "up" });
    expect(stage.scrollLeft - scrollLeft).to.equal(22);
    expect(stage.scrollTop - scrollTop).to.equal(11);
    expect(isOpen(visitor)).to.equal(true);
  });

  it("is not offered for a picture that is seen whole as it is", async () => {
    const visitor = await visitPictures([{ messageType: "image", attachmentUrl: small }]);
    await opened(visitor);
    const [button] = visitor.all(".tools button");
    expect([button?.ariaLabel, button?.ariaDisabled]).to.deep.equal(["Full size", "true"]);
  });
});

describe("the lightbox", () => {
  it("says what can't be loaded, and tries again", async () => {
    const visitor = await visitPictures([
      { messageType: "image", attachmentUrl: "/missing.png" },
      ...messages,
    ]);
    links(visitor)[0]?.focus();
    await visitor.press("Enter");
    await visitor.sees("This picture can’t be loaded.");
    await expect(visitor.element).to.be.accessible();
    await visitor.click("Try again");
    await visitor.sees("This picture can’t be loaded.");
    await visitor.press("ArrowRight");
    await waitUntil(() => !image(visitor).hidden);
    expect(visitor.screen).not.to.contain("can’t be loaded");
    expect(shown(visitor)).to.equal("arches.webp");
  });

  it("leads to the original", async () => {
    const visitor = await visitPictures();
    await opened(visitor);
    const original = visitor.find(".lightbox a") as HTMLAnchorElement;
    expect(original.ariaLabel).to.equal("Open the original in a new tab");
    expect(original.href).to.equal(new URL(`${pictures}/arches.webp`, location.href).href);
    expect([original.target, original.rel]).to.deep.equal(["_blank", "noopener noreferrer"]);
  });

  it("goes with the element, and does not come back with it", async () => {
    const visitor = await visitPictures();
    const { element } = visitor;
    const place = element.parentElement;
    await opened(visitor);
    element.remove();
    expect(isOpen(visitor)).to.equal(false);
    place?.append(element);
    await visitor.settled();
    expect(isOpen(visitor)).to.equal(false);
    await opened(visitor);
    expect(shown(visitor)).to.equal("arches.webp");
  });

  it("goes with the conversation, and with a message that is erased", async () => {
    const visitor = await visitPictures();
    const { direct } = visitor.client;
    await opened(visitor);
    const [first] = direct.snapshot.messages;
    direct.changeMessage(first?.key ?? "", { about: null, messageText: "", deleted: true });
    await waitUntil(() => !isOpen(visitor));
    expect(visitor.find(".thread").matches(":focus")).to.equal(true);
    await opened(visitor);
    visitor.element.with = "bob";
    await waitUntil(() => !isOpen(visitor));
  });

  it("takes texts of the page's own", async () => {
    const visitor = await visitPictures(messages, {
      attributes: { locale: "de" },
      prepare: (element) => (element.strings = { nextPicture: "Weiter" }),
    });
    await opened(visitor);
    expect(visitor.can("Weiter")).to.equal(true);
    expect(visitor.can("Vorheriges Bild")).to.equal(true);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    it(`is accessible, ${colorScheme}`, async () => {
      await emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const long = { ...messages[2], messageText: "A long story. ".repeat(200) };
      const visitor = await visitPictures([long, ...messages]);
      await opened(visitor);
      expect(visitor.find(".lightbox .caption").tabIndex, "it scrolls").to.equal(0);
      await expect(visitor.element).to.be.accessible();
      await visitor.click("Full size");
      await expect(visitor.element).to.be.accessible();
      await emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    });
  }
});
