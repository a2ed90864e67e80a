import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRateLimiter } from "./rate-limiter.js";

function limiterAt(perSecond: number, burst: number) {
  const clock = { now: 0 };
  return { clock, limiter: createRateLimiter({ perSecond, burst }, () => clock.now) };
}

describe("a rate limiter", () => {
  it("lets a burst through at once and tells how long until the next", () => {
    const { limiter } = limiterAt(5, 3);
    expect([1, 2, 3, 4].map(() => limiter.take("anna"))).toEqual([0, 0, 0, 200]);
  });

  it("refills evenly, and never past the burst", () => {
    const { clock, limiter } = limiterAt(5, 3);
    for (let taken = 0; taken < 3; taken++) limiter.take("anna");
    clock.now = 199;
    expect(limiter.take("anna")).toBe(1);
    clock.now = 200;
    expect([limiter.take("anna"), limiter.take("anna")]).toEqual([0, 200]);
    clock.now = 1_000_000;
    expect([1, 2, 3, 4].map(() => limiter.take("anna"))).toEqual([0, 0, 0, 200]);
  });

  it("counts each key for itself", () => {
    const { limiter } = limiterAt(1, 1);
    expect([limiter.take("anna"), limiter.take("ben"), limiter.take("anna")]).toEqual([
      0, 0, 1_000,
    ]);
  });

  it("is not fooled by a clock that goes back", () => {
    const { clock, limiter } = limiterAt(1, 1);
    clock.now = 10_000;
    limiter.take("anna");
    clock.now = 0;
    expect(limiter.take("anna")).toBeGreaterThan(0);
  });

  it("never lets more through than burst + rate × time, and lets the next through when it said", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.nat(500), { maxLength: 200 }),
        (perSecond, burst, pauses) => {
          const { clock, limiter } = limiterAt(perSecond, burst);
          let through = 0;
          for (const pause of pauses) {
            clock.now += pause;
            const wait = limiter.take("anna");
            if (wait === 0) through++;
            expect(through).toBeLessThanOrEqual(burst + (clock.now / 1_000) * perSecond + 1e-6);
            if (wait > 0) {
              clock.now += wait;
              expect(limiter.take("anna")).toBe(0);
              through++;
            }
          }
        },
      ),
    );
  });

  it("still limits a key after many others have come by", () => {
    const { limiter } = limiterAt(1, 1);
    limiter.take("anna");
    for (let index = 0; index < 25_000; index++) limiter.take(`visitor-${index}`);
    expect(limiter.take("anna")).toBe(1_000);
  });
});
