import { brotliCompressSync } from "node:zlib";
import type { Browser, CDPSession, Page } from "playwright-core";
import { seededText } from "../../tests/support/seed-messages.js";
import { percentileOf } from "../percentile.js";
import type { Contender } from "./contenders.js";
import type { Plan } from "./plan.js";
import { installProbe } from "./probe.js";
import { scriptCpuOf } from "./script-cpu.js";

/** One visit to a contender's page; times in milliseconds. */
export interface Visit {
  /** From putting the element into the page, its scripts being there, until the newest message is on screen. */
  shown: number;
  /** The same for the first element, with what it still has to fetch. */
  firstShown: number;
  /** Elements in the page then, and rows of messages. */
  elements: number;
  rows: number;
  /** Compiling and evaluating the scripts. */
  scriptCpu: number;
  /** Scripts and style sheets, after brotli. */
  bytes: number;
  /** The longest time a key press waited while the burst came in. */
  longestWait: number;
  frameP95: number;
  jumps: number;
  worstJump: number;
  mostRows: number;
  /** Elements in the page at the end of the way. */
  elementsAfter: number;
  arrived: boolean;
  took: number;
}

/** Nearly a screenful in a frame: faster than a hand. */
const STEP = 500;

export async function visitPage(
  browser: Browser,
  contender: Contender,
  address: string,
  plan: Plan,
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 } });
  try {
    const page = await context.newPage();
    // The name keeper is a helper of the compiler, which stays behind in this process.
    await page.addInitScript({
      content: `{ const __name = (it) => it; (${String(installProbe)})(); }`,
    });
    const cdp = await context.newCDPSession(page);
    await cdp.send("Emulation.setFocusEmulationEnabled", { enabled: true });
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: plan.throttle });
    const sizes = sizesOf(page);
    await browser.startTracing(page, { categories: ["devtools.timeline", "v8"] });
    await page.goto(address, { waitUntil: "networkidle" });
    const newest = [contender.row, seededText(plan.messages).slice(0, 20)] as const;
    const firstShown = await page.evaluate(openIn, newest);
    const scriptCpu = scriptCpuOf(await browser.stopTracing());
    await page.evaluate(() => document.body.lastElementChild?.remove());
    const shown = await page.evaluate(openIn, newest);
    const { elements, rows } = await page.evaluate(
      (row) => ({ elements: window.probe.elements(), rows: window.probe.rows(row).length }),
      contender.row,
    );
    const longestWait = await burst(page, cdp, contender, plan);
    const way = await page.evaluate((options) => window.probe.scrollBack(options), {
      row: contender.row,
      oldest: "Message 1.",
      step: STEP,
      limitMs: plan.scrollMs,
    });
    return {
      firstShown,
      shown,
      elements,
      rows,
      scriptCpu,
      bytes: await sizes(),
      longestWait,
      frameP95: percentileOf(way.frames, 0.95),
      jumps: way.jumps,
      worstJump: way.worstJump,
      mostRows: way.rows,
      elementsAfter: way.elements,
      arrived: way.arrived,
      took: way.took,
    };
  } finally {
    await context.close();
  }
}

function openIn([row, text]: readonly [row: string, text: string]): Promise<number> {
  return window.probe.shown(() => window.openChat(), row, text);
}

function sizesOf(page: Page): () => Promise<number> {
  const bodies: Promise<Buffer>[] = [];
  page.on("response", (response) => {
    const type = response.request().resourceType();
    if (type === "script" || type === "stylesheet") bodies.push(response.body());
  });
  return async () => {
    const all = await Promise.all(bodies);
    return all.reduce((sum, body) => sum + brotliCompressSync(body).length, 0);
  };
}

/** Somebody types into the host's page while messages pour in; how long the slowest key press waited. */
async function burst(
  page: Page,
  cdp: CDPSession,
  { row, receive }: Contender,
  plan: Plan,
): Promise<number> {
  const texts = Array.from({ length: plan.burst }, (_, i) => `Burst ${i + 1} of ${plan.burst}.`);
  await page.getByLabel("typing meanwhile").focus();
  await page.evaluate(() => window.probe.listen());
  const typing = setInterval(() => {
    for (const type of ["keyDown", "keyUp"] as const) {
      cdp.send("Input.dispatchKeyEvent", { type, key: "a", text: "a" }).catch(() => {});
    }
  }, 15);
  try {
    const last = texts.at(-1) ?? "";
    await Promise.all([
      page.evaluate(presentIn, [row, last, plan.burstMs] as const),
      receive ? receive(texts) : page.evaluate(receiveInPage, texts),
    ]);
  } finally {
    clearInterval(typing);
  }
  return page.evaluate(() => window.probe.longestWait());
}

function presentIn([row, text, limitMs]: readonly [row: string, text: string, limitMs: number]) {
  return window.probe.present(row, text, limitMs);
}

/** Each in a task of its own, as from a network. */
async function receiveInPage(texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    window.receive(text);
    await new Promise((done) => setTimeout(done));
  }
}
