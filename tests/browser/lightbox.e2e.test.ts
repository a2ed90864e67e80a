import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { eventually } from "../support/eventually.js";
import { htmlOf } from "./site.js";
import { usePages } from "./use-pages.js";

describe("a picture in a conversation", () => {
  const chat = usePages();
  const part = /\/lightbox\.js$/;
  const picture = (name: string): string => `${chat.url}/pictures/${name}.webp`;

  /** A customer's chat with two pictures, on a page with a strict policy. */
  async function conversation(touch = false): Promise<Page> {
    const { photographer, customer, conversationId } = await chat.pair();
    for (const name of ["dunes", "sea"]) {
      const image = { messageText: "", messageType: "image", attachmentUrl: picture(name) };
      await chat.fetch(photographer, `POST /api/conversations/${conversationId}/messages`, image);
    }
    const policy = [
      "default-src 'none'",
      `script-src 'self' ${chat.url}`,
      `connect-src ${chat.url} ${chat.url.replace("http", "ws")}`,
      `img-src ${chat.url}`,
      "style-src 'self'",
      "require-trusted-types-for 'script'",
      "trusted-types lit-html",
    ];
    const element = `<photo-chat with="${photographer.userId}" data-token="${customer.token}"></photo-chat>`;
    const scripts = ["/host.js", `${chat.url}/photo-chat.js`];
    const address = chat.publish({
      html: htmlOf(
        `<h1>Studio</h1>${element}<p>${"More of the page. ".repeat(900)}</p>`,
        scripts.map((src) => `<script type="module" src="${src}"></script>`).join(""),
      ),
      headers: { "content-security-policy": policy.join("; ") },
    });
    const page = await chat.visit(await chat.context(), "about:blank");
    if (touch) {
      const session = await page.context().newCDPSession(page);
      await session.send("Emulation.setTouchEmulationEnabled", { enabled: true });
    }
    await page.goto(address);
    await page.getByRole("link", { name: "Image" }).nth(1).waitFor();
    return page;
  }

  const dialog = (page: Page) => page.getByRole("dialog", { name: "Image" });

  it("fills the window, on a page with a strict policy that it leaves as it is", async () => {
    const page = await conversation();
    const outside = (): Promise<string> =>
      page.evaluate(() => document.documentElement.outerHTML.replace(/<photo-chat[^]*?>/, ""));
    const before = await outside();
    await page.getByRole("link", { name: "Image" }).first().click();
    await dialog(page).getByRole("img", { name: "Image" }).waitFor();
    const scrolled = Number(await page.evaluate("scrollY"));
    const { width, height } = page.viewportSize() ?? {};
    expect(await dialog(page).boundingBox()).toEqual({ x: 0, y: 0, width, height });
    await page.mouse.wheel(0, 400);
    await page.keyboard.press("ArrowRight");
    await dialog(page).getByText("Picture 2 of 2").waitFor();
    expect(await outside()).toBe(before);
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "detached" });
    await page.mouse.move(400, 650);
    await page.mouse.wheel(0, 40);
    await eventually(async () => expect(await page.evaluate("scrollY")).toBe(scrolled + 40));
  });

  it("is gone through with a finger, while the page behind stays where it is", async () => {
    const page = await conversation(true);
    const session = await page.context().newCDPSession(page);
    const draw = async (...points: readonly [x: number, y: number][]): Promise<void> => {
      for (const [at, [x, y]] of points.entries()) {
        const type = at === 0 ? "touchStart" : "touchMove";
        await session.send("Input.dispatchTouchEvent", { type, touchPoints: [{ x, y }] });
      }
      await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    };
    await page.getByRole("link", { name: "Image" }).first().click();
    await dialog(page).getByText("Picture 1 of 2").waitFor();
    const scrolled = await page.evaluate("scrollY");
    await draw([700, 300], [600, 305], [500, 310], [400, 310]);
    await dialog(page).getByText("Picture 2 of 2").waitFor();
    await draw([700, 500], [700, 400], [690, 200], [690, 100]);
    await draw([300, 300], [400, 305], [500, 310], [600, 310]);
    await dialog(page).getByText("Picture 1 of 2").waitFor();
    expect(await page.evaluate("scrollY")).toBe(scrolled);
  });

  it("opens in a new tab where the lightbox can't be loaded, and in the lightbox once it can", async () => {
    chat.expectNetworkNoise();
    const page = await conversation();
    const link = page.getByRole("link", { name: "Image" }).first();
    await page.context().route(part, (route) => route.abort());
    const opening = page.waitForEvent("popup");
    await link.click();
    const tab = await opening;
    await tab.waitForURL(picture("dunes"));
    expect(await tab.evaluate("opener")).toBe(null);
    await tab.close();
    await page.context().unroute(part);
    await link.click();
    await dialog(page).waitFor();
  });
  it("is a link again for somebody who does not wait for the lightbox", async () => {
    const page = await conversation();
    const link = page.getByRole("link", { name: "Image" }).first();
    let release = (): void => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    await page.context().route(part, async (route) => {
      await released;
      await route.continue();
    });
    await link.click();
    const opening = page.waitForEvent("popup");
    await link.click();
    await (await opening).close();
    const coming = page.waitForResponse(part);
    release();
    await (await coming).finished();
    await link.click();
    await dialog(page).waitFor();
  });
});
