import { setTimeout as delay } from "node:timers/promises";
import { type Direction, startTcpProxy } from "../support/tcp-proxy.js";
import { type Figure, timesFigure } from "./figure.js";
import type { Place } from "./place.js";
import { timeUntil } from "./time-until.js";

const PAIRS = 12;
/** How often a connection is asked whether it is there: losses are spread over as long. */
const PING_MS = 10_000;
const PRESENCE_BAR_MS = 35_000;
const INDICATOR_BAR_MS = 30_000;

const halfOpen: readonly (readonly Direction[])[] = [["up", "down"], ["up"], ["down"]];

interface Loss {
  readonly othersKnow: number;
  readonly ownerKnows: number;
}

/**
 * I9 and I13: a wire that goes silent, in both directions or in one, at any time between two pings,
 * and neither end is told. Until the others see the person offline, and the person's own page says so.
 */
export async function measureLostNetworks(place: Place): Promise<readonly Figure[]> {
  const losses = await Promise.all(
    Array.from({ length: PAIRS }, (_, at) => lose(place, at, halfOpen[at % halfOpen.length] ?? [])),
  );
  place.hangUp();
  return [
    timesFigure(
      { invariant: "I9", what: "offline after the network was lost, half-open" },
      losses.map(({ othersKnow }) => othersKnow),
      PRESENCE_BAR_MS,
    ),
    timesFigure(
      { invariant: "I13", what: "a page shows that its connection is half-open" },
      losses.map(({ ownerKnows }) => ownerKnows),
      INDICATOR_BAR_MS,
    ),
  ];
}

async function lose(place: Place, at: number, silent: readonly Direction[]): Promise<Loss> {
  const { photographer, customer } = await place.pair();
  const wire = await startTcpProxy(place.server.url);
  try {
    const pia = await place.connect(photographer);
    const carl = await place.device(customer, wire.url);
    await pia.next("user_online");
    await delay((at * PING_MS) / PAIRS);
    wire.turn({ silent });
    const [othersKnow, ownerKnows] = await Promise.all([
      timeUntil(() => pia.received("user_offline").length > 0, 2 * PRESENCE_BAR_MS),
      timeUntil(() => carl.snapshot.connection.state !== "online", 2 * INDICATOR_BAR_MS),
    ]);
    carl.dispose();
    return { othersKnow, ownerKnows };
  } finally {
    wire.close();
  }
}
