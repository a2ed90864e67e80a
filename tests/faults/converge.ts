import { setTimeout as delay } from "node:timers/promises";
import type { ConversationSnapshot } from "@photo-chat/sdk";
import type { WireConversation } from "../support/wire.js";
import type { Page } from "./actors/page.js";
import { ask, type World } from "./world.js";

const POLL_MS = 150;
/** What agrees for so long is no moment between two changes that are still on their way. */
const SETTLED_MS = 1_000;

/** How long each page took to show what the server has, in milliseconds since the call. */
export interface Convergence {
  readonly tookMs: readonly number[];
  /** Pages that did not get there in time, and what was missing. */
  readonly late: readonly string[];
}

/** Waits until every page shows what the server has, and nothing waits any more. */
export async function converge(world: World, deadlineMs: number): Promise<Convergence> {
  const start = world.now();
  const since = new Map<Page, number>();
  const present = [...world.pages.map(({ userId }) => userId), world.sender.userId];
  let agreedAt: number | null = null;
  for (;;) {
    const late: string[] = [];
    for (const page of world.pages) {
      const missing = await missingOn(page, world, present).catch(String);
      if (missing === null) {
        if (!since.has(page)) since.set(page, world.now() - start);
      } else {
        since.delete(page);
        late.push(`${page.name}: ${missing}`);
      }
    }
    const { pending, connected } = world.sender;
    if (pending > 0 || !connected) late.push(`${world.sender.userId}: ${pending} wait`);
    const now = world.now();
    agreedAt = late.length === 0 ? (agreedAt ?? now) : null;
    const settled = agreedAt !== null && now - agreedAt >= SETTLED_MS;
    if (settled || (late.length > 0 && now - start > deadlineMs)) {
      return { tookMs: [...since.values()], late };
    }
    await delay(POLL_MS);
  }
}

async function missingOn(
  page: Page,
  world: World,
  present: readonly string[],
): Promise<string | null> {
  const { connection, pendingCount } = page.client.snapshot;
  if (connection.state !== "online") return `is ${connection.state}`;
  if (connection.catchingUp) return "is catching up";
  if (pendingCount > 0) return `${pendingCount} wait`;
  const truth = await ask<{ conversations: WireConversation[] }>(
    ...([world, page.userId, "GET", "/api/conversations"] as const),
  );
  for (const conversation of truth.conversations) {
    const wrong = conversation.participants.find(
      ({ userId, online }) => online !== present.includes(userId),
    );
    if (wrong) return `${wrong.userId} is still ${wrong.online ? "online" : "offline"}`;
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
