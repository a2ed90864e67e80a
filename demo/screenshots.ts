/**
 * Takes the pictures of the README into `docs/images/`: builds nothing, so run `npm run build` first.
 *
 * `npm run screenshots -w demo`
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type BrowserContextOptions, chromium, type Locator, type Page } from "playwright-core";
import { findChromium } from "../tests/support/chromium.js";
import { inboxLink } from "../tests/support/inbox-link.js";
import { connectRaw } from "../tests/support/raw-client.js";
import { startServer } from "../tests/support/server.js";
import { type InboxVisitor, letVisitorsWrite } from "./inbox-visitors.js";

const folder = join(import.meta.dirname, "../docs/images");
const desktop = { viewport: { width: 1440, height: 900 } };
const desk = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true };

const server = await startServer();
const browser = await chromium.launch(await findChromium());
try {
  for (const colorScheme of ["light", "dark"] as const) {
    await conversation({ ...desktop, colorScheme }, `desktop-${colorScheme}`);
  }
  await offline({ ...desktop, colorScheme: "light" }, "offline");
  await customer({ ...phone, colorScheme: "dark" }, "phone-customer");
  for (const colorScheme of ["light", "dark"] as const) {
    await inbox({ ...desk, colorScheme }, `inbox-${colorScheme}`);
  }
  await inbox({ ...phone, colorScheme: "light" }, "inbox-phone");
  await themes({ viewport: { width: 1280, height: 900 }, colorScheme: "light" }, "themes");
} finally {
  await browser.close();
  await server.stop();
}

async function conversation(options: BrowserContextOptions, name: string): Promise<void> {
  const { page, popup, desk } = await openDemo(options);
  await popup.locator(".launcher").click();
  await say(popup, "Hi! I love the dunes. Could you print them at 80 × 120?", desk);
  await say(desk, "Gladly. At that size I'd take the cotton paper, it holds the shadows.", popup);
  await say(desk, "A proof could be here on Thursday: https://early-light.example/proofs/7", popup);
  await say(popup, "Thursday is perfect, thank you!", desk);
  await popup.locator('.row:last-child [data-status="read"]').waitFor();
  await desk.locator("textarea").pressSequentially("See you th");
  await popup.locator(".typing").waitFor();
  await shoot(page, name);
}

async function offline(options: BrowserContextOptions, name: string): Promise<void> {
  const { page, popup, desk } = await openDemo(options);
  await popup.locator(".launcher").click();
  await say(popup, "Thursday is perfect, thank you!", desk);
  await page.getByRole("radio", { name: "Offline" }).check();
  await say(popup, "One more thing");
  await say(popup, "Could you frame it, too?");
  await popup.getByText("Try now").waitFor();
  const panel = await popup.locator(".panel").boundingBox();
  if (!panel) throw new Error("The popup is not open");
  const { x, y, width, height } = panel;
  await shoot(page, name, { x: x - 24, y: y - 24, width: width + 48, height: height + 48 });
}

async function customer(options: BrowserContextOptions, name: string): Promise<void> {
  const { page, popup } = await openDemo(options);
  await popup.locator(".launcher").click();
  await say(popup, "Hi! I love the dunes. Could you print them at 80 × 120?");
  await popup.locator('[data-status="delivered"]').waitFor();
  await popup.locator("img").evaluate((image: HTMLImageElement) => image.decode());
  await shoot(page, name);
}

/** The photographer has answered one of five and was read, while another writes on; on a phone, back at the list. */
async function inbox(options: BrowserContextOptions, name: string): Promise<void> {
  const link = await inboxLink(server, name, "Anna Lind");
  const visitors = await letVisitorsWrite(server, name);
  const [carl, vera] = [await connect(visitors, "Carl"), await connect(visitors, "Vera")];
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(link);
  const chat = page.locator("photo-chat");
  await page.getByRole("button", { name: /Carl Berg/ }).click();
  await chat.locator(".about").waitFor();
  await say(chat, "Gladly! At that size I’d take the cotton paper.");
  await say(chat, "A proof could be in the post on Thursday.");
  await carl.tell("mark_read");
  await chat.locator('.detail [data-status="read"]').last().waitFor();
  if (options.hasTouch)
    await page.getByRole("button", { name: "Back to all conversations" }).click();
  await vera.tell("typing");
  await chat.locator(".busy").waitFor();
  await chat.locator(".about img").evaluateAll((images) => {
    return Promise.all(images.map((image) => (image as HTMLImageElement).decode()));
  });
  await shoot(page, name);
  for (const { leave } of [carl, vera]) leave();
}

async function connect(
  visitors: ReadonlyMap<string, InboxVisitor>,
  name: string,
): Promise<{ tell: (event: string) => Promise<unknown>; leave: () => void }> {
  const { token, conversationId } = visitors.get(name) ?? { token: "", conversationId: "" };
  const client = await connectRaw(server.url, { token });
  return {
    tell: (event) => client.request(event, { conversationId }),
    leave: () => client.socket.close(),
  };
}

/** The chats alone, without their CSS, as the one picture that is not a PNG: it has six photographs. */
async function themes(options: BrowserContextOptions, name: string): Promise<void> {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(`${server.url}/themes.html`, { waitUntil: "networkidle" });
  await page.getByText("Is it for sale?").nth(5).waitFor();
  await page.addStyleTag({ content: "main { gap: 24px } pre { display: none }" });
  const shot = await page.locator("main").screenshot({ animations: "disabled" });
  const webp = await page.evaluate(asWebp, shot.toString("base64"));
  await writeFile(join(folder, `${name}.webp`), Buffer.from(webp, "base64"));
  await page.context().close();
}

async function asWebp(png: string): Promise<string> {
  const bitmap = await createImageBitmap(
    await (await fetch(`data:image/png;base64,${png}`)).blob(),
  );
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: bitmap.width, height: bitmap.height });
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  return canvas.toDataURL("image/webp", 0.75).split(",")[1] ?? "";
}

async function openDemo(
  options: BrowserContextOptions,
): Promise<{ page: Page; popup: Locator; desk: Locator }> {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(server.url, { waitUntil: "networkidle" });
  const popup = page.locator(".studio photo-chat");
  await popup.locator(".badge").waitFor();
  return { page, popup, desk: page.locator(".desk photo-chat") };
}

/** Writes a message, and waits until `other` shows it. */
async function say(chat: Locator, text: string, other?: Locator): Promise<void> {
  await chat.locator("textarea").fill(text);
  await chat.locator("textarea").press("Enter");
  const start = text.slice(0, 20);
  for (const side of [chat, other]) await side?.locator(".bubble", { hasText: start }).waitFor();
}

async function shoot(
  page: Page,
  name: string,
  clip?: { x: number; y: number; width: number; height: number },
): Promise<void> {
  const path = join(folder, `${name}.png`);
  // Buttons change their colours for a moment.
  await page.waitForTimeout(300);
  await page.screenshot({ path, animations: "disabled", ...(clip && { clip }) });
  await page.context().close();
}
