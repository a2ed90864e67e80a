import type { Weather } from "../../support/tcp-proxy.js";
import type { Fault } from "../fault.js";
import type { Random } from "../random.js";
import { lasting } from "../lasting.js";
import type { World } from "../world.js";

/** Spoils the wires of one or some for a while. */
function weather(name: string, of: (random: Random) => Partial<Weather>): Fault {
  return {
    name,
    lanes: ["network"],
    async strike(world, random, signal) {
      const wires = world.wires().filter(() => random.chance(0.4));
      for (const wire of wires) wire.turn(of(random));
      await lasting(random.int(500, world.longestMs), signal);
      for (const wire of wires) wire.turn();
    },
  };
}

/** A connection that seems to be there while nothing comes through; what was on the way may be lost. */
async function silence(world: World, random: Random, signal: AbortSignal): Promise<void> {
  const { now, silences, longestMs } = world;
  const page = random.pick(world.pages);
  const from = now();
  page.wire.turn({ silent: ["up", "down"] });
  await lasting(random.int(longestMs / 2, longestMs), signal);
  silences.push({ witness: page.name, from, to: now() });
  if (random.chance(0.5)) page.wire.reset();
  page.wire.turn();
}

export const networkFaults: readonly Fault[] = [
  weather("slow-wire", (random) => ({ delayMs: random.int(20, 400) })),
  weather("sliced-bytes", () => ({ sliced: true })),
  weather("reset-after-bytes", (random) => ({ resetAfter: random.int(50, 8_000) })),
  weather("one-way", (random) => ({ silent: [random.pick(["up", "down"] as const)] })),
  { name: "half-open", lanes: ["network"], strike: silence },
  {
    name: "cut",
    lanes: ["network"],
    async strike(world, random, signal) {
      const wires = world.wires().filter(() => random.chance(0.5));
      for (const wire of wires) wire.cut();
      await lasting(random.int(200, world.longestMs), signal);
      for (const wire of wires) wire.mend();
    },
  },
  {
    name: "resets",
    lanes: ["network"],
    async strike(world, random, signal) {
      for (let left = random.int(1, 5); left > 0; left -= 1) {
        for (const wire of world.wires()) if (random.chance(0.5)) wire.reset();
        await lasting(random.int(50, 500), signal);
      }
    },
  },
  {
    name: "offline-online",
    lanes: ["network"],
    async strike(world, random, signal) {
      const page = random.pick(world.pages);
      for (let toggle = 0; toggle < 20; toggle += 1) {
        page.emit("offline");
        await lasting(random.int(0, 100), signal);
        page.emit("wake");
        await lasting(random.int(0, 100), signal);
      }
    },
  },
];
