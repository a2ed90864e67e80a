import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { usePages } from "../browser/use-pages.js";
import type { TestUser } from "../support/use-server.js";
import { markup, shapes } from "./hostile-texts.js";
import { unlimited } from "./unlimited.js";
import { watchPages } from "./watch-page.js";

const texts = [...markup, ...shapes];
/** Long ones don't fit everywhere. */
const short = (text: string, length: number): string =>
  text.slice(0, length).replace(/\p{Surrogate}/gu, "");
const last = "the last of them";

describe("texts that are no markup", () => {
  const chat = usePages(unlimited);

  /** A conversation, opened and left empty, of two people with names of their own. */
  async function pairNamed(photographerName: string, customerName: string) {
    const photographer = chat.user({ role: "photographer", name: photographerName });
    const customer = chat.user({ name: customerName });
    await chat.fetch(photographer, "GET /api/me");
    const opened = await chat.fetch<{ conversation: { conversationId: string } }>(
      customer,
      "POST /api/conversations",
      { userId: photographer.userId },
    );
    return { photographer, customer, conversationId: opened.body.conversation.conversationId };
  }

  const send = async (user: TestUser, conversationId: string, message: object): Promise<void> => {
    const route = `POST /api/conversations/${conversationId}/messages`;
    expect((await chat.fetch(user, route, message)).status).toBe(201);
  };

  /** All that a message shows: its text, a card, a file's name. */
  async function sendAll(user: TestUser, conversationId: string, all: readonly string[]) {
    for (const text of all) {
      const about = { id: short(text, 100), title: short(text, 200), src: "/inbox/icon.svg" };
      const file = `/${encodeURIComponent(short(text, 100))}`;
      await send(user, conversationId, { messageText: text, about });
      await send(user, conversationId, {
        messageText: "",
        messageType: "file",
        attachmentUrl: file,
      });
    }
    await send(user, conversationId, { messageText: last });
  }

  async function watched() {
    const context = await chat.context();
    const watch = await watchPages(context, () => [chat.url, chat.site.origin]);
    return { context, watch };
  }

  /** The inbox of somebody who has signed in on this device before. */
  async function inboxOf(user: TestUser, context: BrowserContext, hash = ""): Promise<Page> {
    await context.addInitScript(
      (token) => localStorage.setItem("photo-chat:inbox:token", token),
      user.token,
    );
    return chat.visit(context, `${chat.url}/inbox${hash}`);
  }

  it.each([
    ["script, style and markup", markup],
    ["directions, piles and lengths", shapes],
  ])("%s: the element shows them as what they are", async (_, all) => {
    const { photographer, customer, conversationId } = await pairNamed(
      short(all[1] ?? "", 200),
      "Carl",
    );
    await sendAll(photographer, conversationId, all);
    const { context, watch } = await watched();
    const { page } = await chat.embed(customer, photographer, { context });
    await page.getByText(last).first().waitFor();
    const plain = await pairNamed("Pia", "Carl");
    await send(plain.photographer, plain.conversationId, { messageText: last });

    await page.getByRole("listitem").first().hover();
    await expectOwnDirection(page);
    await expectWithinItsPlace(page);
    const files = (await page.locator("[part=file]").allInnerTexts()).join();
    expect(files).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    await watch.expectUnharmed(page);

    const calm = await chat.embed(plain.customer, plain.photographer);
    await calm.says(last);
    expect(await geometry(page)).toEqual(await geometry(calm.page));
  });

  it("the inbox shows names, last words, hits, cards and replies as what they are", async () => {
    const photographer = chat.user({ role: "photographer", name: short(markup[1] ?? "", 200) });
    await chat.fetch(photographer, "GET /api/me");
    const answer = `Answered by itself. ${markup.join("\n")}`;
    const availability = { mode: "away", timeZone: "UTC", hours: [], answer };
    const profile = { name: markup[1], picture: null, email: null, availability };
    expect((await chat.fetch(photographer, "PUT /api/profile", profile)).status).toBe(200);
    for (const text of texts) {
      const reply = { title: short(text, 90).trim() || "-", text };
      expect((await chat.fetch(photographer, "POST /api/replies", reply)).status).toBe(201);
    }
    let conversationId = "";
    for (const text of texts) {
      const customer = chat.user({ name: short(text, 200) });
      const opened = await chat.fetch<{ conversation: { conversationId: string } }>(
        customer,
        "POST /api/conversations",
        { userId: photographer.userId },
      );
      ({ conversationId } = opened.body.conversation);
      await send(customer, conversationId, { messageText: text });
    }
    const { context, watch } = await watched();
    const page = await inboxOf(photographer, context, `#/${encodeURIComponent(conversationId)}`);
    await page.getByText("Answered by itself.").last().waitFor();
    await expectOwnDirection(page);
    await expectWithinItsPlace(page);

    const message = page.getByRole("textbox", { name: "Message" });
    await message.press("/");
    await page.getByRole("combobox", { name: "Find a reply" }).pressSequentially("onerror");
    await page.keyboard.press("Enter");
    await expect.poll(() => message.inputValue()).toContain("onerror");
    await message.fill("");

    await page.getByRole("searchbox").fill("onerror");
    await page.locator("mark").first().waitFor();
    await expectOwnDirection(page);
    await page.getByRole("searchbox").fill("");

    await page.getByRole("button", { name: "Settings", exact: true }).click();
    for (const tab of await page.getByRole("tab").all()) {
      await tab.click();
      await expectWithinItsPlace(page);
    }
    await watch.expectUnharmed(page);
  });

  it("an address of the inbox that can't be read opens the list", async () => {
    const { photographer, customer, conversationId } = await pairNamed("Pia", "Carl");
    await send(customer, conversationId, { messageText: "Hello" });
    for (const hash of ["#/%", "#/%E0%A4%A", `#/${encodeURIComponent(markup[1] ?? "")}`]) {
      const { context, watch } = await watched();
      const page = await inboxOf(photographer, context, hash);
      await page.getByText("Carl").first().waitFor();
      await watch.expectUnharmed(page);
    }
  });

  /** Every text of people's stands in an element whose direction ends with it. */
  async function expectOwnDirection(page: Page): Promise<void> {
    const open = await page.evaluate(() => {
      const strong = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u0590-\u06ff]/;
      const found: string[] = [];
      const look = (node: Node, isolated: boolean): void => {
        if (node instanceof Text && !isolated && strong.test(node.data)) found.push(node.data);
        if (node instanceof HTMLElement && node.classList.contains("hidden")) return;
        const style = node instanceof Element ? getComputedStyle(node) : null;
        const own = /isolate|plaintext/.test(style?.unicodeBidi ?? "");
        if (node instanceof Element && node.shadowRoot) look(node.shadowRoot, false);
        for (const child of node.childNodes) look(child, isolated || own);
      };
      look(document.body, false);
      return found;
    });
    expect(open).toEqual([]);
  }

  /** Nothing can be scrolled sideways, neither the page nor what is in the chat. */
  async function expectWithinItsPlace(page: Page): Promise<void> {
    const wide = await page.evaluate(() => {
      const found: string[] = [];
      const look = (root: Document | ShadowRoot): void => {
        for (const element of root.querySelectorAll("*")) {
          const { overflowX } = getComputedStyle(element);
          const scrolls = overflowX === "auto" || overflowX === "scroll";
          if (scrolls && element.scrollWidth > element.clientWidth + 1) {
            found.push(`${element.tagName}.${element.className}`);
          }
          if (element.shadowRoot) look(element.shadowRoot);
        }
      };
      look(document);
      const { scrollWidth } = document.documentElement;
      return scrollWidth > innerWidth ? [...found, `page ${scrollWidth}`] : found;
    });
    expect(wide).toEqual([]);
  }

  /** Where one writes stands where it stands in a calm conversation. */
  async function geometry(page: Page): Promise<unknown> {
    const box = await page.getByRole("textbox", { name: "Message" }).boundingBox();
    return box && Object.values(box).map(Math.round);
  }
});
