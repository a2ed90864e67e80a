import type { BrowserContext, Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { usePages } from "../../browser/use-pages.js";
import { startTcpProxy, type TcpProxy } from "../../support/tcp-proxy.js";
import { expectTruth } from "./expect-truth.js";

describe("IndexedDB", () => {
  const chat = usePages();
  let wire: TcpProxy;
  beforeEach(async () => {
    chat.expectNetworkNoise();
    wire = await startTcpProxy(chat.url);
  });
  afterEach(() => wire.close());

  /** Ends what the browser has promised to keep, as a browser or its user does. */
  const faults: Record<string, (page: Page) => Promise<unknown>> = {
    cleared: async (page) => {
      const session = await page.context().newCDPSession(page);
      const { origin } = new URL(page.url());
      await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "indexeddb" });
    },
    deleted: (page) =>
      page.evaluate(
        () =>
          new Promise((resolve) => {
            indexedDB.deleteDatabase("photo-chat").onsuccess = resolve;
          }),
      ),
  };

  /** A page with an open conversation, whose storage was prepared. */
  async function open(prepare?: (context: BrowserContext) => Promise<unknown>) {
    const { photographer, customer, conversationId } = await chat.pair();
    const context = await chat.context();
    await context.addInitScript(() =>
      document.addEventListener("photo-chat-error", (event) => {
        document.title = (event as CustomEvent<{ error: { code: string } }>).detail.error.code;
      }),
    );
    await prepare?.(context);
    const carl = await chat.embed(customer, photographer, { context, server: wire.url });
    await carl.says("Say hello");
    return { carl, conversationId };
  }

  it.each<[string, (context: BrowserContext) => Promise<unknown>]>([
    [
      "missing",
      (context) =>
        context.addInitScript(() =>
          Object.defineProperty(window, "indexedDB", { value: undefined }),
        ),
    ],
    [
      "full",
      async (context) => {
        const session = await context.newCDPSession(await context.newPage());
        const { origin } = chat.site;
        await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
      },
    ],
  ])("that is %s is told of, and what was written goes out", async (_, prepare) => {
    const { carl, conversationId } = await open(prepare);
    wire.cut();
    await carl.write("one");
    await carl.write("two");
    await carl.shows(["one", "two"]);
    await carl.says(/2 messages wait.*Keep this page open/s);
    await expect.poll(() => carl.page.title()).toBe("storage_failed");
    wire.mend();
    const rows = await expectTruth(chat.databaseUrl, conversationId, [carl]);
    expect(rows.map(({ text }) => text)).toEqual(["one", "two"]);
  });

  it.each(Object.keys(faults))(
    "that is %s in mid-session is told of, and nothing that waits is dropped",
    async (fault) => {
      const { carl, conversationId } = await open();
      wire.cut();
      await carl.write("before");
      await carl.shows(["before"]);
      await faults[fault]?.(carl.page);
      await carl.write("after");
      await carl.shows(["before", "after"]);
      await carl.says(/2 messages wait.*Keep this page open/s);
      await expect.poll(() => carl.page.title()).toBe("storage_failed");
      wire.mend();
      const rows = await expectTruth(chat.databaseUrl, conversationId, [carl]);
      expect(rows.map(({ text }) => text)).toEqual(["before", "after"]);
    },
  );
});
