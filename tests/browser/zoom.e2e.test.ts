import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { TestUser } from "../support/use-server.js";
import { chatWindow } from "./chat-window.js";
import { cutOff } from "./cut-off.js";
import { htmlOf } from "./site.js";
import { usePages } from "./use-pages.js";

interface Look {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  /** The browser's own setting, in pixels. */
  readonly fontSize: number;
}

/** What a window of 1280 by 800 is for somebody who needs everything, or every text, twice as large. */
const looks: Readonly<Record<string, Look>> = {
  "a page at 200 %": { width: 640, height: 400, scale: 2, fontSize: 16 },
  "texts at 200 %": { width: 1_280, height: 800, scale: 1, fontSize: 32 },
};

const sections = ["Profile", "Availability", "Saved replies", "Your website", "This device"];

const chat = usePages();

describe.each(Object.entries(looks))("who needs %s", (_, look) => {
  async function visit(address: string, user?: TestUser): Promise<Page> {
    const { width, height, scale, fontSize } = look;
    const context = await chat.context({
      viewport: { width, height },
      deviceScaleFactor: scale,
      reducedMotion: "reduce",
    });
    const page = await chat.visit(context, "about:blank");
    const session = await context.newCDPSession(page);
    const fontSizes = { standard: fontSize, fixed: fontSize };
    await session.send("Page.setFontSizes", { fontSizes });
    if (user) {
      const token = `localStorage.setItem("photo-chat:inbox:token", "${user.token}")`;
      await context.addInitScript(token);
    }
    await page.goto(address);
    return page;
  }

  /** A page with a chat in that mode. */
  const embedded = (user: TestUser | null, mode: string, photographer: TestUser) =>
    visit(
      chat.publish({
        html: htmlOf(
          `<photo-chat server="${chat.url}" mode="${mode}"
            ${mode === "inbox" ? "" : `with="${photographer.userId}"`}
            ${user ? `data-token="${user.token}"` : ""} style="height: 100vh"></photo-chat>`,
          `<script type="module" src="/host.js"></script>
          <script type="module" src="${chat.url}/photo-chat.js"></script>`,
        ),
      }),
    );

  async function pair() {
    const { photographer, customer, conversationId } = await chat.pair();
    const path = `POST /api/conversations/${conversationId}/messages`;
    const messageText = "Could you print the dunes? See https://studio.example/prints-and-frames";
    await chat.fetch(photographer, path, { messageText });
    return { photographer, customer };
  }

  /** Whole in the window, and nothing stands in front of it. */
  async function reachable(control: Locator): Promise<void> {
    await control.click({ trial: true });
    const { x = -1, y = -1, width = 0, height = 0 } = (await control.boundingBox()) ?? {};
    expect(Math.min(x, y, look.width - x - width, look.height - y - height)).toBeGreaterThan(-1);
  }

  /** The count is whole in its badge, and leaves the icon to be seen. */
  async function besideTheIcon(badge: Locator, count: string): Promise<void> {
    const [text, box, icon] = await badge.evaluate((element, shown) => {
      element.textContent = shown;
      const range = document.createRange();
      range.selectNodeContents(element);
      const icon = element.parentElement?.querySelector("svg") ?? element;
      return [range, element, icon].map((one) => {
        const { left, right, top, bottom } = one.getBoundingClientRect();
        return { left, right, top, bottom };
      });
    }, count);
    if (!text || !box || !icon) throw new Error("nothing is there");
    expect(text.bottom - text.top).toBeLessThanOrEqual(box.bottom - box.top);
    expect(text.right - text.left).toBeLessThanOrEqual(box.right - box.left);
    expect(Math.min(box.left, box.top, look.width - box.right)).toBeGreaterThan(0);
    const covered =
      Math.max(0, Math.min(icon.right, box.right) - Math.max(icon.left, box.left)) *
      Math.max(0, Math.min(icon.bottom, box.bottom) - Math.max(icon.top, box.top));
    expect(covered / (icon.right - icon.left) ** 2).toBeLessThan(0.25);
  }

  /** None of the initials comes near the edge of their circle. */
  async function withinCircles(page: Page): Promise<void> {
    const reaches = await page.locator(".avatar").evaluateAll((circles) =>
      circles.map((circle) => {
        const { width, height } = circle.getBoundingClientRect();
        const range = document.createRange();
        range.selectNodeContents(circle);
        const text = range.getBoundingClientRect();
        return { text: text.width, circle: Math.min(width, height) };
      }),
    );
    expect(reaches.length).toBeGreaterThan(0);
    for (const { text, circle } of reaches) expect(text).toBeLessThan(circle * 0.75);
  }

  const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first();
  const cut = (page: Page) => page.evaluate(cutOff);

  /** Writes, chooses an emoji, looks into the menu and reports somebody. */
  async function converse(page: Page, controls: string[]): Promise<void> {
    await page.getByText("Could you print the dunes?").last().waitFor();
    expect(await cut(page)).toEqual([]);
    const input = page.getByRole("textbox", { name: "Message" });
    for (const name of controls) await reachable(button(page, name));
    await reachable(input);
    await input.fill("Gladly");
    await reachable(button(page, "Send"));
    await button(page, "Send").click();
    await page.getByText("Gladly").last().waitFor();
    await page
      .getByRole("img", { name: /^(Sent|Delivered)$/ })
      .last()
      .waitFor();

    await button(page, "Emoji").click();
    await page
      .getByRole("menuitem", { name: /grinning face/ })
      .first()
      .waitFor();
    expect(await cut(page)).toEqual([]);
    await reachable(page.getByRole("combobox", { name: "Search" }));
    await reachable(input);
    await button(page, "Emoji").click();

    await page.locator("[part=menu-button]").click();
    const report = page.getByRole("menuitem", { name: /^Report/ });
    await report.waitFor();
    expect(await cut(page)).toEqual([]);
    await reachable(page.getByRole("menuitemcheckbox", { name: "Sound for new messages" }));
    await reachable(report);
    await report.click();
    await page.getByRole("radio", { name: "Something else" }).check();
    expect(await cut(page)).toEqual([]);
    await reachable(button(page, "Send report"));
    await button(page, "Cancel").click();
  }

  it("uses the popup", async () => {
    const { photographer, customer } = await pair();
    const page = await embedded(customer, "popup", photographer);
    for (const count of ["1", "99+"]) await besideTheIcon(page.locator(".badge"), count);
    await chatWindow(page).open();
    await converse(page, ["More options", "Close chat", "Emoji"]);
    await button(page, "Close chat").click();
    await reachable(button(page, /^Open chat/));
  });

  it("starts as a guest", async () => {
    const { photographer } = await pair();
    const page = await embedded(null, "popup", photographer);
    await chatWindow(page).open();
    await button(page, "Start chat").waitFor();
    expect(await cut(page)).toEqual([]);
    await reachable(button(page, "Close chat"));
    await reachable(page.getByRole("textbox", { name: "Your name" }));
    await reachable(button(page, "Start chat"));
  });

  it("writes in the page", async () => {
    const { photographer, customer } = await pair();
    await converse(await embedded(customer, "inline", photographer), ["More options", "Emoji"]);
  });

  it("answers in an inbox of the page's", async () => {
    const { customer } = await pair();
    const page = await embedded(customer, "inbox", customer);
    await reachable(button(page, /Pia/));
    const count = page.locator(".count");
    const tall = await count.evaluate(
      (badge) => parseFloat(getComputedStyle(badge).fontSize) * 1.4,
    );
    expect((await count.boundingBox())?.height).toBeGreaterThan(tall);
    expect(await cut(page)).toEqual([]);
    await button(page, /Pia/).click();
    await converse(page, ["Emoji"]);
    await withinCircles(page);
  });

  it("signs in to the inbox", async () => {
    const page = await visit(`${chat.url}/inbox`);
    await button(page, "Send me a link").waitFor();
    expect(await cut(page)).toEqual([]);
    await reachable(page.getByRole("textbox", { name: "E-mail address" }));
    await reachable(button(page, "Send me a link"));
  });

  it("answers in the inbox, and sets it up", async () => {
    const { photographer } = await pair();
    const page = await visit(`${chat.url}/inbox`, photographer);
    await reachable(button(page, "Settings"));
    await button(page, "Settings").click();
    for (const section of sections) {
      const tab = page.getByRole("tab", { name: section });
      await reachable(tab);
      await tab.click();
      const panel = page.getByRole("tabpanel", { name: section });
      await panel.getByRole("heading").first().waitFor();
      if (section === "Availability") {
        await page.getByRole("radio", { name: /^At set hours/ }).check();
        await page.getByRole("checkbox", { name: /^Answer automatically/ }).check();
      }
      expect(await cut(page), section).toEqual([]);
      await reachable(panel.locator("button, input").last());
    }
    await button(page, "Close the settings").click();
    await button(page, /Carl/).click();
    await converse(page, ["Emoji"]);
  });
});
