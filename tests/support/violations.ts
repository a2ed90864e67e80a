import axe from "axe-core";
import type { Page } from "playwright-core";

/** What axe finds wrong with a page as it is now: the rule, and where. */
export async function violationsOf(page: Page): Promise<[rule: string, places: string[]][]> {
  const isThere = await page.evaluate(() => "axe" in window);
  if (!isThere) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: inPage } = window as unknown as { axe: typeof axe };
    const { violations } = await inPage.run(document, { resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
  });
}
