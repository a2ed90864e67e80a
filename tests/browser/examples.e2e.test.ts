import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";
import { usePages } from "./use-pages.js";

const chat = usePages();

async function open(name: string): Promise<Page> {
  const demo = await chat.visit(await chat.context(), `${chat.url}/`);
  await demo.getByRole("link", { name }).click();
  await demo.getByRole("heading", { level: 1 }).waitFor();
  return demo;
}

async function write(side: Locator, field: string, text: string): Promise<void> {
  await side.getByRole("textbox", { name: field }).fill(text);
  await side.getByRole("textbox", { name: field }).press("Enter");
}

const shows = (side: Locator, text: string): Promise<void> =>
  side.getByRole("listitem").filter({ hasText: text }).waitFor();

it("the script tag's example: a message goes both ways", async () => {
  const page = await open("a script tag");
  const customer = page.getByRole("region", { name: "The customer" });
  const photographer = page.getByRole("region", { name: "The photographer" });
  await write(customer, "Message", "Is June free?");
  await shows(photographer, "Is June free?");
  await write(photographer, "Message", "It is!");
  await shows(customer, "It is!");
});

it.each(["React", "Vue"])("%s's example: a message goes both ways", async (name) => {
  const page = await open(`with ${name}`);
  const customer = page.getByRole("region", { name: "The customer" });
  const photographer = page.getByRole("region", { name: "The photographer" });
  await write(customer, "Message", "Is June free?");
  await shows(photographer, "Is June free?");

  const answer = photographer.getByRole("textbox", { name: "Answer" });
  await answer.fill("It i");
  await customer
    .getByText(/typing/i)
    .first()
    .waitFor();
  // In the middle of the text: the caret has to stay where it is.
  await answer.press("ArrowLeft");
  await answer.press("s");
  await answer.press("End");
  await answer.pressSequentially("!");
  expect(await answer.inputValue()).toBe("It si!");
  await answer.press("ArrowLeft");
  await answer.press("Backspace");
  await answer.press("ArrowLeft");
  await answer.press("i");
  expect(await answer.inputValue()).toBe("It is!");
  await photographer.getByRole("button", { name: "Answer" }).click();
  await shows(customer, "It is!");
  expect(await answer.inputValue()).toBe("");
  await photographer
    .getByRole("listitem")
    .filter({ hasText: "It is!" })
    .getByText(/delivered|read/)
    .waitFor();

  await answer.fill("half an ans");
  await page.reload();
  await expect.poll(() => answer.inputValue()).toBe("half an ans");
});

it.each(["script-tag", "react", "vue"])("%s: the example fits a narrow phone", async (name) => {
  const context = await chat.context({ viewport: { width: 320, height: 568 } });
  const page = await chat.visit(context, `${chat.url}/examples/${name}/`);
  await page.getByRole("textbox", { name: "Message" }).first().waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});
