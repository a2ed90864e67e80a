import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createPresence, type Presence } from "./presence.js";

const GRACE_MS = 4_000;

let presence: Presence;
let told: string[];
beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  told = [];
  presence = createPresence(GRACE_MS);
  presence.watch({
    online: (userId) => told.push(`${userId} came`),
    offline: (userId, at) => told.push(`${userId} went at ${at.getTime()}`),
  });
});
afterEach(() => {
  vi.useRealTimers();
});

function socketOf(userId: string): Parameters<Presence["add"]>[0] {
  const user = { userId, name: null, picture: null, role: "customer" as const };
  return { data: { user, confirmsDelivery: true } };
}

describe("presence", () => {
  it("tells of the first connection at once, and of the last one after the grace time", () => {
    const leaveFirst = presence.add(socketOf("anna"));
    const leaveSecond = presence.add(socketOf("anna"));
    leaveFirst();
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual(["anna came"]);

    leaveSecond();
    vi.advanceTimersByTime(GRACE_MS - 1);
    expect(told).toEqual(["anna came"]);
    expect(presence.isOnline("anna")).toBe(true);
    vi.advanceTimersByTime(1);
    expect(told).toEqual(["anna came", "anna went at 60000"]);
    expect(presence.isOnline("anna")).toBe(false);
  });

  it("shows nothing of a page change", () => {
    presence.add(socketOf("anna"))();
    vi.advanceTimersByTime(GRACE_MS - 1);
    const leave = presence.add(socketOf("anna"));
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual(["anna came"]);

    leave();
    vi.advanceTimersByTime(GRACE_MS);
    presence.add(socketOf("anna"));
    expect(told).toEqual(["anna came", "anna went at 63999", "anna came"]);
  });

  it("counts a socket that leaves twice once", () => {
    const leave = presence.add(socketOf("anna"));
    presence.add(socketOf("anna"));
    leave();
    leave();
    vi.advanceTimersByTime(60_000);
    expect(presence.isOnline("anna")).toBe(true);
  });

  it("keeps users apart", () => {
    presence.add(socketOf("anna"))();
    presence.add(socketOf("ben"));
    vi.advanceTimersByTime(GRACE_MS);
    expect(presence.userIds()).toEqual(["ben"]);
    expect(presence.socketsOf("anna").size).toBe(0);
    expect(presence.socketsOf("ben").size).toBe(1);
  });

  it("tells nobody of anything once it is stopped", () => {
    presence.add(socketOf("anna"))();
    const leaveBen = presence.add(socketOf("ben"));
    presence.stop();
    leaveBen();
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual(["anna came", "ben came"]);
  });
});
