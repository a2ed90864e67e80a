import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { eventually } from "../support/eventually.js";
import { seededText, seedMessages } from "../support/seed-messages.js";
import { chatWindow } from "./chat-window.js";
import { usePages } from "./use-pages.js";

const COUNT = 10_000;
/** As many are scrolled through: twenty times what may stand in the page. `npm run bench:page` does all. */
const SCROLLED = 3_000;
/** So many rows, and so many elements, stand in the page at most. */
const ROWS = 150;
const ELEMENTS_ON_ARRIVAL = 500;

describe("a conversation of thousands of messages", () => {
  const chat = usePages();

  async function visitHistory(count: number): Promise<{ page: Page; thread: Locator }> {
    const { photographer, customer, conversationId } = await chat.pair();
    await seedMessages({
      databaseUrl: chat.databaseUrl,
      conversationId,
      userIds: [photographer.userId, customer.userId],
      count,
    });
    const { page } = await chat.embed(customer, photographer);
    return { page, thread: page.getByRole("region", { name: /^Messages with/ }) };
  }

  const elements = (page: Page): Promise<number> =>
    page
      .locator("photo-chat")
      .evaluate((chat) => chat.shadowRoot?.querySelectorAll("*").length ?? 0);

  it("opens at the newest page, with little in the page", async () => {
    const { page } = await visitHistory(COUNT);
    await page.getByText(`Message ${COUNT}.`).waitFor();
    expect(await elements(page)).toBeLessThanOrEqual(ELEMENTS_ON_ARRIVAL);
  });

  it("scrolls back to the oldest message, with few rows and without a jump", async () => {
    const { page, thread } = await visitHistory(SCROLLED);
    await page.getByText(`Message ${SCROLLED}.`).waitFor();
    const way = await thread.evaluate(scrollBack, "Message 1.");
    expect(way.arrived).toBe(true);
    expect(way.rows).toBeLessThanOrEqual(ROWS);
    expect(way.widestJump).toBeLessThanOrEqual(1);
    expect(way.numbers).toEqual(Array.from({ length: SCROLLED }, (_, i) => i + 1));
    await page.getByRole("button", { name: "Go to the newest message" }).click();
    await page.getByText(`Message ${SCROLLED}.`).waitFor();
    expect(await elements(page)).toBeLessThanOrEqual(ELEMENTS_ON_ARRIVAL);
  }, 120_000);

  it("leads to the first unread message, and reading it in one tab clears the line in the other", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const { databaseUrl } = chat;
    const userIds = [photographer.userId, customer.userId] as const;
    await seedMessages({ databaseUrl, conversationId, userIds, count: COUNT, unread: 120 });
    const context = await chat.context();
    const embed = () => chat.embed(customer, photographer, { context });
    const [first, second] = [await embed(), await embed()];
    for (const { page } of [first, second]) {
      await page.getByRole("heading", { name: "New messages" }).waitFor();
      const line = page.getByRole("listitem").filter({ hasText: "New messages" });
      const unread = COUNT - 119;
      expect(await line.locator("p").innerText()).toMatch(new RegExp(`^Message ${unread}\\.`));
    }
    // Every page of the test's browser believes to be the one in front.
    await second.page.evaluate(() => (document.hasFocus = () => false));
    await first.page.getByRole("button", { name: /new messages$/ }).click();
    await first.page.getByText(`Message ${COUNT}.`).waitFor();
    await eventually(async () => {
      expect(await second.page.getByRole("heading", { name: "New messages" }).count()).toBe(0);
    });
    await chatWindow(first.page).write(seededText(0));
    await eventually(async () => {
      expect(await first.page.getByRole("heading", { name: "New messages" }).count()).toBe(0);
    });
  });
});

/** Up to the oldest message, a screenful at a time; what stood in the middle is where the scroll put it. */
async function scrollBack(thread: Element, oldest: string) {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const bubbles = () => [...thread.querySelectorAll(".bubble")];
  const seen = new Set<number>();
  const way = { arrived: false, rows: 0, widestJump: 0, numbers: [] as number[] };
  const { top, height } = thread.getBoundingClientRect();
  const deadline = performance.now() + 90_000;
  while (!way.arrived && performance.now() < deadline) {
    const all = bubbles();
    for (const { textContent } of all) seen.add(Number(/Message (\d+)/.exec(textContent)?.[1]));
    way.rows = Math.max(way.rows, all.length);
    const anchor = all.find((one) => one.getBoundingClientRect().bottom > top + height / 2);
    const place = anchor?.getBoundingClientRect().top ?? 0;
    const from = thread.scrollTop;
    thread.scrollTop = from - 600;
    const moved = from - thread.scrollTop;
    await frame();
    await frame();
    const off = (anchor?.getBoundingClientRect().top ?? Number.NaN) - place - moved;
    way.widestJump = Math.max(way.widestJump, Math.abs(off));
    way.arrived = thread.scrollTop === 0 && (all[0]?.textContent.includes(oldest) ?? false);
  }
  way.numbers = [...seen].sort((a, b) => a - b);
  return way;
}
