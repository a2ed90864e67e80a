import { startGenerator } from "../../bench/generator-process.js";
import { JWT_SECRET } from "../support/sign-token.js";
import { openDeafReader } from "../support/deaf-reader.js";
import type { TestUser } from "../support/people.js";
import { type Figure, neverFigure } from "./figure.js";
import type { Flooder } from "./flood/flood-kinds.js";
import { startFlood } from "./flood/start-flood.js";
import { type Answers, answersIn, keepSending } from "./keep-sending.js";
import { sampleMemory } from "./memory-samples.js";
import type { Place } from "./place.js";
import { growthOf } from "./plateau.js";

/** The last third may hold so much more than the middle one: garbage is collected when there is time. */
const BAR = 1.1;
const TIMES_TOO_MUCH = 10;
const PAIRS = 20;
/** Looking for what it sustains. */
const SATURATION = { inFlight: 16, seconds: 3 };
/** Longer than the server waits for a reader. */
const DEAF_FOR_MS = 12_000;

/** I12, with limits lifted: ten times what the server takes in when there is always more to do. */
export async function measureCapacity(place: Place): Promise<readonly Figure[]> {
  const generator = startGenerator();
  const fleet = { url: place.server.url, secret: JWT_SECRET, pairs: PAIRS, receipts: true };
  await generator.run("saturation", "connect", fleet);
  await generator.run("saturation", "saturation", SATURATION);
  const { rate } = await generator.run("saturation", "saturation", SATURATION);
  generator.stop();
  const sustained = `${(rate / 1_000).toFixed(1)}k messages/s`;
  return overload(place, {
    what: `10 × the ${sustained} it sustains, a reader deaf`,
    perSecond: TIMES_TOO_MUCH * rate,
    seconds: 60,
    witnessEveryMs: 100,
  });
}

/** I12, with the limits as they are: ten times what each user may. */
export function measureLimits(place: Place): Promise<readonly Figure[]> {
  const perUser = 5;
  return overload(place, {
    what: "10 × what its users may send, a reader deaf",
    perSecond: TIMES_TOO_MUCH * perUser * PAIRS,
    seconds: 30,
    witnessEveryMs: 1_000 / (TIMES_TOO_MUCH * perUser),
  });
}

interface Overload {
  readonly what: string;
  /** Messages. */
  readonly perSecond: number;
  readonly seconds: number;
  /** How often somebody sends whose every answer is looked at. */
  readonly witnessEveryMs: number;
}

async function overload(
  place: Place,
  { what, perSecond, seconds, witnessEveryMs }: Overload,
): Promise<Figure[]> {
  const flooders: Flooder[] = [];
  const readers: TestUser[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    const { photographer, customer, conversationId } = await place.pair();
    flooders.push({ token: customer.token, conversationId });
    readers.push(photographer);
  }
  const hear = keepDeaf(place.server.url, readers[0]?.token ?? "");
  const { customer, conversationId } = await place.pair();
  const witness = await place.connect(customer);

  const flood = await startFlood({ kind: "messages", url: place.server.url, flooders, perSecond });
  const sender = keepSending(witness, conversationId, witnessEveryMs);
  await flood.begin();
  const { resident, heap } = await sampleMemory(place.server, seconds * 1_000);
  const { taken, left } = await flood.pause();
  const answers = sender.answers();
  sender.stop();
  flood.end();
  hear();
  place.hangUp();

  const growth = growthOf(resident);
  const asked = `${what}: of ${thousands(taken + left)}k it read ${thousands(taken)}k in ${seconds} s`;
  return [
    {
      invariant: "I12",
      what: asked,
      bar: `≤ × ${BAR}`,
      measured:
        `resident × ${growth.toFixed(2)}, at most ${megabytes(Math.max(...resident))}; ` +
        `heap × ${growthOf(heap).toFixed(2)}, at most ${megabytes(Math.max(...heap))}`,
      within: growth <= BAR,
    },
    neverFigure(
      { invariant: "I12", what: `refusals without a time to come back (${codesOf(answers)})` },
      answers.withoutTime,
      answersIn(answers),
    ),
  ];
}

/** A reader that stops reading, and comes back when it was cut off; returns what ends it. */
function keepDeaf(url: string, token: string): () => void {
  let reader = openDeafReader(url, token);
  const again = setInterval(() => {
    reader.terminate();
    reader = openDeafReader(url, token);
  }, DEAF_FOR_MS);
  return () => {
    clearInterval(again);
    reader.terminate();
  };
}

function codesOf({ acks, refusals }: Answers): string {
  const each = Object.entries(refusals).map(([code, count]) => `${code} ${count}`);
  return [`acked ${acks}`, ...each].join(", ");
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;

const thousands = (count: number): string => Math.round(count / 1_000).toLocaleString("en");
