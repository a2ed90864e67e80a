import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { TestUser } from "../support/use-server.js";
import { chatWindow } from "./chat-window.js";
import { usePages } from "./use-pages.js";

const TOKEN = "photo-chat:inbox:token";

describe("the inbox's page", () => {
  const chat = usePages();

  /** The inbox of somebody who has signed in on this device before. */
  async function returns(user: TestUser, options: { context?: BrowserContext; at?: string } = {}) {
    const context = options.context ?? (await chat.context());
    await context.addInitScript(
      ([key, token]) => {
        if (!sessionStorage.getItem("was here")) localStorage.setItem(key, token);
        sessionStorage.setItem("was here", "yes");
      },
      [TOKEN, user.token] as const,
    );
    return chat.visit(context, `${chat.url}/inbox${options.at ?? ""}`);
  }

  const row = (page: Page, name: string) =>
    page.getByRole("button", { name: new RegExp(`^${name}|\\b${name}\\b`) }).first();

  const setting = async (page: Page, tab: string) => {
    await page.getByRole("button", { name: "Settings", exact: true }).first().click();
    await page.getByRole("tab", { name: tab }).click();
  };

  it("asks who it is, and says the same of every address", async () => {
    const page = await chat.visit(await chat.context(), `${chat.url}/inbox`);
    await page.getByRole("heading", { name: "Your inbox" }).waitFor();
    await page.getByRole("textbox", { name: "E-mail address" }).fill("nobody");
    await page.getByRole("button", { name: "Send me a link" }).click();
    await page.getByText("This doesn’t look like an e-mail address.").waitFor();
    await page.getByText("npx photo-chat link").waitFor();
  });

  it("lists who wrote, and answers them", async () => {
    const { photographer, customer } = await chat.pair();
    const carl = await chat.embed(customer, photographer);
    await carl.write("Are you free in May?");
    await carl.showsState("Sent");

    const page = await returns(photographer);
    await row(page, "Carl").click();
    const pia = chatWindow(page);
    await pia.says("Are you free in May?");
    await pia.write("I am!");
    await carl.shows(["Are you free in May?", "I am!"]);
    await carl.showsState("Read");
    await page.getByText("You: I am!").waitFor();
    await carl.type("Wonder");
    await page.getByText("is typing…").waitFor();
  });

  it("has an address for each conversation, and goes back by the browser's button", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const carl = await chat.embed(customer, photographer);
    await carl.write("Hello");
    await carl.showsState("Sent");

    const page = await returns(photographer, { at: `#/${conversationId}` });
    await chatWindow(page).shows(["Hello"]);
    await page.goto(`${chat.url}/inbox`);
    await row(page, "Carl").click();
    await expect.poll(() => new URL(page.url()).hash).toBe(`#/${conversationId}`);
    await page.goBack();
    await page.getByText("Choose a conversation").waitFor();
    await page.goForward();
    await chatWindow(page).shows(["Hello"]);
  });

  it("keeps the profile, and visitors see it", async () => {
    const { photographer, customer } = await chat.pair();
    const page = await returns(photographer);
    await setting(page, "Profile");
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Pia Light");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved", { exact: true }).waitFor();

    await page.reload();
    await setting(page, "Profile");
    const name = page.getByRole("textbox", { name: "Name", exact: true });
    await expect.poll(() => name.inputValue()).toBe("Pia Light");
    await (await chat.embed(customer, photographer)).says("Pia Light");
  });

  it("keeps the hours and the first answer", async () => {
    const { photographer } = await chat.pair();
    const page = await returns(photographer);
    await setting(page, "Availability");
    await page.getByRole("radio", { name: /^At set hours/ }).check();
    await page.getByRole("combobox", { name: "Time zone" }).selectOption("Asia/Tokyo");
    await page.getByLabel("Monday, from").fill("10:30");
    await page.getByRole("button", { name: "Remove these hours on Friday" }).click();
    await page.getByRole("checkbox", { name: /^Answer automatically/ }).check();
    await page.getByRole("textbox", { name: "Text of the answer" }).fill("Back soon");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved", { exact: true }).waitFor();

    await page.reload();
    await setting(page, "Availability");
    await expect.poll(() => page.getByLabel("Monday, from").inputValue()).toBe("10:30");
    expect(await page.getByRole("combobox", { name: "Time zone" }).inputValue()).toBe("Asia/Tokyo");
    expect(await page.getByLabel("Friday, from").count()).toBe(0);
    await page.getByText("Back soon").first().waitFor();
  });

  it("writes with saved replies", async () => {
    const { photographer, customer } = await chat.pair();
    const carl = await chat.embed(customer, photographer);
    await carl.write("What do prints cost?");
    await carl.showsState("Sent");

    const page = await returns(photographer);
    await setting(page, "Saved replies");
    for (const [title, text] of [
      ["Prices", "From 240 €"],
      ["Prints", "On cotton paper"],
    ] as const) {
      await page.getByRole("button", { name: "Add a reply" }).click();
      await page.getByRole("textbox", { name: "Name" }).fill(title);
      await page.getByRole("textbox", { name: "Text" }).fill(text);
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByRole("button", { name: `Edit “${title}”` }).waitFor();
    }
    await page.getByRole("button", { name: "Close the settings" }).click();

    await row(page, "Carl").click();
    const message = page.getByRole("textbox", { name: "Message" });
    await message.press("/");
    await page.getByRole("combobox", { name: "Find a reply" }).pressSequentially("cott");
    await page.keyboard.press("Enter");
    expect(await message.inputValue()).toBe("On cotton paper");
    await message.press("Enter");
    await carl.shows(["What do prints cost?", "On cotton paper"]);
  });

  it("signs out: of this device nothing of the person is left", async () => {
    const { photographer, customer } = await chat.pair();
    const carl = await chat.embed(customer, photographer);
    await carl.write("Hello");
    await carl.showsState("Sent");
    const page = await returns(photographer);
    await row(page, "Carl").click();
    await chatWindow(page).type("half a sen");
    await setting(page, "This device");
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Your inbox" }).waitFor();
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
    expect(page.url()).toBe(`${chat.url}/inbox`);
  });

  it("comes up without a network, and sends what was written then", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const carl = await chat.embed(customer, photographer);
    await carl.write("Hello");
    await carl.showsState("Sent");
    const context = await chat.context();
    const page = await returns(photographer, { context });
    await row(page, "Carl").waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
    await page.reload();
    await row(page, "Carl").waitFor();

    chat.expectNetworkNoise();
    await context.setOffline(true);
    await page.goto(`${chat.url}/inbox#/${conversationId}`);
    await page.reload();
    await page.getByText("No connection.").waitFor();
    await chatWindow(page).write("Written without a network");
    await page.getByText("Written without a network").first().waitFor();
    await context.setOffline(false);
    await carl.shows(["Hello", "Written without a network"]);
  });
});
