import { describe, expect, it } from "vitest";
import { htmlOf } from "./site.js";
import { usePages } from "./use-pages.js";

/** Counts the notes that a page plays. */
function listen(): void {
  const counted = window as unknown as { notes: number };
  counted.notes = 0;
  const Real = window.OscillatorNode;
  window.OscillatorNode = class extends Real {
    override start(when?: number): void {
      counted.notes += 1;
      super.start(when);
    }
  };
}

describe("attention", () => {
  const chat = usePages();

  it("is drawn by one tab of a browser, until the message is read in any", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const pia = await chat.connect(photographer);
    const context = await chat.context();
    await context.addInitScript(listen);
    const tabs = [
      await chat.embed(customer, photographer, { context, mode: "popup" }),
      await chat.embed(customer, photographer, { context, mode: "popup" }),
    ];
    const of = <Value>(see: () => Value) => Promise.all(tabs.map(({ page }) => page.evaluate(see)));
    const titles = async () => (await of(() => document.title)).toSorted();
    const notes = async () => {
      const counts = await of(() => (window as unknown as { notes: number }).notes);
      return counts.reduce((sum, count) => sum + count, 0);
    };
    for (const { page } of tabs) await page.getByRole("heading", { name: "Studio" }).click();
    await pia.next("user_online", ({ userId }) => userId === customer.userId);
    const say = (messageText: string) =>
      pia.request("send_message", { conversationId, messageText });

    await say("one");
    await expect.poll(titles).toEqual(["(1) Studio", "Studio"]);
    await expect.poll(notes).toBe(2);
    await say("two");
    await expect.poll(titles).toEqual(["(2) Studio", "Studio"]);
    await expect.poll(notes).toBe(4);

    const [first] = tabs;
    await first?.page.bringToFront();
    await first?.open();
    await first?.shows(["one", "two"]);
    await expect.poll(titles).toEqual(["Studio", "Studio"]);
  });

  it("leaves emoji to whoever opens them, also under the strictest policy", async () => {
    const { photographer, customer } = await chat.pair();
    const { url } = chat;
    const policy = [
      "default-src 'none'",
      `script-src ${url} 'self'`,
      `connect-src ${url} ${url.replace("http", "ws")}`,
      `img-src ${url}`,
      "style-src 'self'",
      "require-trusted-types-for 'script'",
      "trusted-types lit-html",
    ];
    const address = chat.publish({
      html: htmlOf(
        `<photo-chat server="${url}" with="${photographer.userId}" data-token="${customer.token}"></photo-chat>`,
        `<script type="module" src="${url}/photo-chat.js"></script>
        <script type="module" src="/host.js"></script>`,
      ),
      headers: { "content-security-policy": policy.join("; ") },
    });
    const page = await chat.visit(await chat.context(), address);
    await page.getByRole("textbox", { name: "Message" }).fill("Hello ");
    const databases = () => page.evaluate(async () => (await indexedDB.databases()).length);
    const before = await databases();
    await page.getByRole("button", { name: "Emoji" }).click();
    await page.getByRole("combobox", { name: "Search" }).fill("octopus");
    await page.getByRole("option", { name: /octopus/ }).click();
    await expect
      .poll(() => page.getByRole("textbox", { name: "Message" }).inputValue())
      .toBe("Hello 🐙");
    const display = await page
      .locator("emoji-picker .picker")
      .evaluate((picker) => getComputedStyle(picker).display);
    expect(display).toBe("flex");
    expect(await databases()).toBe(before + 1);
  });
});
