import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { findChromium } from "../support/chromium.js";
import { type SharedServer, type TestUser, useServer } from "../support/use-server.js";
import { type ChatWindow, chatWindow } from "./chat-window.js";
import { htmlOf, type Site, type SitePage, startSite } from "./site.js";

export interface EmbedOptions {
  mode?: "inline" | "popup";
  /** A browser profile of its own by default; the same context is the same person's browser. */
  context?: BrowserContext;
  /** Another way to the chat server than its own address; scripts still come straight from it. */
  server?: string;
}

/** A chat server, a site that embeds it, and a browser, shared by a file's tests. */
export interface Pages extends SharedServer {
  readonly site: Site;
  context(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** A page on the site where `user` chats with another. */
  embed(user: TestUser, peer: TestUser, options?: EmbedOptions): Promise<ChatWindow>;
  /** A page, watched: unless `expectNoise` is said, anything in its console fails the test. */
  visit(context: BrowserContext, address: string): Promise<Page>;
  publish(page: SitePage): string;
  /** For a page that loses its network on purpose: the browser itself reports that. */
  expectNetworkNoise(): void;
}

const networkNoise = /^(WebSocket connection to|Failed to load resource)/;

export function usePages(env: Record<string, string> = {}): Pages {
  const server = useServer("PostgreSQL", env);
  let browser: Browser;
  let site: Site;
  let contexts: BrowserContext[] = [];
  let noise: string[] = [];
  let networkMayFail = false;

  beforeAll(async () => {
    site = await startSite();
    browser = await chromium.launch(await findChromium());
  });
  afterEach(async () => {
    const unexpected = noise.filter((line) => !(networkMayFail && networkNoise.test(line)));
    noise = [];
    networkMayFail = false;
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
    expect(unexpected).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    site.close();
  });

  const pages = {
    get site() {
      return site;
    },
    async context(options?: BrowserContextOptions) {
      const context = await browser.newContext(options);
      contexts.push(context);
      return context;
    },
    async visit(context: BrowserContext, address: string) {
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      page.on("console", (message) => noise.push(message.text()));
      page.on("pageerror", (error) => noise.push(String(error)));
      await page.goto(address);
      return page;
    },
    async embed(user: TestUser, peer: TestUser, options: EmbedOptions = {}) {
      const { mode = "inline", server: via = server.url } = options;
      const context = options.context ?? (await pages.context());
      const address = pages.publish({
        html: htmlOf(
          `<h1>Studio</h1>
          <photo-chat server="${via}" with="${peer.userId}" mode="${mode}"
            data-token="${user.token}"></photo-chat>`,
          `<script type="module" src="/host.js"></script>
          <script type="module" src="${server.url}/photo-chat.js"></script>`,
        ),
      });
      return chatWindow(await pages.visit(context, address));
    },
    publish: (page: SitePage) => site.add(page),
    expectNetworkNoise() {
      networkMayFail = true;
    },
  };
  return Object.defineProperties(pages, Object.getOwnPropertyDescriptors(server)) as Pages;
}
