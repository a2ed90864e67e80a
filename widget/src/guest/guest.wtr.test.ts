import { expect } from "@open-wc/testing";
import { heard, visit, type Visitor, type VisitOptions } from "../testing/visitor.js";
import { waitUntil } from "../testing/wait-until.js";

const nowhere = "http://127.0.0.1:9/guest";
const tokenOf = (sub: string): string => `x.${btoa(JSON.stringify({ sub }))}.x`;
const key = (server: string): string => `photo-chat:guest:${server}`;

/** A visitor whom the host says nothing of. */
async function stranger({ attributes = {}, prepare, client }: VisitOptions = {}): Promise<Visitor> {
  return visit({
    ...(client && { client }),
    attributes: { server: nowhere, ...attributes },
    prepare: (element, memory) => {
      element.client = null;
      prepare?.(element, memory);
    },
  });
}

describe("guest", () => {
  const { fetch } = globalThis;
  let asked: unknown[] = [];
  let token = "";
  let answer: () => Response = () => new Response();

  beforeEach(() => {
    asked = [];
    // Somebody new each time: what waits to be sent outlives a test.
    token = tokenOf(crypto.randomUUID());
    answer = () => Response.json({ token, user: {} }, { status: 201 });
    globalThis.fetch = async (address, init) => {
      if ((address as URL).pathname !== "/guest/api/guests") return fetch(address, init);
      asked.push(JSON.parse(init?.body as string));
      return answer();
    };
  });
  afterEach(() => {
    globalThis.fetch = fetch;
    localStorage.removeItem(key(nowhere));
  });

  async function fill(visitor: Visitor, name: string, email = ""): Promise<void> {
    await visitor.sees("Start a conversation");
    await visitor.click("Your name");
    await visitor.type(name);
    await visitor.click("Your e-mail address (optional)");
    await visitor.type(email);
  }

  it("sees what it is about instead of a sign", async () => {
    const visitor = await stranger();
    await visitor.sees("Start a conversation");
    expect(visitor.find(".guest .avatar").checkVisibility()).to.equal(true);
    visitor.element.discuss({ id: "dunes", src: "/dunes.png", title: "Dunes" });
    await visitor.sees("Dunes");
    expect(visitor.find(".guest .avatar").checkVisibility()).to.equal(false);
  });

  it("is asked in a form that its heading names", async () => {
    const visitor = await stranger();
    const heading = visitor.find("h2");
    expect(heading.innerText).to.equal("Start a conversation");
    expect(visitor.find("form").getAttribute("aria-labelledby")).to.equal(heading.id);
  });

  it("is made with the name and address that the form asks for, and kept", async () => {
    const visitor = await stranger();
    await fill(visitor, " Vera ", "vera@example.com");
    expect(localStorage.getItem(key(nowhere))).to.equal(null);
    await visitor.click("Start chat");
    await visitor.sees("Loading the conversation");
    expect(asked).to.deep.equal([{ name: "Vera", email: "vera@example.com" }]);
    expect(localStorage.getItem(key(nowhere))).to.equal(token);
  });

  it("comes back in the same browser without being asked again", async () => {
    localStorage.setItem(key(nowhere), token);
    const visitor = await stranger();
    await visitor.sees("Loading the conversation");
    expect(visitor.screen).not.to.contain("Start a conversation");
  });

  it("is told which fields are wrong, at the first of them, until they are right", async () => {
    const visitor = await stranger();
    await fill(visitor, " ", "vera@example");
    await visitor.click("Start chat");
    expect(asked).to.deep.equal([]);
    expect(visitor.focused).to.equal("Your name");
    expect(visitor.screen).to.contain("Enter a name");
    expect(visitor.screen).to.contain("This isn’t a whole address yet.");
    await visitor.type("Vera");
    expect(visitor.screen).not.to.contain("Enter a name");
    await visitor.press("Enter");
    expect(visitor.focused).to.equal("Your e-mail address (optional)");
    await visitor.press("End");
    await visitor.type(".com");
    expect(visitor.screen).not.to.contain("This isn’t a whole address yet.");
    await visitor.press("Enter");
    await waitUntil(() => asked.length === 1);
  });

  it("who can't be made is told why, and finds everything as it was typed", async () => {
    answer = () =>
      Response.json(
        { error: { code: "rate_limited", message: "" } },
        { status: 429, headers: { "Retry-After": "40" } },
      );
    const visitor = await stranger();
    const errors = heard(visitor.element, "photo-chat-error");
    await fill(visitor, "Vera", "vera@example.com");
    await visitor.click("Start chat");
    await visitor.sees("That was a lot at once.");
    const seconds = /Next try in (\d+)\ss/;
    const first = Number(seconds.exec(visitor.screen)?.[1]);
    expect(first).to.be.within(20, 40);
    await waitUntil(() => Number(seconds.exec(visitor.screen)?.[1]) < first, "it does not count");
    expect(errors.map(({ detail }) => detail.error.code)).to.deep.equal(["rate_limited"]);
    expect(visitor.all("input").map((input) => (input as HTMLInputElement).value)).to.deep.equal([
      "Vera",
      "vera@example.com",
    ]);
    expect(localStorage.getItem(key(nowhere))).to.equal(null);
  });

  it("finds filled in what the host knows", async () => {
    const visitor = await stranger({
      prepare: (element) => (element.user = { name: "Mia", email: "mia@example.com" }),
    });
    await visitor.sees("Start a conversation");
    await visitor.click("Start chat");
    await waitUntil(() => asked.length === 1);
    expect(asked).to.deep.equal([{ name: "Mia", email: "mia@example.com" }]);
  });

  describe('with guest-form="skip"', () => {
    const skip: VisitOptions = { attributes: { "guest-form": "skip" } };

    it("just writes; the first message makes the guest", async () => {
      const visitor = await stranger(skip);
      expect(visitor.screen).to.contain("Say hello");
      visitor.composer.focus();
      await visitor.type("Hello!");
      expect(asked).to.deep.equal([]);
      expect(localStorage.getItem(key(nowhere))).to.equal(null);
      await visitor.press("Enter");
      await waitUntil(() => asked.length === 1);
      await waitUntil(() => visitor.bubbles.length === 1);
      expect(localStorage.getItem(key(nowhere))).to.equal(token);
      expect(visitor.bubbles).to.deep.equal(["Hello!"]);
      expect(visitor.composer.value).to.equal("");
    });

    it("keeps what was written when that fails, says why, and can be tried again", async () => {
      answer = () => {
        throw new TypeError("no network");
      };
      const visitor = await stranger(skip);
      await visitor.write("Hello!");
      await visitor.sees("You are offline.");
      expect(visitor.composer.value).to.equal("Hello!");
      expect(visitor.composer.readOnly).to.equal(false);
      await visitor.type(" Anybody?");
      expect(visitor.screen).not.to.contain("You are offline.");
      answer = () => Response.json({ token, user: {} }, { status: 201 });
      await visitor.click("Send");
      await waitUntil(() => visitor.bubbles.length === 1);
      expect(visitor.bubbles).to.deep.equal(["Hello! Anybody?"]);
    });
  });

  it("leaves the form in this tab when another tab has logged out", async () => {
    localStorage.setItem(key(nowhere), token);
    const visitor = await stranger();
    await visitor.sees("Loading the conversation");
    const frame = document.createElement("iframe");
    document.body.append(frame);
    frame.contentWindow?.localStorage.removeItem(key(nowhere));
    await visitor.sees("Start a conversation");
    frame.remove();
  });
});
