import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { eventually } from "../support/eventually.js";
import { usePages } from "./use-pages.js";

interface Demo {
  page: Page;
  customer: Locator;
  photographer: Locator;
}

/** Longer than nothing, shorter than a slow message takes. */
const MOMENT_MS = 1_000;

describe("the demo's switches", () => {
  const chat = usePages();

  async function openDemo(): Promise<Demo> {
    const page = await chat.visit(await chat.context(), `${chat.url}/`);
    await page.getByRole("button", { name: /^Open chat/ }).click();
    const customer = page.getByRole("dialog");
    await customer.getByRole("listitem").nth(1).waitFor();
    return { page, customer, photographer: page.getByRole("complementary") };
  }

  async function write(side: Locator, text: string): Promise<void> {
    await side.getByRole("textbox", { name: "Message" }).fill(text);
    await side.getByRole("textbox", { name: "Message" }).press("Enter");
  }

  const shows = (side: Locator, text: string): Promise<void> =>
    side.getByRole("listitem").getByText(text, { exact: true }).waitFor();
  const choose = (page: Page, name: string): Promise<void> =>
    page.getByRole("radio", { name, exact: true }).check();

  it("cut the customer off for real, and let what waited through in order", async () => {
    const { page, customer, photographer } = await openDemo();
    await choose(page, "Offline");
    await customer.getByText("No connection").waitFor();
    await write(customer, "one");
    await write(customer, "two");
    await write(photographer, "are you there?");
    await customer.getByText(/2 messages wait/).waitFor();
    await photographer.getByText(/Last seen/).waitFor();
    expect(await photographer.getByText("one", { exact: true }).count()).toBe(0);
    expect(await customer.getByText("are you there?").count()).toBe(0);

    await choose(page, "Online");
    await shows(customer, "are you there?");
    await shows(photographer, "two");
    const texts = await photographer.getByRole("listitem").locator("p").allInnerTexts();
    expect(texts.slice(-3)).toEqual(["are you there?", "one", "two"]);
    await customer.getByText("No connection").waitFor({ state: "detached" });
  });

  it("slow the customer down, both ways and in order", async () => {
    const { page, customer, photographer } = await openDemo();
    await choose(page, "Slow");
    const start = performance.now();
    await write(customer, "slow one");
    await write(customer, "slow two");
    await shows(photographer, "slow one");
    expect(performance.now() - start).toBeGreaterThan(MOMENT_MS);
    await choose(page, "Online");
    await shows(photographer, "slow two");
    const texts = await photographer.getByRole("listitem").locator("p").allInnerTexts();
    expect(texts.slice(-2)).toEqual(["slow one", "slow two"]);
  });

  it("keep the conversation when the page is loaded again", async () => {
    const { page, customer } = await openDemo();
    await write(customer, "remember me");
    await customer
      .getByRole("img", { name: /Delivered|Read/ })
      .last()
      .waitFor();
    await page.reload();
    await page.getByRole("button", { name: /^Open chat/ }).click();
    await shows(page.getByRole("dialog"), "remember me");
    const opening = page
      .getByRole("dialog")
      .getByRole("listitem")
      .getByText(/and welcome!/);
    expect(await opening.count()).toBe(1);
  });

  it("show both sides in one theme", async () => {
    const { page, customer, photographer } = await openDemo();
    const schemes = () =>
      Promise.all(
        [customer, photographer, page.locator("body")].map((side) =>
          side.evaluate((element) => getComputedStyle(element).colorScheme),
        ),
      );
    for (const theme of ["Dark", "Light"]) {
      await choose(page, theme);
      expect(new Set(await schemes())).not.toContain(theme === "Dark" ? "light" : "dark");
    }
  });

  it("fit a window of 320 pixels, one side at a time", async () => {
    const { page, customer, photographer } = await openDemo();
    await customer.getByRole("button", { name: "Close chat" }).click();
    await page.setViewportSize({ width: 320, height: 640 });
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await eventually(async () => expect(await overflow()).toBe(0));
    expect(await photographer.isVisible()).toBe(false);
    await page.getByRole("radio", { name: /^Photographer/ }).check();
    await shows(
      photographer,
      "This one came out of the lab an hour ago. It isn't on the site yet.",
    );
    expect(await page.getByRole("heading", { name: "Selected work" }).isVisible()).toBe(false);
    await eventually(async () => expect(await overflow()).toBe(0));
  });
});
