/* eslint-disable @typescript-eslint/unbound-method -- what is patched here is called with its `this` */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { htmlOf } from "./site.js";
import { usePages } from "./use-pages.js";

/** Counts what the page's scripts hold; before any of them runs. */
function count(): void {
  const held = { listeners: 0, timers: 0, sockets: 0, observers: 0 };
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
    target === window || target === document || target === visualViewport;
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

  it("leaves nothing behind, ten times over", async () => {
    const { photographer, customer } = await chat.pair();
    const context = await chat.context();
    await context.addInitScript(count);
    const address = chat.publish({
      html: htmlOf("", `<script type="module" src="${chat.url}/photo-chat.js"></script>`),
    });
    const page = await chat.visit(context, address);
    const session = await context.newCDPSession(page);

    const cycle = async (): Promise<void> => {
      await page.evaluate(
        async ({ peer, token }) => {
          const element = document.createElement("photo-chat");
          Object.assign(element, { token });
          element.setAttribute("with", peer);
          element.setAttribute("mode", "popup");
          element.setAttribute("open", "");
          document.body.append(element);
          await new Promise((ready) =>
            element.addEventListener("photo-chat-ready", ready, { once: true }),
          );
          element.remove();
          (window as unknown as { gone: WeakRef<Element>[] }).gone.push(new WeakRef(element));
        },
        { peer: photographer.userId, token: customer.token },
      );
      await expect.poll(() => held(page).then(({ sockets }) => sockets)).toBe(0);
    };
    // Some of the chat's timers outlive it a moment: the longest is an animation's.
    const holds = (expected: Record<string, number>) =>
      expect
        .poll(() => held(page), { timeout: 10_000 })
        .toEqual({ timers: 0, sockets: 0, ...expected });

    for (let i = 0; i < 10; i += 1) await cycle();
    const loaders = { listeners: 1, observers: 1 };
    await holds(loaders);
    await session.send("HeapProfiler.collectGarbage");
    const alive = () =>
      page.evaluate<number>("gone.filter((element) => element.deref() !== undefined).length");
    // The last one may still be remembered by the browser itself, as what had the focus.
    await expect.poll(alive).toBeLessThanOrEqual(1);

    await page.evaluate("PhotoChat('destroy')");
    await holds({ listeners: 0, observers: 0 });
    expect(
      await page.evaluate("[document.adoptedStyleSheets.length, 'PhotoChat' in window]"),
    ).toEqual([0, false]);
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
