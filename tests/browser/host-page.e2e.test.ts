import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { chatWindow } from "./chat-window.js";
import { htmlOf } from "./site.js";
import { usePages } from "./use-pages.js";

describe("a host page", () => {
  const chat = usePages();

  async function peer(): Promise<string> {
    const photographer = chat.user({ name: "Pia", role: "photographer" });
    await chat.fetch(photographer, "GET /api/me");
    return photographer.userId;
  }

  const tag = (userId: string, query = ""): string =>
    `<script type="module" src="${chat.url}/photo-chat.js${query}" data-with="${userId}"></script>`;

  /** Where the launcher stands, and, once it is open, the panel and what is in it. */
  async function geometry(page: Page): Promise<unknown> {
    const boxOf = async (name: string, role: "button" | "dialog" | "textbox") => {
      const box = await page.getByRole(role, { name }).first().boundingBox();
      return [name, box && Object.values(box).map(Math.round)];
    };
    const closed = await boxOf("Open chat", "button");
    await page.getByRole("button", { name: "Open chat" }).click();
    await page.getByRole("textbox", { name: "Your name" }).waitFor();
    await page.evaluate(() =>
      Promise.all(
        (document.querySelector("photo-chat")?.shadowRoot as ShadowRoot)
          .getAnimations()
          .map(({ finished }) => finished),
      ),
    );
    const font = await page
      .getByRole("button", { name: "Start chat" })
      .evaluate((button) => getComputedStyle(button).font);
    const open = [
      await boxOf("", "dialog"),
      await boxOf("Close chat", "button"),
      await boxOf("Your name", "textbox"),
      await boxOf("Start chat", "button"),
    ];
    // Nothing of the page lies above either of the two.
    await page.getByRole("button", { name: "Close chat" }).click();
    await page.getByRole("button", { name: "Open chat" }).click({ trial: true });
    return [closed, ...open, font];
  }

  it("with hostile styles shows the chat as a clean one does", async () => {
    const userId = await peer();
    const styles = `
      * { all: unset !important; box-sizing: content-box !important; }
      *, *::before, *::after { font-size: 0; letter-spacing: 9px; text-transform: uppercase; line-height: 0; }
      :root { font-size: 62.5%; visibility: hidden; text-align: right; }
      button, dialog, svg, textarea, input, form { display: none; }
      dialog { position: static; width: 10px; }
      div { position: relative; z-index: 999999999; background: red; }
      script, style, head { display: none !important; }`;
    const wall = `<div style="position: fixed; inset: 0; z-index: 999999999">a wall</div>`;
    const clean = chat.publish({ html: htmlOf(wall, tag(userId)) });
    const hostile = chat.publish({ html: htmlOf(wall, `<style>${styles}</style>${tag(userId)}`) });
    const expected = await geometry(await chat.visit(await chat.context(), clean));
    const found = await geometry(await chat.visit(await chat.context(), hostile));
    expect(found).toEqual(expected);
  });

  it("with a strict policy sees no violation of it", async () => {
    const { url } = chat;
    const policy = [
      `script-src 'self' ${url}`,
      "style-src 'self'",
      "require-trusted-types-for 'script'",
    ];
    const watch = `<script type="module" src="/host.js"></script>`;
    const address = chat.publish({
      html: htmlOf("", watch + tag(await peer())),
      headers: { "content-security-policy": policy.join("; ") },
    });
    const context = await chat.context();
    await context.addInitScript(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      document.addEventListener("securitypolicyviolation", (event) => {
        seen.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
      });
    });
    const visitor = chatWindow(await chat.visit(context, address));
    await visitor.open();
    await visitor.page.getByRole("textbox", { name: "Your name" }).fill("Vera");
    await visitor.page.getByRole("button", { name: "Start chat" }).click();
    await visitor.write("Hello!");
    await visitor.showsState("Sent");
    expect(await visitor.page.evaluate("seen")).toEqual([]);
  });

  it("may swap its body, and bring the tag again: the conversation stays open", async () => {
    const { photographer, customer } = await chat.pair();
    const pia = await chat.connect(photographer);
    const address = chat.publish({ html: htmlOf("<h1>One</h1>", tag(photographer.userId)) });
    const carl = chatWindow(await chat.visit(await chat.context(), address));
    const { page } = carl;
    await page.evaluate(`PhotoChat("identify", { token: "${customer.token}" })`);
    await carl.open();
    await carl.write("before");
    await pia.next("new_message");
    await carl.type("half a thou");
    await page.evaluate(
      ([source, userId]) => {
        const body = document.createElement("body");
        body.innerHTML = "<h1>Two</h1><photo-chat with='nobody'></photo-chat>";
        const script = document.createElement("script");
        script.type = "module";
        script.src = String(source);
        script.dataset["with"] = userId;
        body.append(script);
        document.body.replaceWith(body);
        document.body.innerHTML = "<h1>Three</h1>";
      },
      [`${chat.url}/photo-chat.js`, photographer.userId],
    );
    await page.getByRole("heading", { name: "Three" }).waitFor();
    await carl.type("ght");
    expect(await page.getByRole("textbox", { name: "Message" }).inputValue()).toBe(
      "half a thought",
    );
    expect(await page.locator("photo-chat").count()).toBe(1);
    await page.keyboard.press("Enter");
    await pia.next("new_message", ({ message }) => message.messageText === "half a thought");
    expect(pia.received("user_offline")).toEqual([]);
  });

  it("may have two copies of the script, and move the chat, without losing the draft", async () => {
    const { photographer, customer } = await chat.pair();
    const pia = await chat.connect(photographer);
    const both = tag(photographer.userId) + tag(photographer.userId, "?copy");
    const address = chat.publish({
      html: htmlOf(`<main></main><aside></aside>`, both),
    });
    const carl = chatWindow(await chat.visit(await chat.context(), address));
    const { page } = carl;
    await page.evaluate(`PhotoChat("identify", { token: "${customer.token}" })`);
    expect(await page.locator("photo-chat").count()).toBe(1);
    await carl.open();
    await carl.says("Say hello");
    await carl.type("kept");
    await page.evaluate(() => {
      const element = document.querySelector("photo-chat") as Element;
      for (const place of document.querySelectorAll("main, aside")) place.append(element);
    });
    expect(await page.getByRole("textbox", { name: "Message" }).inputValue()).toBe("kept");
    await page.getByRole("textbox", { name: "Message" }).press("Enter");
    await pia.next("new_message", ({ message }) => message.messageText === "kept");
    expect(pia.received("user_offline")).toEqual([]);
  });
});
