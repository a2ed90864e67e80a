import { setTimeout as delay } from "node:timers/promises";
import type { Statements } from "../store/statements.js";
import type { FailureLog } from "./change-feed.js";
import type { PresenceSource } from "./chat.js";
import { isGuestId } from "./guest-id.js";
import type { SignIn } from "./sign-in.js";

const DAY_MS = 86_400_000;
/** Between two rounds: whatever has grown too old meanwhile is gone a little later. */
const EVERY_MS = 3_600_000;
/** Rows that one statement removes, which takes some milliseconds; others come in between. */
const BATCH = 200;
const PAUSE_MS = 20;

/** Removes what is older than so many days, a little at a time. */
export interface Retention {
  /** One round, as of a time in epoch milliseconds. */
  sweep(now: number): Promise<void>;
  /** Sweeps now and every hour; returns what stops it. */
  watch(): () => void;
}

/**
 * A day at a time: what was written on one day (UTC) goes together, so that nobody's list of
 * messages changes more than once a day. Several processes may sweep at once.
 */
export function createRetention(
  statements: Statements,
  presence: PresenceSource,
  signIns: SignIn,
  days: number,
  logger: FailureLog,
): Retention {
  const { moderation, users } = statements;

  const sweep = async (now: number, signal?: AbortSignal): Promise<void> => {
    const before = new Date((Math.floor(now / DAY_MS) - days) * DAY_MS).toISOString();
    const query = { before, most: BATCH };
    const all = async (remove: () => Promise<number>): Promise<void> => {
      while (!signal?.aborted && (await remove()) === BATCH) await delay(PAUSE_MS);
    };
    await all(async () => {
      const [row] = await moderation.removeMessages({ conversationId: null, ...query });
      return row?.removed ?? 0;
    });
    await all(async () => (await moderation.removeReports(query)).length);
    // Whoever is here has been seen, also by what another process removes.
    const ids = presence.userIds().filter(isGuestId);
    await users.touchLastSeen({ ids, at: new Date(now).toISOString() });
    await all(async () => {
      const [row] = await moderation.removeIdleGuests(query);
      const removed = row?.removed ?? [];
      // Whoever has just come comes again, and is stored anew.
      for (const id of removed) signIns.signOut(id);
      return removed.length;
    });
    await statements.signIns.removeOldCodes();
  };

  return {
    sweep: (now) => sweep(now),
    watch() {
      const stopped = new AbortController();
      let sweeping = false;
      const round = (): void => {
        if (sweeping) return;
        sweeping = true;
        sweep(Date.now(), stopped.signal)
          .catch((err: unknown) => logger.error({ err }, "old messages are removed later"))
          .finally(() => {
            sweeping = false;
          });
      };
      const timer = setInterval(round, EVERY_MS);
      round();
      return () => {
        stopped.abort();
        clearInterval(timer);
      };
    },
  };
}
