import { expect } from "@open-wc/testing";
import { scopeOf } from "../server-url.js";
import { createDrafts } from "./drafts.js";

const scope = "https://chat.example/ anna";
const keys = () => Object.keys(localStorage).filter((key) => key.startsWith("photo-chat draft"));

/** Another tab of the same origin. */
async function otherTab(): Promise<Storage> {
  const frame = document.createElement("iframe");
  document.body.append(frame);
  const { contentWindow } = frame;
  if (!contentWindow) throw new Error("no frame");
  return contentWindow.localStorage;
}

describe("drafts", () => {
  let now = 1_700_000_000_000;
  const clock = { now: () => now, after: () => () => {} };
  const opened: ReturnType<typeof createDrafts>[] = [];
  const open = (onChange: (conversationId: string) => void = () => {}, whose = scope) => {
    const drafts = createDrafts(clock, onChange);
    opened.push(drafts);
    drafts.open(whose);
    return drafts;
  };
  afterEach(() => {
    for (const drafts of opened.splice(0)) {
      drafts.wipe();
      drafts.close();
    }
    for (const frame of document.querySelectorAll("iframe")) frame.remove();
    Reflect.deleteProperty(document, "hasFocus");
  });

  it("are there after a reload, each for its user and conversation", () => {
    open().set("conv_anna_bo", "half a sent");
    expect(open().of("conv_anna_bo")).to.equal("half a sent");
    expect(open().of("conv_anna_cy")).to.equal("");
    expect(open(undefined, "https://chat.example/ bo").of("conv_anna_bo")).to.equal("");
  });

  it("leave nothing behind once they are empty, or wiped", () => {
    const drafts = open();
    drafts.set("conv_anna_bo", "x");
    drafts.set("conv_anna_cy", "y");
    open(undefined, "https://chat.example/ bo").set("conv_anna_bo", "bo's own");
    expect(keys()).to.have.length(3);
    drafts.set("conv_anna_bo", "");
    expect(keys()).to.have.length(2);
    drafts.wipe();
    expect(keys()).to.deep.equal(["photo-chat draft https://chat.example/ bo conv_anna_bo"]);
    expect(drafts.of("conv_anna_cy")).to.equal("");
  });

  it("are wiped for one user alone, whose id another one's may begin with", () => {
    const server = new URL("https://chat.example");
    const others = open(undefined, scopeOf(server, "anna bo"));
    others.set("conv_x", "bo's own");
    open(undefined, scopeOf(server, "anna")).wipe();
    expect(others.of("conv_x")).to.equal("bo's own");
    expect(keys()).to.have.length(1);
  });

  it("store what was written before the user was known", () => {
    const drafts = createDrafts(clock, () => {});
    opened.push(drafts);
    drafts.set("conv_anna_bo", "early");
    expect(keys()).to.deep.equal([]);
    drafts.open(scope);
    expect(open().of("conv_anna_bo")).to.equal("early");
  });

  it("put what is stored before what was written before the user was known", () => {
    open().set("conv_anna_bo", "on the last visit");
    const drafts = createDrafts(clock, () => {});
    opened.push(drafts);
    drafts.set("conv_anna_bo", "early");
    drafts.open(scope);
    expect(drafts.of("conv_anna_bo")).to.equal("on the last visit\nearly");
    expect(open().of("conv_anna_bo")).to.equal("on the last visit\nearly");
  });

  it("are added to each other, once", () => {
    const drafts = open();
    for (const text of ["", "one", "one", "", "two"]) drafts.add("conv_anna_bo", text);
    expect(open().of("conv_anna_bo")).to.equal("one\ntwo");
  });

  it("keep what is stored when what was written before was taken back", () => {
    open().set("conv_anna_bo", "on the last visit");
    const drafts = createDrafts(clock, () => {});
    opened.push(drafts);
    drafts.set("conv_anna_bo", "");
    drafts.open(scope);
    expect(drafts.of("conv_anna_bo")).to.equal("on the last visit");
  });

  it("follow another tab, but not under the hands of who is typing", async () => {
    const told: string[] = [];
    const drafts = open((conversationId) => told.push(conversationId));
    const key = `photo-chat draft ${scope} conv_anna_bo`;
    const elsewhere = await otherTab();
    const heard = () =>
      new Promise((resolve) => window.addEventListener("storage", resolve, { once: true }));

    document.hasFocus = () => true;
    drafts.set("conv_anna_bo", "mine");
    let event = heard();
    elsewhere.setItem(key, "theirs");
    await event;
    expect(drafts.of("conv_anna_bo")).to.equal("mine");
    expect(told).to.deep.equal([]);

    now += 10_000;
    event = heard();
    elsewhere.setItem(key, "theirs, later");
    await event;
    expect(drafts.of("conv_anna_bo")).to.equal("theirs, later");
    expect(told).to.deep.equal(["conv_anna_bo"]);

    drafts.set("conv_anna_bo", "mine, and then");
    document.hasFocus = () => false;
    event = heard();
    elsewhere.setItem(key, "mine, and then theirs");
    await event;
    expect(drafts.of("conv_anna_bo")).to.equal("mine, and then theirs");
  });

  it("go on in memory when the storage is full", () => {
    const drafts = open();
    const own = Object.getOwnPropertyDescriptor(Storage.prototype, "setItem") ?? {};
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    try {
      drafts.set("conv_anna_bo", "kept anyway");
      expect(drafts.of("conv_anna_bo")).to.equal("kept anyway");
    } finally {
      Object.defineProperty(Storage.prototype, "setItem", own);
    }
  });
});
