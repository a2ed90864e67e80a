/**
 * Draws the home-screen icons from `icon.svg`. Run it after a change of the drawing:
 *
 * `npx tsx widget/inbox-page/draw-icons.ts`
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { findChromium } from "../../tests/support/chromium.js";

const folder = join(import.meta.dirname, "public/inbox");
const drawing = await readFile(join(folder, "icon.svg"), "utf8");
const browser = await chromium.launch(await findChromium());
const page = await browser.newPage();

await draw("icon-192", 192, drawing);
await draw("icon-512", 512, drawing);
// The device cuts a maskable icon to its own shape, so its ground reaches every corner.
await draw("icon-maskable", 512, drawing.replace(/ rx="\d+"/, ""));
await browser.close();

async function draw(name: string, size: number, svg: string): Promise<void> {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
  await page.screenshot({ path: join(folder, `${name}.png`), omitBackground: true });
}
