import type { Page } from "./actors/page.js";
import type { Random } from "./random.js";
import { lasting } from "./lasting.js";
import type { World } from "./world.js";

/** From one thing that somebody does to the next, at most, in milliseconds. */
const PAUSE_MS = 40;
/** A page on which so much waits is left alone. */
const PENDING_MAX = 150;

type Action = (page: Page, conversationId: string, random: Random) => void | Promise<void>;

const write: Action = (page, conversationId, random) =>
  page.send(conversationId, `${page.name} says ${random.int(0, 1e9)}`);

/** What people do, and how often. */
const actions: readonly [weight: number, action: Action][] = [
  [50, write],
  [
    4,
    (page, conversationId, random) => {
      for (let left = random.int(5, 25); left > 0; left -= 1)
        void write(page, conversationId, random);
    },
  ],
  [1, (page, conversationId) => page.send(conversationId, "not to be taken", true)],
  [20, (page, conversationId) => page.client.conversation(conversationId).markRead()],
  [10, (page, conversationId) => page.client.conversation(conversationId).typing()],
  [4, (page, conversationId) => page.client.conversation(conversationId).stopTyping()],
  [3, (page, conversationId) => page.client.conversation(conversationId).loadOlder()],
  [
    3,
    async (page, conversationId, random) => {
      const { messages } = page.snapshotOf(conversationId);
      const waiting = messages.filter(({ status }) => status === "sending" || status === "failed");
      if (waiting.length === 0) return;
      await page.discard(conversationId, random.pick(waiting).clientMessageId);
    },
  ],
  [
    1,
    (page, conversationId) => {
      const failed = page.snapshotOf(conversationId).messages.find((one) => one.error !== null);
      if (failed) page.client.conversation(conversationId).retry(failed.clientMessageId);
    },
  ],
];
const deck = actions.flatMap(([weight, action]) => Array.from({ length: weight }, () => action));

/** People at work until the signal ends; resolves with how many things they did. */
export async function work(world: World, random: Random, signal: AbortSignal): Promise<number> {
  let count = 0;
  while (!signal.aborted) {
    await lasting(random.int(0, PAUSE_MS), signal);
    if (world.isQuiet) continue;
    const page = random.pick(world.pages);
    const conversationId = random.pick(world.conversationsOf(page.userId));
    const action = random.pick(deck);
    const acting = random.fork();
    count += 1;
    if (random.chance(0.15)) {
      const { sender } = world;
      const texts = Array.from(
        { length: acting.int(1, 4) },
        () => `rob says ${acting.int(0, 1e9)}`,
      );
      if (sender.pending < 15)
        sender.send(random.pick(world.conversationsOf(sender.userId)), texts);
    }
    if (page.client.snapshot.pendingCount > PENDING_MAX) continue;
    // While nobody knows who the user is nothing can be written, and without a connection no page is loaded.
    void (async () => action(page, conversationId, acting))().catch(() => {});
  }
  return count;
}
