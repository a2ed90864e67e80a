import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { violationsOf } from "../support/violations.js";
import { chatWindow } from "./chat-window.js";
import { htmlOf } from "./site.js";
import { usePages } from "./use-pages.js";

async function startAsGuest(page: Page): Promise<void> {
  await page.getByRole("textbox", { name: /name/ }).fill("Vera");
  await page.getByRole("button", { name: "Start chat" }).click();
}

describe("the script tag", () => {
  const chat = usePages();

  /** A photographer to talk to, and a page with the tag. */
  async function studio(body = "<h1>Studio</h1>", data = "", head = "") {
    const photographer = chat.user({ name: "Pia", role: "photographer" });
    await chat.fetch(photographer, "GET /api/me");
    const tag = `<script type="module" src="${chat.url}/photo-chat.js" data-with="${photographer.userId}" ${data}></script>`;
    return { photographer, address: chat.publish({ html: htmlOf(body, head + tag) }) };
  }

  function scriptsOf(context: BrowserContext): string[] {
    const names: string[] = [];
    context.on("request", (request) => {
      const { origin, pathname } = new URL(request.url());
      if (origin === chat.url) names.push(pathname.replace(/-[\w-]{8}\.js$/, ".js"));
    });
    return names;
  }

  const launcher = (page: Page, name = "Open chat") => page.getByRole("button", { name });

  it("loads the chat when the pointer comes near", async () => {
    const { address } = await studio();
    const context = await chat.context();
    const scripts = scriptsOf(context);
    const page = await chat.visit(context, address);
    await launcher(page).waitFor();
    expect(scripts).toEqual(["/photo-chat.js"]);
    await launcher(page).hover();
    await page.waitForFunction(() => customElements.get("photo-chat"));
  });

  interface Wish {
    locale?: string;
    name?: string;
    head?: string;
    dir?: string;
  }
  const rtl = `<script>document.documentElement.dir = "rtl"</script>`;
  it.each<[string, Wish]>([
    ["in any page", {}],
    ["from right to left in a page from left to right", { locale: "ar", name: "فتح المحادثة" }],
    ["from left to right in a page from right to left", { locale: "en", head: rtl }],
    ["in a page of its direction", { locale: "he", name: "פתיחת הצ׳אט", head: rtl }],
    ["in a direction of the page's choice", { locale: "en", dir: "rtl" }],
  ])("looks the same before and after, %s", async (_, wish) => {
    const { locale = "", name, head, dir = "" } = wish;
    const data = `${locale && `data-locale="${locale}"`} ${dir && `data-dir="${dir}"`}`;
    const { address } = await studio(undefined, data, head);
    const page = await chat.visit(await chat.context(), address);
    const shape = () =>
      launcher(page, name).evaluate((button) => {
        const { backgroundColor, color, borderRadius, direction } = getComputedStyle(button);
        const boxes = [button, ...button.querySelectorAll("svg, path")].map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          return [x, y, width, height].map(Math.round);
        });
        const part = button.part.value;
        return { backgroundColor, color, borderRadius, direction, boxes, part };
      });
    const before = await shape();
    await launcher(page, name).hover();
    await page.waitForFunction(
      () => !!document.querySelector("photo-chat")?.shadowRoot?.querySelector("dialog"),
    );
    await page.mouse.move(0, 0);
    await page.evaluate(() =>
      Promise.all(document.getAnimations().map(({ finished }) => finished)),
    );
    await expect.poll(shape).toEqual(before);
  });

  it("loads the chat when a finger comes down, and opens it when it goes up", async () => {
    const { address } = await studio();
    const context = await chat.context({ hasTouch: true });
    const scripts = scriptsOf(context);
    const page = await chat.visit(context, address);
    const { x = 0, y = 0 } = (await launcher(page).boundingBox()) ?? {};
    expect(scripts).toEqual(["/photo-chat.js"]);
    const session = await context.newCDPSession(page);
    const touchPoints = [{ x: x + 30, y: y + 30 }];
    await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
    await page.waitForFunction(() => customElements.get("photo-chat"));
    expect(await page.getByRole("dialog").count()).toBe(0);
    await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await page.getByRole("dialog").waitFor();
  });

  it("opens for a press of the mouse during which the chat comes", async () => {
    const { address } = await studio();
    const page = await chat.visit(await chat.context(), address);
    await launcher(page).hover();
    await page.mouse.down();
    await page.waitForFunction(() => customElements.get("photo-chat"));
    await page.waitForTimeout(500);
    await page.mouse.up();
    await page.getByRole("dialog").waitFor();
  });

  it("opens for a click that came before the chat, with the focus in it", async () => {
    const { address } = await studio();
    const page = await chat.visit(await chat.context(), address);
    await launcher(page).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("textbox").first().waitFor();
    await page.waitForFunction(
      () => !!document.activeElement?.shadowRoot?.activeElement?.closest("dialog"),
    );
  });

  it("shows the conversation that the tag names", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const pia = await chat.connect(photographer);
    await pia.request("send_message", { conversationId, messageText: "Your prints are ready" });
    const source = `${chat.url}/photo-chat.js`;
    const tag = `<script type="module" src="${source}" data-conversation="${conversationId}"></script>`;
    const address = chat.publish({ html: htmlOf("<h1>Studio</h1>", tag) });
    const carl = chatWindow(await chat.visit(await chat.context(), address));
    await launcher(carl.page).waitFor();
    await carl.page.evaluate(`PhotoChat("identify", { token: "${customer.token}" })`);
    await carl.open();
    await carl.shows(["Your prints are ready"]);
    await carl.write("Wonderful!");
    const own = pia.next("new_message", (event) => event.message.senderId === customer.userId);
    expect((await own).message).toMatchObject({ conversationId, messageText: "Wonderful!" });
  });

  it("says on the launcher that the chat has not come, and another click tries again", async () => {
    chat.expectNetworkNoise();
    const { address } = await studio("<main><h1>Studio</h1></main>");
    const context = await chat.context();
    await context.route("**/assets/*/chat.js", (route) => route.abort());
    const page = await chat.visit(context, address);
    await launcher(page).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await launcher(page).click();
    const failed = page.getByRole("button", { name: "⚠ Open chat" });
    await failed.waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await context.unroute("**/assets/*/chat.js");
    await failed.click();
    await page.getByRole("dialog").waitFor();
  });

  it("shows who has been here before what is unread, without being asked", async () => {
    const { photographer, address } = await studio();
    const pia = await chat.connect(photographer);
    const context = await chat.context();
    const visitor = chatWindow(await chat.visit(context, address));
    await visitor.open();
    await startAsGuest(visitor.page);
    await visitor.write("Hello!");
    const { conversationId } = await pia.next("new_message");
    await visitor.page.goto("about:blank");
    await pia.request("send_message", { conversationId, messageText: "Welcome!" });
    await visitor.page.goto(address);
    await visitor.page.getByRole("button", { name: "Open chat, 1 unread message" }).waitFor();
  });

  it("shows whom the page identifies later what is unread, without being asked", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const path = `POST /api/conversations/${conversationId}/messages`;
    await chat.fetch(photographer, path, { messageText: "Welcome!" });
    const tag = `<script type="module" src="${chat.url}/photo-chat.js" data-with="${photographer.userId}"></script>`;
    const context = await chat.context();
    const scripts = scriptsOf(context);
    const page = await chat.visit(context, chat.publish({ html: htmlOf("", tag) }));
    await launcher(page).waitFor();
    // What is asked later is idle later.
    await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)));
    expect(scripts).toEqual(["/photo-chat.js"]);
    await page.evaluate(`PhotoChat("identify", { token: "${customer.token}" })`);
    await launcher(page, "Open chat, 1 unread message").waitFor();
  });

  it("loads a chat in the page when it comes near the window", async () => {
    const { address } = await studio(
      `<div style="height: 4000px"></div><photo-chat with="someone"></photo-chat>`,
    );
    const context = await chat.context();
    const scripts = scriptsOf(context);
    const page = await chat.visit(context, address);
    await launcher(page).waitFor();
    expect(scripts).toEqual(["/photo-chat.js"]);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await page.getByRole("button", { name: "Start chat" }).waitFor();
  });

  it("answers calls that were made before it came, in their order", async () => {
    const photographer = chat.user({ name: "Pia", role: "photographer" });
    const customer = chat.user({ name: "Carl" });
    const pia = await chat.connect(photographer);
    const stub = `<script>
      window.PhotoChat ||= (...a) => (PhotoChat.q ||= []).push(a);
      window.heard = [];
      PhotoChat("on", "ready", ({ detail }) => heard.push(detail.user.userId));
      PhotoChat("identify", { token: "${customer.token}" });
      PhotoChat("open");
      PhotoChat("close");
      PhotoChat("toggle");
    </script>`;
    const address = chat.publish({
      html: htmlOf(
        "",
        `${stub}<script type="module" src="${chat.url}/photo-chat.js" data-with="${photographer.userId}"></script>`,
      ),
    });
    const carl = chatWindow(await chat.visit(await chat.context(), address));
    await carl.write("Hello!");
    const { message } = await pia.next("new_message");
    expect(message.senderId).toBe(customer.userId);
    await expect.poll(() => carl.page.evaluate("heard")).toEqual([customer.userId]);

    await carl.page.evaluate("PhotoChat(\'close\')");
    await launcher(carl.page).waitFor();
    await carl.page.evaluate("PhotoChat(\'destroy\')");
    await pia.next("user_offline", ({ userId }) => userId === customer.userId);
    expect(
      await carl.page.evaluate("document.querySelector('photo-chat') ?? window.PhotoChat"),
    ).toBe(undefined);
  });

  it("stops telling whom it is told to, and forgets who was writing", async () => {
    const { photographer, customer } = await chat.pair();
    const pia = await chat.connect(photographer);
    const source = `${chat.url}/photo-chat.js`;
    const tag = `<script type="module" src="${source}" data-with="${photographer.userId}"></script>`;
    const address = chat.publish({ html: htmlOf("", tag) });
    const carl = chatWindow(await chat.visit(await chat.context(), address));
    const { page } = carl;
    await launcher(page).waitFor();
    await page.evaluate(`window.heard = [];
      window.once = () => { heard.push("open"); PhotoChat("off", "open", once); };
      PhotoChat("on", "open", once);
      PhotoChat("on", "close", () => heard.push("close"));
      PhotoChat("identify", { token: "${customer.token}" });
      PhotoChat("open");`);
    await carl.write("Hello!");
    await pia.next("new_message");
    await carl.type("half a thou");
    await page.evaluate("PhotoChat('close')");
    // What is opened again before it has closed has not closed.
    await expect.poll(() => page.evaluate("heard")).toEqual(["open", "close"]);
    await page.evaluate("PhotoChat('open')");
    // While it fades one that closes is visible, too.
    await page.locator("photo-chat dialog[open]").waitFor();
    await page.evaluate("PhotoChat('close')");
    await expect.poll(() => page.evaluate("heard")).toEqual(["open", "close", "close"]);

    await page.evaluate("PhotoChat('logout')");
    await pia.next("user_offline", ({ userId }) => userId === customer.userId);
    await page.evaluate("PhotoChat('open')");
    await page.getByRole("button", { name: "Start chat" }).waitFor();
    expect(await page.getByText("Hello!").count()).toBe(0);
    expect(await page.evaluate("Object.keys(localStorage)")).toEqual([]);
  });

  it("talks about a photo of the page, also one that came later, by the keyboard too", async () => {
    const { photographer, address } = await studio(`<button data-photo-chat-discuss="dunes">
      <img src="${chat.url}/pictures/dunes.webp" alt="Dunes at dawn" width="200" height="100"></button>`);
    const pia = await chat.connect(photographer);
    const visitor = chatWindow(await chat.visit(await chat.context(), address));
    const { page } = visitor;
    await page.getByRole("button", { name: "Dunes at dawn" }).focus();
    await page.keyboard.press("Enter");
    await startAsGuest(page);
    await visitor.write("Is this one for sale?");
    const { message } = await pia.next("new_message");
    expect(message.about).toEqual({
      id: "dunes",
      title: "Dunes at dawn",
      src: `${chat.url}/pictures/dunes.webp`,
    });
    await page.evaluate("PhotoChat(\'close\')");
    await page.evaluate((server) => {
      const link = document.createElement("a");
      link.href = "/elsewhere";
      link.textContent = "Ask";
      link.dataset["photoChatDiscuss"] = "sea";
      link.dataset["photoChatSrc"] = `${server}/pictures/sea.webp`;
      link.dataset["photoChatTitle"] = "The sea";
      document.body.append(link);
    }, chat.url);
    await page.getByRole("link", { name: "Ask" }).click();
    await visitor.write("And this?");
    await pia.next("new_message", (event) => event.message.about?.id === "sea");
    expect(page.url()).toBe(address);
  });
});
