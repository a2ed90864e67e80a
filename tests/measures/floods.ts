import { setTimeout as delay } from "node:timers/promises";
import { startGenerator } from "../../bench/generator-process.js";
import { medianOf } from "../../bench/percentile.js";
import { JWT_SECRET } from "../support/sign-token.js";
import type { Figure } from "./figure.js";
import type { Flooder, FloodKind } from "./flood/flood-kinds.js";
import { startFlood } from "./flood/start-flood.js";
import type { Place } from "./place.js";

const BAR = 2;
/** Calm and flood in turns, so often. */
const ROUNDS = 6;
/** Of each turn; what comes of the flood before, and waits for its turn, is over by then. */
const SECONDS = 2.5;
const SETTLE_MS = 3_000;
/** Who writes in peace: pairs, and messages in a second of all together. */
const QUIET_PAIRS = 40;
const QUIET_RATE = 200;
const FLOODERS = 10;
/** So much is in a flooder's conversation as an answer can hold. */
const HISTORY = 200;

/** What all flooders ask for together in a second. */
const floods: readonly { readonly kind: FloodKind; readonly perSecond: number }[] = [
  { kind: "messages", perSecond: 2_000 },
  { kind: "syncs", perSecond: 1_000 },
  { kind: "joins", perSecond: 1_000 },
  { kind: "connection attempts", perSecond: 300 },
  { kind: "malformed packets", perSecond: 1_000 },
];

/** I16: how long messages of quiet people take beside each flood, against just before and after it. */
export async function measureFloods(place: Place): Promise<readonly Figure[]> {
  const generator = startGenerator();
  const figures: Figure[] = [];
  try {
    const { url } = place.server;
    const fleet = { url, secret: JWT_SECRET, pairs: QUIET_PAIRS, receipts: true };
    await generator.run("quiet", "connect", fleet);
    const quietP99 = async (seconds: number): Promise<number> => {
      const args = { rate: QUIET_RATE, seconds };
      return (await generator.run("quiet", "rate", args)).delivery.p99;
    };
    await quietP99(SECONDS);
    const flooders = await findFlooders(place);
    for (const { kind, perSecond } of floods) {
      const flood = await startFlood({ kind, url, flooders, perSecond });
      const calm: number[] = [];
      const flooded: number[] = [];
      let taken = 0;
      for (let round = 0; round < ROUNDS; round++) {
        await delay(SETTLE_MS);
        calm.push(await quietP99(SECONDS));
        await flood.begin();
        const from = performance.now();
        flooded.push(await quietP99(SECONDS));
        const lasted = (performance.now() - from) / 1_000;
        taken += (await flood.pause()).taken / lasted / ROUNDS;
      }
      flood.end();
      const [without, beside] = [medianOf(calm), medianOf(flooded)];
      figures.push({
        invariant: "I16",
        what: `delivery p99 beside ${Math.round(taken).toLocaleString("en")} ${kind} a second`,
        bar: `< × ${BAR}`,
        measured: `× ${(beside / without).toFixed(2)} (${without.toFixed(1)} → ${beside.toFixed(1)} ms)`,
        within: beside / without < BAR,
      });
    }
  } finally {
    generator.stop();
  }
  return figures;
}

/** Users whose conversations are as large as one page of them can be. */
async function findFlooders(place: Place): Promise<Flooder[]> {
  const flooders: Flooder[] = [];
  for (let one = 0; one < FLOODERS; one++) {
    const { photographer, customer, conversationId } = await place.pair();
    flooders.push({ token: customer.token, conversationId });
    await place.query(
      `INSERT INTO messages (
         conversation_id, client_message_id, seq, rev, sender_id, receiver_id, message_text, message_type
       )
       SELECT $1, 'old-' || number, number, number, $2, $3, repeat('x', 4000), 'text'
       FROM generate_series(1, $4::int) number`,
      [conversationId, customer.userId, photographer.userId, HISTORY],
    );
    await place.query("UPDATE conversations SET rev = $2 WHERE id = $1", [conversationId, HISTORY]);
  }
  return flooders;
}
