import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { LANGUAGE_BUDGET, LOADER_BUDGET, SCRIPT_TAG_BUDGET } from "../../vite.config.js";
import { chatWindow } from "./chat-window.js";
import { htmlOf } from "./site.js";
import { usePages } from "./use-pages.js";

describe("what a page downloads", () => {
  const chat = usePages();

  /** Bytes as they come over the wire, by address; what the browser has kept counts nothing. */
  async function meter(page: Page): Promise<Map<string, number>> {
    const session = await page.context().newCDPSession(page);
    const addresses = new Map<string, string>();
    const bytes = new Map<string, number>();
    session.on("Network.responseReceived", ({ requestId, response, type }) => {
      if (type !== "Script" && type !== "Fetch") return;
      if (!response.url.startsWith(chat.url)) return;
      addresses.set(requestId, response.url);
      bytes.set(response.url, bytes.get(response.url) ?? 0);
    });
    session.on("Network.dataReceived", ({ requestId, encodedDataLength }) => {
      const address = addresses.get(requestId);
      if (address) bytes.set(address, (bytes.get(address) ?? 0) + encodedDataLength);
    });
    await session.send("Network.enable");
    return bytes;
  }

  it("is the loader alone, until somebody wants the chat; then all of it within its budget", async () => {
    const { photographer, customer } = await chat.pair();
    const address = chat.publish({
      html: htmlOf(
        "<h1>Studio</h1>",
        `<script type="module" src="${chat.url}/photo-chat.js" data-with="${photographer.userId}"></script>`,
      ),
    });
    const page = await chat.visit(await chat.context(), "about:blank");
    const bytes = await meter(page);
    await page.goto(address, { waitUntil: "networkidle" });
    await page.getByRole("button", { name: "Open chat" }).waitFor();
    expect([...bytes.keys()]).toEqual([`${chat.url}/photo-chat.js`]);
    const [loader = 0] = bytes.values();
    expect(loader).toBeGreaterThan(500);
    expect(loader).toBeLessThanOrEqual(LOADER_BUDGET);

    await page.evaluate(`PhotoChat("identify", { token: "${customer.token}" })`);
    const carl = chatWindow(page);
    await carl.open();
    await carl.says("Say hello");
    await carl.write("hello");
    await carl.showsState("Sent");
    const total = [...bytes.values()].reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(10_000);
    expect(total, JSON.stringify([...bytes])).toBeLessThanOrEqual(SCRIPT_TAG_BUDGET);
    expect(bytes.size, JSON.stringify([...bytes])).toBeLessThanOrEqual(3);
  });

  it("is within the same budget for a visitor who starts as a guest; another language is little more", async () => {
    const photographer = chat.user({ name: "Pia", role: "photographer" });
    const pia = await chat.connect(photographer);
    const source = `${chat.url}/photo-chat.js`;
    /** The parts' bytes, until the first message has been sent. */
    const measure = async (language: string): Promise<number> => {
      const tag = `<script type="module" src="${source}" data-with="${photographer.userId}" data-locale="${language}"></script>`;
      const page = await chat.visit(await chat.context(), "about:blank");
      const bytes = await meter(page);
      await page.goto(chat.publish({ html: htmlOf("<h1>Studio</h1>", tag) }));
      await page.locator("[part=launcher]").click();
      await page.locator("input[name=name]").fill("Vera");
      await page.locator("[part=start-button]").click();
      await page.locator("textarea").fill("hello");
      await page.keyboard.press("Enter");
      await pia.next("new_message");
      const parts = [...bytes].filter(([address]) => address.endsWith(".js"));
      return parts.reduce((sum, [, size]) => sum + size, 0);
    };
    const english = await measure("en");
    expect(english).toBeGreaterThan(10_000);
    expect(english).toBeLessThanOrEqual(SCRIPT_TAG_BUDGET);
    const polish = await measure("pl");
    expect(polish).toBeGreaterThan(english);
    expect(polish).toBeLessThanOrEqual(english + LANGUAGE_BUDGET);
  });

  it("has polling in it only where websockets are blocked", async () => {
    chat.expectNetworkNoise();
    const { photographer, customer } = await chat.pair();
    const pia = await chat.connect(photographer);
    const context = await chat.context();
    await context.addInitScript(() => {
      // As behind a proxy that lets no websocket through.
      const Real = WebSocket;
      window.WebSocket = class extends Real {
        constructor(url: string | URL) {
          super(String(url).replace("/socket.io/", "/blocked/"));
        }
      };
    });
    const carl = await chat.embed(customer, photographer, { context });
    await carl.write("by polling");
    await carl.showsState("Delivered");
    expect((await pia.next("new_message")).message.messageText).toBe("by polling");
  });
});
