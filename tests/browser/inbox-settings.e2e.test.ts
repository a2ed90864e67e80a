import { describe, expect, it } from "vitest";
import { cutOff } from "./cut-off.js";
import { usePages } from "./use-pages.js";

describe("the inbox's settings", () => {
  const chat = usePages();

  it.each(["en", "de", "he"])("have room in 320 pixels, in %s", async (locale) => {
    const { photographer } = await chat.pair();
    const title = "Prices of prints and frames, and how long they take";
    await chat.fetch(photographer, "POST /api/replies", { title, text: `${title}. `.repeat(9) });
    const context = await chat.context({
      locale,
      viewport: { width: 320, height: 640 },
      reducedMotion: "reduce",
    });
    await context.addInitScript(
      `localStorage.setItem("photo-chat:inbox:token", "${photographer.token}")`,
    );
    const page = await chat.visit(context, `${chat.url}/inbox`);
    await page.locator("[slot=inbox-actions]").click();
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    const tabs = await dialog.getByRole("tab").all();
    expect(tabs).toHaveLength(5);
    for (const tab of tabs) {
      await tab.click();
      const section = dialog.getByRole("tabpanel");
      await section.getByRole("heading").first().waitFor();
      for (const box of await section.getByRole("radio").or(section.getByRole("checkbox")).all()) {
        await box.check({ force: true });
        await expect
          .poll(() => page.evaluate(cutOff), { message: await tab.innerText() })
          .toEqual([]);
      }
      for (const control of await section.locator("button, input, select").all()) {
        await control.scrollIntoViewIfNeeded();
      }
      await expect
        .poll(() => page.evaluate(cutOff), { message: await tab.innerText() })
        .toEqual([]);
    }
  });
});
