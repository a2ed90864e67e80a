import { openDeafReader } from "../../support/deaf-reader.js";
import { createJournal } from "../journal.js";
import type { Fault } from "../fault.js";
import { lasting } from "../lasting.js";
import { flood } from "./flood.js";

const DAY_MS = 24 * 3_600_000;
const moods = ["slow", "failing", "expired", "garbage", "another user's"] as const;

export const peopleFaults: readonly Fault[] = [
  {
    name: "reload",
    lanes: ["people"],
    async strike({ pages }, random, signal) {
      for (let left = random.int(1, 4); left > 0; left -= 1) {
        await random.pick(pages).reload();
        await lasting(random.int(0, 800), signal);
      }
    },
  },
  {
    name: "frozen-page",
    lanes: ["people"],
    async strike({ pages, longestMs }, random, signal) {
      const page = random.pick(pages);
      page.emit("suspend");
      await lasting(random.int(200, longestMs), signal);
      page.emit("wake");
    },
  },
  {
    name: "wrong-clock",
    lanes: ["people"],
    async strike({ pages, longestMs }, random, signal) {
      const page = random.pick(pages);
      page.skew = random.pick([-DAY_MS, DAY_MS]);
      await lasting(random.int(500, longestMs), signal);
      // It may be put right, jump to the other side, or stay wrong.
      page.skew = random.pick([0, -page.skew, page.skew]);
    },
  },
  {
    name: "expiring-tokens",
    lanes: ["people"],
    async strike({ pages, longestMs }, random, signal) {
      const page = random.pick(pages);
      page.tokens.lifetime = 1;
      page.wire.reset();
      await lasting(1_000, signal);
      page.tokens.mood = random.pick(moods);
      await lasting(random.int(500, longestMs), signal);
      page.tokens.mood = "well";
      page.tokens.lifetime = 3_600;
      page.wire.reset();
    },
  },
  {
    name: "deaf-reader",
    lanes: ["people"],
    async strike(world, _, signal) {
      const socket = openDeafReader(world.server.url, world.token("pia"));
      await lasting(world.longestMs, signal);
      socket.terminate();
    },
  },
  {
    name: "overload",
    lanes: ["people"],
    async strike(world, random, signal) {
      const journal = createJournal(world.now);
      await flood(world, journal, random.int(500, Math.min(3_000, world.longestMs)), signal);
    },
  },
];
