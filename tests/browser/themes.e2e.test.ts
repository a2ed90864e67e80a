import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { violationsOf } from "../support/violations.js";
import { usePages } from "./use-pages.js";

describe("the themes", () => {
  const chat = usePages();

  async function open(colorScheme: "light" | "dark"): Promise<Page> {
    const context = await chat.context();
    const page = await chat.visit(context, `${chat.url}/themes.html`);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const question = page.getByRole("listitem").getByText("Is it for sale?");
    await expect.poll(() => question.count()).toBe(6);
    return page;
  }

  it.each(["light", "dark"] as const)(
    "can be read and used by everybody, in %s",
    async (scheme) => {
      expect(await violationsOf(await open(scheme))).toEqual([]);
    },
  );

  it("are live: what is written in one is in all of them", async () => {
    const page = await open("light");
    await page.getByRole("textbox", { name: "Message" }).first().fill("And framed?");
    await page.keyboard.press("Enter");
    const answer = page.getByRole("listitem").getByText("And framed?");
    await expect.poll(() => answer.count()).toBe(6);
  });

  it("change with the person's preference where they have two looks", async () => {
    const backgrounds = async (page: Page): Promise<string[]> =>
      page.locator("photo-chat").evaluateAll((chats) =>
        chats.map((chat) => {
          const panel = chat.shadowRoot?.querySelector(".panel");
          return panel ? getComputedStyle(panel).backgroundColor : "";
        }),
      );
    const light = await backgrounds(await open("light"));
    const dark = await backgrounds(await open("dark"));
    const changed = light.map((colour, index) => colour !== dark[index]);
    expect(changed).toEqual([false, false, false, false, true, false]);
  });

  it("look unlike each other", async () => {
    const page = await open("light");
    const looks = await page.locator("photo-chat").evaluateAll((chats) =>
      chats.map((chat) => {
        const bubble = chat.shadowRoot?.querySelector('[part~="own-bubble"]');
        const panel = chat.shadowRoot?.querySelector('[part~="panel"]');
        const styles = [bubble, panel].map((part) => part && getComputedStyle(part));
        return styles.map((style) => `${style?.backgroundColor} ${style?.borderRadius}`).join();
      }),
    );
    expect(new Set(looks).size).toBe(6);
  });
});
