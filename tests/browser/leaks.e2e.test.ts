/* eslint-disable @typescript-eslint/unbound-method -- what is patched here is called with its `this` */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { htmlOf } from "./site.js";
import { usePages } from "./use-pages.js";

interface Gone {
  gone: WeakRef<Element>[];
}

/** Counts what the page's scripts hold; before any of them runs. */
function count(): void {
  const held = { listeners: 0, timers: 0, sockets: 0, channels: 0, observers: 0 };
  const global = { held: () => ({ ...held }), gone: [] as WeakRef<Element>[] };
  Object.assign(window, global);

  const kept = new Map<EventTarget, Set<string>>();
  let ids = 0;
  const names = new WeakMap<object, number>();
  const keyOf = (type: string, listener: object): string => {
    if (!names.has(listener)) names.set(listener, (ids += 1));
    return `${type} ${names.get(listener)}`;
  };
  const tally = (): void => {
    held.listeners = [...kept.values()].reduce((sum, { size }) => sum + size, 0);
  };
  // Those of elements and sockets go with them; these stay with the page.
  const lasting = (target: EventTarget): boolean =>
    target === window ||
    target === document ||
    target === visualViewport ||
    target instanceof MediaQueryList;
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const target = (this as EventTarget | undefined) ?? window;
    if (listener && lasting(target)) {
      const keys = kept.get(target) ?? new Set();
      const key = keyOf(type, listener);
      kept.set(target, keys.add(key));
      tally();
      const signal = typeof options === "object" ? options.signal : undefined;
      if (signal) add.call(signal, "abort", () => keys.delete(key) && tally());
    }
    add.call(target, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    const target = (this as EventTarget | undefined) ?? window;
    if (listener && kept.get(target)?.delete(keyOf(type, listener))) tally();
    remove.call(target, type, listener, options);
  };

  const timers = new Set<unknown>();
  const { setTimeout: later, clearTimeout: cancel } = window;
  window.setTimeout = ((run: () => void, ...rest: [number]) => {
    const timer: unknown = later(
      () => {
        held.timers -= Number(timers.delete(timer));
        run();
      },
      ...rest,
    );
    timers.add(timer);
    held.timers += 1;
    return timer;
  }) as typeof setTimeout;
  window.clearTimeout = (timer) => {
    held.timers -= Number(timers.delete(timer));
    cancel(timer);
  };

  const Socket = WebSocket;
  window.WebSocket = class extends Socket {
    constructor(url: string | URL) {
      super(url);
      held.sockets += 1;
      this.addEventListener("close", () => (held.sockets -= 1));
    }
  };

  const Channel = BroadcastChannel;
  window.BroadcastChannel = class extends Channel {
    constructor(name: string) {
      super(name);
      held.channels += 1;
    }
    override close(): void {
      held.channels -= 1;
      super.close();
    }
  };

  for (const name of ["MutationObserver", "ResizeObserver", "IntersectionObserver"] as const) {
    const { prototype } = window[name];
    const active = new Set<object>();
    const { observe, disconnect } = prototype as MutationObserver;
    Object.assign(prototype, {
      observe(this: MutationObserver, ...given: [Node]) {
        if (!active.has(this)) held.observers += 1;
        active.add(this);
        observe.apply(this, given);
      },
      disconnect(this: MutationObserver) {
        held.observers -= Number(active.delete(this));
        disconnect.call(this);
      },
    });
  }
}

describe("a chat that is taken out of the page", () => {
  const chat = usePages();

  const held = (page: Page) => page.evaluate<Record<string, number>>("held()");
  const closed = (page: Page) =>
    expect.poll(() => held(page).then(({ sockets }) => sockets)).toBe(0);
  // Some of the chat's timers outlive it a moment: the longest is an animation's.
  const holds = (page: Page, expected: Record<string, number>) =>
    expect.poll(() => held(page)).toEqual({ timers: 0, sockets: 0, channels: 0, ...expected });
  /** The loader's own. */
  const loaders = { listeners: 1, observers: 1 };
  /** What of the page itself is there, without what it had in it. */
  const nodes = (page: Page) => page.evaluate(() => document.querySelectorAll("*").length);

  const open = { mode: "popup", open: "" };

  /** A page without a chat that counts. */
  async function counted(): Promise<Page> {
    const context = await chat.context();
    await context.addInitScript(count);
    const tag = `<script type="module" src="${chat.url}/photo-chat.js"></script>`;
    return chat.visit(context, chat.publish({ html: htmlOf("", tag) }));
  }

  async function add(page: Page, token: string | null, attributes: Record<string, string>) {
    await page.evaluate(
      ({ given, named }) => {
        const element = document.createElement("photo-chat");
        Object.assign(element, { token: given });
        for (const [name, value] of Object.entries(named)) element.setAttribute(name, value);
        document.body.append(element);
      },
      { given: token, named: attributes },
    );
  }

  async function remove(page: Page): Promise<void> {
    await page.evaluate(() => {
      const element = document.querySelector("photo-chat") as Element;
      element.remove();
      (window as unknown as Gone).gone.push(new WeakRef(element));
    });
    await closed(page);
  }

  async function collected(page: Page): Promise<void> {
    const session = await page.context().newCDPSession(page);
    const alive = async () => {
      await session.send("HeapProfiler.collectGarbage");
      return page.evaluate<number>(
        "gone.filter((element) => element.deref() !== undefined).length",
      );
    };
    // The last one may still be remembered by the browser itself, as what had the focus.
    await expect.poll(alive).toBeLessThanOrEqual(1);
  }

  it("leaves nothing behind, ten times over", async () => {
    const { photographer, customer } = await chat.pair();
    const page = await counted();
    for (let i = 0; i < 10; i += 1) {
      const removed = page.evaluate(
        () =>
          new Promise<void>((resolve) => {
            const heard = ({ target }: Event): void => {
              document.removeEventListener("photo-chat-ready", heard);
              (target as Element).remove();
              (window as unknown as Gone).gone.push(new WeakRef(target as Element));
              resolve();
            };
            document.addEventListener("photo-chat-ready", heard);
          }),
      );
      await add(page, customer.token, { with: photographer.userId, ...open });
      await removed;
      await closed(page);
    }
    await holds(page, loaders);
    await collected(page);
    await page.evaluate("PhotoChat('destroy')");
    await holds(page, { listeners: 0, observers: 0 });
    expect(
      await page.evaluate("[document.adoptedStyleSheets.length, 'PhotoChat' in window]"),
    ).toEqual([0, false]);
  });

  interface Use {
    readonly attributes: Readonly<Record<string, string>>;
    /** Who is in front of it; nobody is a guest. */
    readonly as?: "photographer" | "customer";
    /** What is done with it before it goes. */
    readonly use: (page: Page) => Promise<unknown>;
  }

  const button = (page: Page, name: string) => page.getByRole("button", { name });
  const uses: Readonly<Record<string, Use>> = {
    "an inbox with a conversation and a search": {
      attributes: { mode: "inbox", with: "" },
      as: "photographer",
      async use(page) {
        await button(page, "Carl").click();
        await page.getByRole("paragraph").getByText("Hello").waitFor();
        await page.getByRole("searchbox").fill("hel");
        await page.locator("mark").first().waitFor();
      },
    },
    "the choice of emoji": {
      attributes: open,
      as: "customer",
      async use(page) {
        await button(page, "Emoji").click();
        await page
          .getByRole("menuitem", { name: /grinning face/ })
          .first()
          .click();
      },
    },
    "the menu": {
      attributes: open,
      as: "customer",
      async use(page) {
        await button(page, "More options").click();
        await page.getByRole("menuitem", { name: "Report Pia" }).waitFor();
      },
    },
    "the report of a person": {
      attributes: open,
      as: "customer",
      async use(page) {
        await button(page, "More options").click();
        await page.getByRole("menuitem", { name: "Report Pia" }).click();
        await page.getByRole("radio", { name: "Something else" }).check();
      },
    },
    "the actions of a message": {
      attributes: open,
      as: "customer",
      async use(page) {
        const actions = page.getByRole("toolbar", { name: "Message actions" });
        // Its code comes with the first event.
        const over = async (x: number) => {
          await page.getByText("Hello").hover({ position: { x, y: 5 } });
          return actions.count();
        };
        await expect.poll(async () => (await over(5)) || (await over(8))).toBe(1);
      },
    },
    "a guest's form": {
      attributes: open,
      use: (page) => page.getByRole("textbox", { name: "Your name" }).fill("Vera"),
    },
    "a launcher, before the chat has come": {
      attributes: { mode: "popup" },
      use: (page) => button(page, "Open chat").waitFor(),
    },
  };

  it.each(Object.entries(uses))("leaves nothing of %s", async (_, { attributes, as, use }) => {
    const { photographer, customer, conversationId } = await chat.pair();
    const path = `POST /api/conversations/${conversationId}/messages`;
    await chat.fetch(customer, path, { messageText: "Hello" });
    const token = as ? { photographer, customer }[as].token : null;
    const page = await counted();
    const before = await nodes(page);
    for (let i = 0; i < 3; i += 1) {
      await add(page, token, { with: photographer.userId, ...attributes });
      await use(page);
      await remove(page);
    }
    await holds(page, loaders);
    expect(await nodes(page)).toBe(before);
    await collected(page);
    await page.evaluate("PhotoChat('destroy')");
    await holds(page, { listeners: 0, observers: 0 });
  });

  it("comes back out of the browser's memory of pages, connected again", async () => {
    const { photographer, customer } = await chat.pair();
    const pia = await chat.connect(photographer);
    const carl = await chat.embed(customer, photographer);
    await carl.says("Say hello");
    await carl.page.evaluate(() => {
      dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
    });
    await pia.next("user_offline", ({ userId }) => userId === customer.userId);
    await carl.page.evaluate(() => {
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    });
    await carl.write("back again");
    await carl.showsState("Delivered");
    expect((await pia.next("new_message")).message.messageText).toBe("back again");
  });
});
