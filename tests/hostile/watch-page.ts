import type { BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";

/** What a page did that texts of people must never make it do. */
export interface Watch {
  /** Fails unless the page has run nothing, asked nobody else and stayed where it was. */
  expectUnharmed(page: Page): Promise<void>;
}

/** To be called before the context's first page. */
export async function watchPages(
  context: BrowserContext,
  origins: () => readonly string[],
): Promise<Watch> {
  const asked: string[] = [];
  const dialogs: string[] = [];
  context.on("request", (request) => asked.push(request.url()));
  context.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await context.addInitScript(() => {
    const violations: string[] = [];
    Object.assign(window, { violations });
    document.addEventListener("securitypolicyviolation", (event) => {
      violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return {
    async expectUnharmed(page) {
      expect(await page.evaluate("window.__hit")).toBeUndefined();
      expect(await page.evaluate("window.violations")).toEqual([]);
      expect(dialogs).toEqual([]);
      const allowed = new Set(origins());
      expect(asked.filter((url) => /^http/.test(url) && !allowed.has(new URL(url).origin))).toEqual(
        [],
      );
      expect(context.pages()).toHaveLength(1);
      expect(allowed).toContain(new URL(page.url()).origin);
    },
  };
}
