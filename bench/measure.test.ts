import { describe, expect, it } from "vitest";
import type { Fleet, FleetListener } from "./fleet.js";
import { measureLone, measureRate, measureSaturation } from "./measure.js";

/** Answers every message at once, except that from `stallAt` on it answers nothing for `stallMs`. */
function stallingFleet(stallAt: number, stallMs: number): Fleet {
  const counts = {
    sent: 0,
    acked: 0,
    delivered: 0,
    shed: 0,
    refused: 0,
    outOfTurn: 0,
    outOfOrder: 0,
    lost: 0,
  };
  const start = performance.now();
  let listener: FleetListener = { onAcked() {}, onDelivered() {} };
  return {
    pairs: 2,
    counts,
    revs: new Map(),
    send() {
      const message = counts.sent++;
      const since = performance.now() - start - stallAt;
      const wait = since > 0 && since < stallMs ? stallMs - since : 0;
      setTimeout(() => {
        counts.acked++;
        counts.delivered++;
        listener.onAcked(message, performance.now());
        listener.onDelivered(message, performance.now());
      }, wait);
      return message;
    },
    listen(next) {
      listener = next;
    },
    get waiting() {
      return counts.sent - counts.acked;
    },
    isQuiet: () => counts.acked === counts.sent && counts.delivered === counts.sent,
    close() {},
  };
}

describe("measureRate", () => {
  it("charges a stall to every message that was due meanwhile", async () => {
    const { delivery, generator } = await measureRate(stallingFleet(700, 400), 200, 1);
    // 80 of 200 messages were due during the stall and waited from 0 to 400 ms.
    expect(delivery.p99).toBeGreaterThan(300);
    expect(delivery.p50).toBeLessThan(200);
    expect(generator.cpu).toBeGreaterThan(0);
  });

  it("sends as many as the rate asks for, whatever the answers do", async () => {
    const fleet = stallingFleet(0, 900);
    await measureRate(fleet, 100, 1);
    expect(fleet.counts.sent).toBe(150);
  });

  it("gives up on a server that is a second behind", async () => {
    const fleet = stallingFleet(0, 1_400);
    const { delivery } = await measureRate(fleet, 100, 1);
    expect(delivery.p50).toBe(Infinity);
    expect(fleet.counts.sent).toBe(100);
  });
});

describe("measureSaturation", () => {
  it("keeps so many messages of each pair under way, and ends with none", async () => {
    const fleet = stallingFleet(0, 600);
    const measuring = measureSaturation(fleet, 3, 0.5);
    expect(fleet.counts.sent).toBe(6);
    const { rate } = await measuring;
    expect(rate).toBeGreaterThan(6);
    expect(fleet.isQuiet()).toBe(true);
  });
});

describe("measureLone", () => {
  it("sends one message at a time", async () => {
    const fleet = stallingFleet(0, 300);
    const { ack } = await measureLone(fleet, 3);
    expect(fleet.counts.sent).toBe(3);
    expect(ack.p99).toBeGreaterThan(200);
    expect(ack.p50).toBeLessThan(200);
  });
});
