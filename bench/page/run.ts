/**
 * `npm run bench:page [-- --rounds=3 --only=photo-chat]`: our page with a long history beside those of
 * two other chat elements, in one run. What is measured and how to read it: docs/benchmarks.md.
 * Fails when one of our own bars was missed.
 */
import { availableParallelism, cpus, loadavg } from "node:os";
import { chromium } from "playwright-core";
import { findChromium } from "../../tests/support/chromium.js";
import { startPostgres } from "../../tests/support/postgres.js";
import { countStolen } from "../stolen.js";
import { type Contender, deepChat, photoChat, vueAdvancedChat } from "./contenders.js";
import { visitPage, type Visit } from "./measure-page.js";
import { startOwnServer } from "./own-page.js";
import { startPageSite } from "./page-site.js";
import { planOf } from "./plan.js";
import { missesOf, pageReportOf } from "./report-pages.js";

const OURS = "photo-chat";
const { plan, only } = planOf(process.argv.slice(2));
const stolen = countStolen();
const postgres = await startPostgres();
const browser = await chromium.launch(await findChromium());
const own = await startOwnServer(await postgres.createDatabase());
const site = await startPageSite();
try {
  const pages: Record<string, () => Promise<Contender>> = {
    "deep-chat": () => deepChat(plan),
    "vue-advanced-chat": () => vueAdvancedChat(plan),
    [OURS]: async () => photoChat(await own.conversation(plan.messages)),
  };
  const chosen = Object.entries(pages).filter(([name]) => only === undefined || name === only);
  console.log(
    `${availableParallelism()} cores (${cpus()[0]?.model ?? "unknown"}), load ${load()}, ` +
      `Chromium ${browser.version()} slowed down ${plan.throttle} ×, ` +
      `${plan.messages.toLocaleString("en")} messages, ${plan.rounds} rounds in turns`,
  );
  const visits = new Map<string, Visit[]>(chosen.map(([name]) => [name, []]));
  const versions = new Map<string, string>();
  const gaveUp: string[] = [];
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const [name, page] of chosen) {
      const contender = await page();
      versions.set(name, contender.version);
      const address = await site.publish(contender);
      const scrollMs = name === OURS ? plan.scrollMs : plan.othersScrollMs;
      try {
        visits.get(name)?.push(await visitPage(browser, contender, address, { ...plan, scrollMs }));
      } catch (error) {
        gaveUp.push(`${name}, round ${round + 1}: ${String(error).split("\n")[0] ?? ""}`);
      }
    }
  }
  console.log([...versions].map(([name, version]) => `${name}: ${version}`).join(", "));
  console.log(
    `\n${pageReportOf(visits, OURS)}\n\nThe others scrolled for ${plan.othersScrollMs / 1_000} s; ` +
      `this one for at most ${plan.scrollMs / 1_000} s. Load at the end: ${load()}; ` +
      `of the processor time wanted, other machines took: ${stolen()}`,
  );
  for (const failure of gaveUp) console.log(`Given up: ${failure}`);
  const misses = missesOf(visits.get(OURS) ?? []);
  if (gaveUp.some((failure) => failure.startsWith(OURS))) misses.push("a round was given up");
  for (const miss of misses) console.log(`Missed: ${miss}`);
  if (misses.length > 0) process.exitCode = 1;
} finally {
  site.close();
  await browser.close();
  await own.stop();
  await postgres.stop();
}

function load(): string {
  return (loadavg()[0] ?? Number.NaN).toFixed(1);
}
