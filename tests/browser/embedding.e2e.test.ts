import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { chatWindow } from "./chat-window.js";
import { htmlOf } from "./site.js";
import { usePages } from "./use-pages.js";

describe("a page of somebody else", () => {
  const chat = usePages();

  /** A page with the script tag, as strict as a policy can be. */
  function strictPage(photographerId: string): string {
    const { url } = chat;
    const policy = [
      "default-src 'none'",
      `script-src ${url}`,
      `connect-src ${url} ${url.replace("http", "ws")}`,
      `img-src ${url} https:`,
      "style-src 'self'",
      "require-trusted-types-for 'script'",
      "trusted-types lit-html",
      "base-uri 'none'",
    ];
    return chat.publish({
      html: htmlOf(
        "<h1>Studio</h1>",
        `<script type="module" src="${url}/photo-chat.js" data-with="${photographerId}"></script>`,
      ),
      headers: { "content-security-policy": policy.join("; ") },
    });
  }

  it("keeps its policy: a visitor chats from the script tag alone, and comes back", async () => {
    const photographer = chat.user({ name: "Pia", role: "photographer" });
    const pia = await chat.connect(photographer);
    const context = await chat.context();
    const visitor = chatWindow(await chat.visit(context, strictPage(photographer.userId)));
    await visitor.open();
    await visitor.page.getByRole("textbox", { name: /Your name/ }).fill("Vera");
    await visitor.page.getByRole("button", { name: "Start chat" }).click();
    await visitor.write("Hello!");
    await visitor.showsState("Delivered");
    const { message, conversationId } = await pia.next("new_message");
    expect(message.messageText).toBe("Hello!");
    await pia.request("send_message", { conversationId, messageText: "Welcome!" });
    await visitor.shows(["Hello!", "Welcome!"]);

    await visitor.page.reload();
    await visitor.open();
    await visitor.shows(["Hello!", "Welcome!"]);
  });

  it("is left as it was until the visitor acts", async () => {
    const photographer = chat.user({ name: "Pia", role: "photographer" });
    await chat.fetch(photographer, "GET /api/me");
    const context = await chat.context();
    const requests: string[] = [];
    context.on("request", (request) => requests.push(request.url()));
    const page = await chat.visit(context, strictPage(photographer.userId));
    await page.getByRole("button", { name: "Open chat" }).waitFor();

    const { cookies, origins } = await context.storageState({ indexedDB: true });
    expect({ cookies, origins }).toEqual({ cookies: [], origins: [] });
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
    const others = requests.filter(
      (url) => !url.startsWith(chat.url) && !url.startsWith(chat.site.origin),
    );
    expect(others).toEqual([]);
    expect(requests.filter((url) => /\/(api|socket\.io)\//.test(url))).toEqual([]);
    expect(await page.evaluate(() => document.head.querySelectorAll("style").length)).toBe(0);
    expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
    expect(await page.evaluate(() => getComputedStyle(document.body).overflow)).toBe("visible");
  });

  it("has a database once it is known who writes: a guest who has started, or a page's person", async () => {
    const { photographer, customer } = await chat.pair();
    const databases = (page: Page) =>
      page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
    const vera = chatWindow(
      await chat.visit(await chat.context(), strictPage(photographer.userId)),
    );
    await vera.open();
    await vera.page.getByRole("textbox", { name: /Your name/ }).fill("Vera");
    expect(await databases(vera.page)).toEqual([]);
    await vera.page.getByRole("button", { name: "Start chat" }).click();
    await vera.says("Say hello");
    expect(await databases(vera.page)).toEqual(["photo-chat"]);

    const carl = await chat.embed(customer, photographer, { mode: "popup" });
    await expect.poll(() => databases(carl.page)).toEqual(["photo-chat"]);
    expect(await carl.page.evaluate(() => Object.keys(localStorage))).toEqual([]);
    await carl.page.evaluate("PhotoChat('logout')");
    await carl.open();
    await carl.page.getByRole("button", { name: "Start chat" }).waitFor();
    expect(await databases(carl.page)).toEqual(["photo-chat"]);
  });

  it("may load the script twice, and be rid of the chat without a trace", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const pia = await chat.connect(photographer);
    const carl = await chat.embed(customer, photographer);
    await pia.next("user_online", ({ userId }) => userId === customer.userId);
    const { page } = carl;
    await page.addScriptTag({ type: "module", url: `${chat.url}/photo-chat.js?again` });
    await carl.write("once");
    await pia.next("new_message");
    const before = await page.evaluate(() => Object.getOwnPropertyNames(window).length);

    await page.evaluate(() => {
      document.querySelector("photo-chat")?.remove();
    });
    await pia.next("user_offline", ({ userId }) => userId === customer.userId);
    expect(await page.evaluate(() => Object.getOwnPropertyNames(window).length)).toBe(before);
    expect(await page.evaluate(() => document.body.innerText.trim())).toBe("Studio");
    expect(pia.received("new_message").map((event) => event.conversationId)).toEqual([
      conversationId,
    ]);
  });
});

describe("a server in production", () => {
  const chat = usePages({ NODE_ENV: "production", ALLOWED_ORIGINS: "https://studio.example" });

  it("has no demo and makes up nobody", async () => {
    expect((await chat.fetch(null, "GET /")).status).toBe(404);
    expect((await chat.fetch(null, "POST /demo/identities")).status).toBe(404);
    expect((await chat.fetch(null, "GET /photo-chat.js")).status).toBe(200);
  });
});
