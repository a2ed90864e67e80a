import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
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

  const launcher = (page: Page) => page.getByRole("button", { name: "Open chat" });

  it("loads the chat when the pointer comes near, and looks the same before and after", async () => {
    const { address } = await studio();
    const context = await chat.context();
    const scripts = scriptsOf(context);
    const page = await chat.visit(context, address);
    const shape = () =>
      launcher(page).evaluate((button) => {
        const icon = button.querySelector("svg") as SVGElement;
        const { backgroundColor, color, borderRadius } = getComputedStyle(button);
        const boxes = [button, icon].map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          return [x, y, width, height].map(Math.round);
        });
        return { backgroundColor, color, borderRadius, boxes, part: button.part.value };
      });
    const before = await shape();
    expect(scripts).toEqual(["/photo-chat.js"]);
    await launcher(page).hover();
    await page.waitForFunction(() => customElements.get("photo-chat"));
    await page.mouse.move(0, 0);
    await page.waitForFunction(
      () => !!document.querySelector("photo-chat")?.shadowRoot?.querySelector("dialog"),
    );
    await page.evaluate(() =>
      Promise.all(document.getAnimations().map(({ finished }) => finished)),
    );
    await expect.poll(shape).toEqual(before);
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

  it("says on the launcher that the chat has not come, and another click tries again", async () => {
    chat.expectNetworkNoise();
    const { address } = await studio();
    const context = await chat.context();
    await context.route("**/assets/*/chat.js", (route) => route.abort());
    const page = await chat.visit(context, address);
    await launcher(page).click();
    const failed = page.getByRole("button", { name: "⚠ Open chat" });
    await failed.waitFor();
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
