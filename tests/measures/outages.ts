import { setTimeout as delay } from "node:timers/promises";
import { type Figure, neverFigure, timesFigure } from "./figure.js";
import { type Answers, answersIn, keepSending } from "./keep-sending.js";
import type { Place } from "./place.js";
import { timeUntil } from "./time-until.js";

const ROUNDS = 3;
const BAR_MS = 10_000;
const TRY_EVERY_MS = 100;

const outages = [
  {
    name: "stopped by SIGSTOP",
    // Longer than a statement may take, so that it is refused meanwhile.
    lastsMs: 8_000,
    begin: ({ postgres }: Place) => postgres.pause(),
    end: ({ postgres }: Place) => postgres.resume(),
  },
  {
    name: "shut down",
    lastsMs: 3_000,
    begin: ({ postgres }: Place) => postgres.kill("SIGINT"),
    end: ({ postgres }: Place) => postgres.start(),
  },
];

/** I14: PostgreSQL goes, and comes back; what is answered meanwhile, and how soon it heals. */
export async function measureOutages(place: Place): Promise<readonly Figure[]> {
  const { photographer, customer, conversationId } = await place.pair();
  const raw = await place.connect(photographer);
  const carls = (await place.device(customer)).conversation(conversationId);
  const figures: Figure[] = [];
  for (const { name, lastsMs, begin, end } of outages) {
    const untilAck: number[] = [];
    const untilSent: number[] = [];
    const during: Answers[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await begin(place);
      const sender = keepSending(raw, conversationId, TRY_EVERY_MS);
      const { key } = carls.send("kept");
      await delay(lastsMs);
      during.push(sender.answers());
      await end(place);
      const isSent = (): boolean =>
        carls.snapshot.messages.some((one) => one.key === key && one.messageId !== null);
      const [acked, sent] = await Promise.all([
        timeUntil(() => sender.answers().acks > 0, 3 * BAR_MS),
        timeUntil(isSent, 3 * BAR_MS),
      ]);
      untilAck.push(acked);
      untilSent.push(sent);
      sender.stop();
      await delay(500);
    }
    const all = during.map(answersIn).reduce((sum, one) => sum + one, 0);
    const unavailable = during
      .map(({ refusals }) => refusals["unavailable"] ?? 0)
      .reduce((sum, one) => sum + one, 0);
    const withoutTime = during.reduce((sum, one) => sum + one.withoutTime, 0);
    const what = `PostgreSQL ${name}`;
    figures.push(
      neverFigure(
        { invariant: "I14", what: `${what}: answers meanwhile other than unavailable and a time` },
        all - unavailable + withoutTime,
        all,
      ),
      timesFigure({ invariant: "I14", what: `${what}, back: the first ack` }, untilAck, BAR_MS),
      timesFigure(
        { invariant: "I14", what: `${what}, back: a page's waiting message is sent` },
        untilSent,
        BAR_MS,
      ),
    );
  }
  place.hangUp();
  return figures;
}
