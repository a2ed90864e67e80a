import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { signToken } from "../support/sign-token.js";
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
    await page.getByRole("button", { name: "Settings", exact: true }).click();
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

  it("takes the reply that was asked for while the replies were on their way", async () => {
    const { photographer, customer } = await chat.pair();
    const carl = await chat.embed(customer, photographer);
    await carl.write("What do prints cost?");
    await carl.showsState("Sent");
    const reply = { title: "Prints", text: "On cotton paper" };
    expect((await chat.fetch(photographer, "POST /api/replies", reply)).status).toBe(201);

    const context = await chat.context();
    let arrive = (): void => {};
    const held = new Promise<void>((resolve) => (arrive = resolve));
    await context.route("**/api/replies", async (route) => {
      await held;
      await route.continue();
    });
    const page = await returns(photographer, { context });
    await row(page, "Carl").click();
    const message = page.getByRole("textbox", { name: "Message" });
    await message.press("/");
    await page.getByRole("status").getByText("Loading…").waitFor();
    await page.getByRole("combobox", { name: "Find a reply" }).pressSequentially("cott");
    await page.keyboard.press("Enter");
    arrive();
    await expect.poll(() => message.inputValue()).toBe("On cotton paper");
  });

  it("says that a reply could not be deleted, and does not lose the focus once it is", async () => {
    const { photographer } = await chat.pair();
    for (const title of ["Prices", "Prints"]) {
      await chat.fetch(photographer, "POST /api/replies", { title, text: "On cotton paper" });
    }
    const context = await chat.context();
    const page = await returns(photographer, { context });
    await setting(page, "Saved replies");
    chat.expectNetworkNoise();
    const remove = page.getByRole("button", { name: "Delete “Prints”" });
    const add = page.getByRole("button", { name: "Add a reply" });
    await context.route("**/api/replies/*", (route) => route.abort());
    await remove.press("Enter");
    await page.getByRole("alert").getByText("Not saved").waitFor();
    await context.unroute("**/api/replies/*");
    await remove.press("Enter");
    await remove.waitFor({ state: "detached" });
    await expect.poll(() => add.evaluate((button) => button.matches(":focus"))).toBe(true);
    expect(await page.getByRole("alert").count()).toBe(0);
    await page.getByRole("button", { name: "Edit “Prices”" }).waitFor();
  });

  it("takes a reply for deleted that another tab has deleted", async () => {
    const { photographer } = await chat.pair();
    const reply = { title: "Prints", text: "On cotton paper" };
    const { body } = await chat.fetch<{ replyId: string }>(
      photographer,
      "POST /api/replies",
      reply,
    );
    const page = await returns(photographer);
    await setting(page, "Saved replies");
    const remove = page.getByRole("button", { name: "Delete “Prints”" });
    await remove.waitFor();
    await chat.fetch(photographer, `DELETE /api/replies/${body.replyId}`);
    chat.expectNetworkNoise();
    await remove.click();
    await remove.waitFor({ state: "detached" });
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  it("repeats what was refused with the token that another tab has brought, for the same person", async () => {
    const { photographer } = await chat.pair();
    const other = chat.user({ name: "Olga", role: "photographer" });
    const claims = { name: "Pia", role: "photographer", expiresIn: 7_200 } as const;
    const renewed = signToken(photographer.userId, claims);
    const context = await chat.context();
    const page = await returns(photographer, { context });
    await setting(page, "Profile");
    const name = page.getByRole("textbox", { name: "Name", exact: true });
    await expect.poll(() => name.inputValue()).toBe("Pia");
    chat.expectNetworkNoise();
    let brought = "";
    const asked: (string | undefined)[] = [];
    await context.route("**/api/profile", async (route) => {
      const { authorization } = route.request().headers();
      asked.push(authorization);
      if (asked.length > 1) return route.continue();
      // The other tab's news is still on its way.
      await page.evaluate(([key, token]) => localStorage.setItem(key, token), [
        TOKEN,
        brought,
      ] as const);
      return route.fulfill({ status: 401, json: {} });
    });

    brought = renewed;
    await name.fill("Pia Light");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved", { exact: true }).waitFor();
    expect(asked.slice(0, 2)).toEqual([`Bearer ${photographer.token}`, `Bearer ${renewed}`]);

    asked.splice(0);
    brought = other.token;
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("alert").getByText("Not saved").waitFor();
    expect(asked).toEqual([`Bearer ${renewed}`]);
    expect(await page.evaluate((key) => localStorage.getItem(key), TOKEN)).toBe(other.token);
  });

  it("signs out: of this device nothing of the person is left, and its session has ended", async () => {
    const { photographer, customer } = await chat.pair();
    const carl = await chat.embed(customer, photographer);
    await carl.write("Hello");
    await carl.showsState("Sent");
    const claims = { use: "session", sid: photographer.userId };
    const token = signToken(photographer.userId, { name: "Pia", role: "photographer", claims });
    const session = { ...photographer, token };
    const page = await returns(session);
    await row(page, "Carl").click();
    await chatWindow(page).type("half a sen");
    await setting(page, "This device");
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Your inbox" }).waitFor();
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
    expect(page.url()).toBe(`${chat.url}/inbox`);
    await expect.poll(async () => (await chat.fetch(session, "GET /api/me")).status).toBe(401);
  });

  it("goes on with a token that another tab has renewed, and starts anew for somebody else's", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const other = chat.user({ name: "Olga", role: "photographer" });
    await chat.fetch(other, "GET /api/me");
    const carl = await chat.embed(customer, photographer);
    await carl.write("Hello");
    await carl.showsState("Sent");
    const context = await chat.context();
    const page = await returns(photographer, { context, at: `#/${conversationId}` });
    const elsewhere = await returns(photographer, { context });
    /** Once the first tab has heard of it. */
    const signIn = async (token: string) => {
      await page.evaluate(() => addEventListener("storage", () => (document.title = "told")));
      await elsewhere.evaluate(([key, value]) => localStorage.setItem(key, value), [
        TOKEN,
        token,
      ] as const);
    };

    await chatWindow(page).shows(["Hello"]);
    await setting(page, "Profile");
    const name = page.getByRole("textbox", { name: "Name", exact: true });
    await name.fill("Half a na");
    await signIn(signToken(photographer.userId, { name: "Pia", expiresIn: 7_200 }));
    await expect.poll(() => page.title()).toBe("told");
    expect(await name.inputValue()).toBe("Half a na");

    await signIn(other.token);
    await page.getByText("No conversations yet").waitFor();
    expect(page.url()).toBe(`${chat.url}/inbox`);
    await setting(page, "Profile");
    await expect.poll(() => name.inputValue()).toBe("Olga");
    await page.getByRole("textbox", { name: "E-mail address" }).fill("olga@studio.example");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved", { exact: true }).waitFor();
    const { body } = await chat.fetch<object>(other, "GET /api/profile");
    expect(body).toMatchObject({ name: "Olga", email: "olga@studio.example" });
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
