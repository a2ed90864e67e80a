import { describe, expect, it, vi } from "vitest";
import { createManualClock } from "../testing/manual-clock.js";
import { createTypingRoster } from "./typing-roster.js";

const bo = { userId: "bo", userName: "Bo" };
const cy = { userId: "cy", userName: null };

function setUp() {
  const clock = createManualClock();
  const onChange = vi.fn();
  return { clock, onChange, roster: createTypingRoster(onChange, clock) };
}

describe("the typing roster", () => {
  it("drops someone 6 s after the last heartbeat, when the stop was lost", async () => {
    const { clock, roster } = setUp();
    roster.started(bo);
    await clock.advance(4_000);
    roster.started(bo);
    roster.started(cy);
    await clock.advance(5_999);
    expect(roster.users).toEqual([bo, cy]);
    await clock.advance(1);
    expect(roster.users).toEqual([]);
  });

  it("tells of a change, and not of a heartbeat", () => {
    const { onChange, roster } = setUp();
    roster.started(bo);
    const { users } = roster;
    roster.started(bo);
    roster.stopped("nobody");
    expect(onChange).toHaveBeenCalledTimes(1);
    expect(roster.users).toBe(users);
    roster.stopped("bo");
    expect(onChange).toHaveBeenCalledTimes(2);
    expect(roster.users).toEqual([]);
  });

  it("leaves no timer when cleared", () => {
    const { clock, roster } = setUp();
    roster.started(bo);
    roster.started(cy);
    roster.clear();
    expect(roster.users).toEqual([]);
    expect(clock.timers).toBe(0);
  });
});
