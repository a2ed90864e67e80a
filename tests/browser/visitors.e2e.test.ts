import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { chatWindow, type ChatWindow } from "./chat-window.js";
import { htmlOf } from "./site.js";
import { usePages } from "./use-pages.js";

describe("visitors", () => {
  const chat = usePages();

  async function studio() {
    const photographer = chat.user({ name: "Pia", role: "photographer" });
    return { photographer, pia: await chat.connect(photographer) };
  }

  /** A page of the photographer's, in a browser that may have been there before. */
  async function visit(
    photographerId: string,
    options: { context?: BrowserContext; attributes?: string } = {},
  ): Promise<ChatWindow> {
    const { context = await chat.context(), attributes = "" } = options;
    const address = chat.publish({
      html: htmlOf(
        `<h1>Studio</h1>
        <photo-chat server="${chat.url}" with="${photographerId}" ${attributes}></photo-chat>`,
        `<script type="module" src="${chat.url}/photo-chat.js"></script>`,
      ),
    });
    return chatWindow(await chat.visit(context, address));
  }

  async function start({ page }: ChatWindow, name = "Vera", email = ""): Promise<void> {
    await page.getByRole("textbox", { name: "Your name" }).fill(name);
    await page.getByRole("textbox", { name: "Your e-mail address" }).fill(email);
    await page.getByRole("button", { name: "Start chat" }).click();
    await page.getByText("Say hello").waitFor();
  }

  const keptBy = (page: Page): Promise<string[]> =>
    page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("photo-chat")));

  it("say who they are before they write, and are known when they come back", async () => {
    const { photographer, pia } = await studio();
    const context = await chat.context();
    const vera = await visit(photographer.userId, { context });
    await start(vera, "Vera Lund", "vera@example.com");
    await vera.write("Are you free in May?");
    const { conversationId } = await pia.next("new_message");
    const { conversation } = await pia.request("join_conversation", { conversationId });
    expect(conversation.participants.map(({ name }) => name)).toContain("Vera Lund");

    const again = await visit(photographer.userId, { context });
    await again.shows(["Are you free in May?"]);
    expect(await again.page.getByRole("button", { name: "Start chat" }).count()).toBe(0);
  });

  it("need not, where the page says so: the first message makes the guest", async () => {
    const { photographer, pia } = await studio();
    const vera = await visit(photographer.userId, { attributes: 'guest-form="skip"' });
    await vera.says("Say hello");
    expect(await keptBy(vera.page)).toEqual([]);
    await vera.write("Just a question");
    const { message } = await pia.next("new_message");
    expect(message.messageText).toBe("Just a question");
    await vera.shows(["Just a question"]);
    await vera.showsState("Delivered");
  });

  it("who turn out to have an account go on in it, with what they were writing", async () => {
    const { photographer, pia } = await studio();
    const account = chat.user({ name: "Vera Lund" });
    await chat.fetch(account, "GET /api/me");
    const vera = await visit(photographer.userId);
    await start(vera);
    await vera.write("as a guest");
    await vera.showsState("Delivered");
    await vera.type("half a thought");
    const guests = await pia.next("new_message");

    await vera.page.evaluate((token) => {
      const element = document.querySelector("photo-chat");
      if (element) element.token = token;
    }, account.token);
    await expect.poll(() => keptBy(vera.page)).not.toContain(`photo-chat:guest:${chat.url}`);
    await vera.shows(["as a guest"]);
    expect(await vera.page.getByRole("textbox", { name: "Message" }).inputValue()).toBe(
      "half a thought",
    );
    await vera.type("!");
    await vera.page.keyboard.press("Enter");
    const { conversationId, message } = await pia.next(
      "new_message",
      ({ message: { messageText } }) => messageText === "half a thought!",
    );
    expect(conversationId).not.toBe(guests.conversationId);
    expect(message.senderId).toBe(account.userId);
    await vera.shows(["as a guest", "half a thought!"]);
  });

  it("are joined to their account later when that was not possible, and not when it never will be", async () => {
    const { photographer, customer } = await chat.pair();
    const pia = await chat.connect(photographer);
    const context = await chat.context();
    const guest = await visit(photographer.userId, { context });
    await start(guest);
    await guest.write("from before");
    await pia.next("new_message");
    await guest.page.close();

    chat.expectNetworkNoise();
    const join = "**/api/guests/join";
    let refused = 0;
    await context.route(join, (route) => {
      refused += 1;
      return route.abort();
    });
    const carl = await chat.embed(customer, photographer, { context });
    await expect.poll(() => refused).toBe(1);
    expect(await keptBy(carl.page)).toContain(`photo-chat:guest:${chat.url}`);
    await carl.write("meanwhile");
    await carl.showsState("Delivered");
    await context.unroute(join);
    await carl.page.reload();
    await expect.poll(() => keptBy(carl.page)).not.toContain(`photo-chat:guest:${chat.url}`);
    await expect
      .poll(async () => (await carl.texts()).toSorted())
      .toEqual(["from before", "meanwhile"].toSorted());

    await carl.page.evaluate(
      (name) => localStorage.setItem(name, "x.y.z"),
      `photo-chat:guest:${chat.url}`,
    );
    await carl.page.reload();
    await expect.poll(() => keptBy(carl.page)).not.toContain(`photo-chat:guest:${chat.url}`);
  });

  it("are told when their identity is no longer good, and start anew", async () => {
    const { photographer, pia } = await studio();
    const context = await chat.context();
    const first = await visit(photographer.userId, { context });
    await start(first);
    await first.page.evaluate((name) => {
      localStorage.setItem(name, `${localStorage.getItem(name) ?? ""}x`);
    }, `photo-chat:guest:${chat.url}`);
    await first.page.reload();
    await first.says("Your last conversation has ended.");
    await start(first, "Vera again");
    await first.write("Hello!");
    expect((await pia.next("new_message")).message.messageText).toBe("Hello!");
  });

  it("who log out leave nothing behind, in any tab", async () => {
    const { photographer, pia } = await studio();
    const context = await chat.context();
    const first = await visit(photographer.userId, { context });
    await start(first);
    await first.write("mine alone");
    await pia.next("new_message");
    const second = await visit(photographer.userId, { context });
    await second.shows(["mine alone"]);
    await second.type("and this");
    await second.page.evaluate(() =>
      document.querySelector("photo-chat")?.discuss({ id: 1, src: "/a.jpg", title: "Arches" }),
    );
    await second.says("Arches");

    await first.page.evaluate(() => document.querySelector("photo-chat")?.logout());
    for (const { page } of [first, second]) {
      await page.getByRole("button", { name: "Start chat" }).waitFor();
      expect(await page.getByText("mine alone").count()).toBe(0);
      await expect.poll(() => keptBy(page)).toEqual([]);
    }
    await start(second, "Somebody else");
    expect(await second.texts()).toEqual([]);
    expect(await second.page.getByRole("textbox", { name: "Message" }).inputValue()).toBe("");
    expect(await second.page.getByText("Arches").count()).toBe(0);
  });

  it("talk about a picture of the page, also after a reload", async () => {
    const { photographer, customer } = await chat.pair();
    const carl = await chat.embed(customer, photographer, { mode: "popup" });
    const src = `${chat.url}/pictures/arches.webp`;
    await carl.page.getByRole("button", { name: "Open chat" }).waitFor();
    await carl.page.evaluate((address) => {
      const { PhotoChat } = window as unknown as { PhotoChat: (...call: unknown[]) => void };
      PhotoChat("discuss", { id: 7, src: address, title: "Courtyard, noon" });
    }, src);
    await carl.says("Courtyard, noon");
    await carl.type("How large");
    await carl.says("Say hello");

    await carl.page.reload();
    await carl.open();
    await carl.says("Courtyard, noon");
    await carl.type(" is it?");
    await carl.page.keyboard.press("Enter");
    await carl.showsState("Sent");

    const pia = await chat.embed(photographer, customer);
    await pia.shows(["How large is it?"]);
    const card = pia.page.getByRole("link", { name: "Courtyard, noon" });
    expect(await card.getAttribute("href")).toBe(src);
    await card.click();
    const picture = pia.page.getByRole("dialog").getByRole("img", { name: "Courtyard, noon" });
    expect(await picture.getAttribute("src")).toBe(src);
  });
});
