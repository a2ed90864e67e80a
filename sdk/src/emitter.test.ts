import { describe, expect, it, vi } from "vitest";
import { createEmitter, createNotifier } from "./emitter.js";

describe("an emitter", () => {
  it("calls each listener until it stops, and one that listens twice twice", () => {
    const emitter = createEmitter<{ tick: number }>();
    const listener = vi.fn();
    const stop = emitter.on("tick", listener);
    emitter.on("tick", listener);
    emitter.emit("tick", 1);
    stop();
    stop();
    emitter.emit("tick", 2);
    expect(listener.mock.calls).toEqual([[1], [1], [2]]);
    emitter.clear();
    emitter.emit("tick", 3);
    expect(listener).toHaveBeenCalledTimes(3);
  });

  it("goes on when a listener throws, and leaves the error to the page", async () => {
    const emitter = createEmitter<{ tick: number }>();
    const listener = vi.fn();
    const thrown = new Promise((resolve) => {
      const others = process.listeners("uncaughtException");
      process.removeAllListeners("uncaughtException");
      process.once("uncaughtException", (error) => {
        for (const other of others) process.on("uncaughtException", other);
        resolve(error);
      });
    });
    emitter.on("tick", () => {
      throw new Error("the host's");
    });
    emitter.on("tick", listener);
    emitter.emit("tick", 1);
    expect(listener).toHaveBeenCalledTimes(1);
    await expect(thrown).resolves.toMatchObject({ message: "the host's" });
  });
});

describe("a notifier", () => {
  it("tells once of all that changes together", async () => {
    const notifier = createNotifier();
    const listener = vi.fn();
    const stop = notifier.subscribe(listener);
    notifier.notify();
    notifier.notify();
    expect(listener).not.toHaveBeenCalled();
    await Promise.resolve();
    expect(listener).toHaveBeenCalledTimes(1);
    notifier.notify();
    stop();
    await Promise.resolve();
    expect(listener).toHaveBeenCalledTimes(1);
  });
});
