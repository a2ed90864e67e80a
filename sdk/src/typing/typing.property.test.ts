import fc from "fast-check";
import { expect, it } from "vitest";
import { TYPING_EXPIRY_MS, TYPING_HEARTBEAT_MS } from "../protocol/index.js";
import { createManualClock } from "../testing/manual-clock.js";
import { createTypingRoster } from "./typing-roster.js";
import { createTypingSender } from "./typing-sender.js";

const happening = fc.oneof(
  { weight: 4, arbitrary: fc.constant("key" as const) },
  fc.constant("stop" as const),
  { weight: 3, arbitrary: fc.nat(3_000) },
);

it("someone who types is seen typing, and never longer than 6 s after, whatever is lost", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { maxLength: 60, size: "max" }),
      fc.array(fc.constantFrom("heard", "lost", "twice"), { maxLength: 60, size: "max" }),
      async (happenings, faults) => {
        const clock = createManualClock();
        const roster = createTypingRoster(() => {}, clock);
        const told = { active: false, allHeard: true, at: -Infinity };
        const sender = createTypingSender((event) => {
          // A stop ends what was begun, and heartbeats keep their distance.
          if (event === "stop_typing") expect(told.active).toBe(true);
          else if (told.active)
            expect(clock.now() - told.at).toBeGreaterThanOrEqual(TYPING_HEARTBEAT_MS);
          told.active = event === "typing";
          told.at = clock.now();
          const fault = faults.shift() ?? "heard";
          told.allHeard &&= fault !== "lost";
          for (
            let times = fault === "lost" ? 0 : fault === "twice" ? 2 : 1;
            times > 0;
            times -= 1
          ) {
            if (event === "typing") roster.started({ userId: "bo", userName: "Bo" });
            else roster.stopped("bo");
          }
        }, clock);
        let keyAt = -Infinity;
        for (const one of happenings) {
          if (one === "key") {
            sender.typing();
            keyAt = clock.now();
          } else if (one === "stop") sender.stop();
          else await clock.advance(one);
          if (told.allHeard) expect(roster.users.length).toBe(told.active ? 1 : 0);
          if (clock.now() - keyAt > TYPING_EXPIRY_MS) expect(roster.users).toEqual([]);
        }
        await clock.advance(TYPING_EXPIRY_MS);
        expect(told.active).toBe(false);
        expect(roster.users).toEqual([]);
        expect(clock.timers).toBe(0);
      },
    ),
    { numRuns: 200 },
  );
});
