import { afterEach, describe, expect, it, vi } from "vitest";
import { browserEnvironment, type EnvironmentEvent } from "./environment.js";

afterEach(() => {
  vi.unstubAllGlobals();
});

function stubBrowser() {
  const document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  const window = new EventTarget();
  vi.stubGlobal("document", document);
  vi.stubGlobal("window", window);
  const heard: EnvironmentEvent[] = [];
  const stop = browserEnvironment((event) => heard.push(event));
  return { document, window, heard, stop };
}

describe("the browser's environment", () => {
  it.each([
    ["window", "online", "wake"],
    ["window", "offline", "offline"],
    ["window", "pageshow", "wake"],
    ["window", "pagehide", "suspend"],
    ["document", "visibilitychange", "wake"],
    ["document", "resume", "wake"],
    ["document", "freeze", "suspend"],
  ] as const)("takes %s %s for %s", (target, type, expected) => {
    const browser = stubBrowser();
    browser[target].dispatchEvent(new Event(type));
    expect(browser.heard).toEqual([expected]);
    browser.stop();
    browser[target].dispatchEvent(new Event(type));
    expect(browser.heard).toEqual([expected]);
  });

  it("does not wake for a page that is hidden", () => {
    const { document, heard } = stubBrowser();
    document.visibilityState = "hidden";
    document.dispatchEvent(new Event("visibilitychange"));
    expect(heard).toEqual([]);
  });

  it("has nothing to tell outside a browser", () => {
    expect(() => browserEnvironment(() => {})()).not.toThrow();
  });
});
