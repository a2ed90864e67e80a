import { describe, expect, it } from "vitest";
import { createManualClock } from "../testing/manual-clock.js";
import { createTypingSender } from "./typing-sender.js";

function setUp() {
  const clock = createManualClock();
  const start = clock.now();
  const told: [number, string][] = [];
  const sender = createTypingSender((event) => told.push([clock.now() - start, event]), clock);
  return { clock, sender, told };
}

describe("the typing sender", () => {
  it("tells of the first keystroke at once, then at most one in 2 s, then of one stop", async () => {
    const { clock, sender, told } = setUp();
    for (let key = 0; key < 50; key += 1) {
      sender.typing();
      await clock.advance(100);
    }
    await clock.advance(60_000);
    expect(told).toEqual([
      [0, "typing"],
      [2_000, "typing"],
      [4_000, "typing"],
      [8_900, "stop_typing"],
    ]);
    expect(clock.timers).toBe(0);
  });

  it("stops when told, once, and begins anew with the next keystroke", async () => {
    const { clock, sender, told } = setUp();
    sender.stop();
    sender.typing();
    sender.stop();
    sender.stop();
    expect(clock.timers).toBe(0);
    sender.typing();
    expect(told.map(([, event]) => event)).toEqual(["typing", "stop_typing", "typing"]);
  });
});
