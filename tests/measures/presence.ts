import { setTimeout as delay } from "node:timers/promises";
import { type Figure, neverFigure, timesFigure } from "./figure.js";
import type { Place } from "./place.js";
import { timeUntil } from "./time-until.js";

/** So many pairs at a time: what takes seconds takes them for all. */
const PAIRS = 20;
/** How long a person who has gone is shown as there, `PRESENCE_GRACE_MS` of the server. */
const GRACE_MS = 4_000;
const CLOSE_BAR_MS = GRACE_MS + 1_000;
const TYPING_BAR_MS = 6_000;
/** Within the grace, as a browser is between two pages. */
const PAGE_CHANGE_MS = 1_000;

/** I9: what the other one is shown of somebody who goes, changes the page, or stops typing. */
export async function measurePresence(place: Place): Promise<readonly Figure[]> {
  const [closed, changed, silent, still] = await Promise.all([
    forEachPair(() => closePage(place)),
    forEachPair(() => changePage(place)),
    forEachPair(() => forgetToStop(place)),
    forEachPair(() => stopPressingKeys(place)),
  ]);
  place.hangUp();
  const invariant = "I9";
  return [
    timesFigure({ invariant, what: "offline after a page was closed" }, closed, CLOSE_BAR_MS),
    neverFigure(
      { invariant, what: "page changes that showed somebody offline" },
      changed.filter(Boolean).length,
      changed.length,
    ),
    timesFigure(
      { invariant, what: "typing ends after the last key, of a page" },
      still,
      TYPING_BAR_MS,
    ),
    timesFigure(
      { invariant, what: "typing ends after the last key, of a client that never says so" },
      silent,
      TYPING_BAR_MS,
    ),
  ];
}

function forEachPair<Result>(act: () => Promise<Result>): Promise<Result[]> {
  return Promise.all(Array.from({ length: PAIRS }, act));
}

async function closePage(place: Place): Promise<number> {
  const { photographer, customer } = await place.pair();
  const pia = await place.connect(photographer);
  const carl = await place.device(customer);
  await pia.next("user_online");
  carl.dispose();
  return timeUntil(() => pia.received("user_offline").length > 0, 2 * CLOSE_BAR_MS);
}

/** Whether it was seen. */
async function changePage(place: Place): Promise<boolean> {
  const { photographer, customer } = await place.pair();
  const pia = await place.connect(photographer);
  const before = await place.device(customer);
  await pia.next("user_online");
  before.dispose();
  await delay(PAGE_CHANGE_MS);
  await place.device(customer);
  await delay(CLOSE_BAR_MS);
  return pia.received("user_offline").length > 0;
}

async function stopPressingKeys(place: Place): Promise<number> {
  const { photographer, customer, conversationId } = await place.pair();
  const pias = (await place.device(photographer)).conversation(conversationId);
  const carls = (await place.device(customer)).conversation(conversationId);
  const start = await timeUntil(() => {
    carls.typing();
    return pias.snapshot.typing.length > 0;
  }, TYPING_BAR_MS);
  if (start === Infinity) throw new Error("typing was never shown");
  carls.typing();
  return timeUntil(() => pias.snapshot.typing.length === 0, 2 * TYPING_BAR_MS);
}

async function forgetToStop(place: Place): Promise<number> {
  const { photographer, customer, conversationId } = await place.pair();
  const pias = (await place.device(photographer)).conversation(conversationId);
  const carl = await place.connect(customer);
  const pressedAt = performance.now();
  await carl.request("typing", { conversationId });
  await timeUntil(() => pias.snapshot.typing.length > 0, TYPING_BAR_MS);
  const shown = performance.now() - pressedAt;
  return shown + (await timeUntil(() => pias.snapshot.typing.length === 0, 2 * TYPING_BAR_MS));
}
