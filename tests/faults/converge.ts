import { setTimeout as delay } from "node:timers/promises";
import type { ConversationSnapshot } from "@photo-chat/sdk";
import type { WireConversation } from "../support/wire.js";
import type { Page } from "./actors/page.js";
import { ask, type World } from "./world.js";

const POLL_MS = 150;
/** What agrees for so long is no moment between two changes that are still on their way. */
const SETTLED_MS = 1_000;

export interface Convergence {
  /**
   * How long each page took to show what the server has, with nothing of its own waiting, in
   * milliseconds since the call. Pages of somebody over a limit are left out: they wait for that.
   */
  readonly tookMs: readonly number[];
  /** When all of them agreed, everybody was seen to be there, and it stayed so. */
  readonly settledMs: number;
  /** What did not get there in time, and what was missing. */
  readonly late: readonly string[];
}

/** Waits until every page shows what the server has, and nothing waits any more. */
export async function converge(world: World, deadlineMs: number): Promise<Convergence> {
  const start = world.now();
  const took = new Map<Page, number>();
  const held = new Map(world.pages.map((page) => [page, page.client.snapshot.heldUntil]));
  let settledAt: number | null = null;
  for (;;) {
    const late: string[] = [];
    for (const page of world.pages) {
      const missing = await missingOn(page, world).catch(String);
      if (missing !== null) late.push(`${page.name}: ${missing}`);
      else if (!took.has(page)) took.set(page, world.now() - start);
    }
    const { pending, connected } = world.sender;
    if (pending > 0 || !connected) late.push(`${world.sender.userId}: ${pending} wait`);
    late.push(...(await wrongPresence(world).catch((error) => [String(error)])));
    const now = world.now();
    settledAt = late.length === 0 ? (settledAt ?? now) : null;
    const settled = settledAt !== null && now - settledAt >= SETTLED_MS;
    if (settled || (late.length > 0 && now - start > deadlineMs)) {
      const limited = [...held].filter(([{ client }, was]) => client.snapshot.heldUntil !== was);
      const users = limited.map(([{ userId }]) => userId);
      const others = [...took].filter(([{ userId }]) => !users.includes(userId));
      return { tookMs: others.map(([, ms]) => ms), settledMs: (settledAt ?? now) - start, late };
    }
    await delay(POLL_MS);
  }
}

/** Who is not taken for what they are, online, by the server itself. */
async function wrongPresence(world: World): Promise<string[]> {
  const present = [...world.pages.map(({ userId }) => userId), world.sender.userId];
  const wrong = new Set<string>();
  for (const userId of new Set(world.pages.map((page) => page.userId))) {
    for (const { participants } of await conversationsOf(world, userId)) {
      for (const one of participants) {
        if (one.online !== present.includes(one.userId))
          wrong.add(`${one.userId} is still ${one.online ? "online" : "offline"}`);
      }
    }
  }
  return [...wrong];
}

async function conversationsOf(world: World, userId: string): Promise<WireConversation[]> {
  const path = "/api/conversations";
  const answer = await ask<{ conversations: WireConversation[] }>(world, userId, "GET", path);
  return answer.conversations;
}

async function missingOn(page: Page, world: World): Promise<string | null> {
  const { connection, pendingCount } = page.client.snapshot;
  if (connection.state !== "online") return `is ${connection.state}`;
  if (connection.catchingUp) return "is catching up";
  if (pendingCount > 0) return `${pendingCount} wait`;
  for (const conversation of await conversationsOf(world, page.userId)) {
    const snapshot = page.snapshotOf(conversation.conversationId);
    const difference = differenceOf(snapshot, conversation);
    if (difference) return `${conversation.conversationId} ${difference}`;
  }
  return null;
}

function differenceOf(snapshot: ConversationSnapshot, truth: WireConversation): string | null {
  if (snapshot.phase !== "ready") return `is ${snapshot.phase}`;
  const last = snapshot.messages.findLast(({ seq }) => seq !== null);
  if (last?.messageId !== truth.lastMessage?.messageId) {
    return `ends with ${last?.seq}, not ${truth.lastMessage?.seq}`;
  }
  const reaches = (from: readonly WireConversation["participants"][number][]): string =>
    from
      .map(({ userId, deliveredSeq, readSeq, online }) =>
        [userId, deliveredSeq, readSeq, online].join(" "),
      )
      .sort()
      .join(", ");
  const shown = reaches(snapshot.participants);
  const stored = reaches(truth.participants);
  if (shown !== stored) return `has ${shown}, not ${stored}`;
  if (snapshot.unreadCount !== truth.unreadCount) {
    return `counts ${snapshot.unreadCount}, not ${truth.unreadCount}`;
  }
  return snapshot.typing.length > 0 ? "shows somebody typing" : null;
}
