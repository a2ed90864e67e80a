import { setTimeout as delay } from "node:timers/promises";
import type { Statements } from "../store/statements.js";
import type { FailureLog } from "./change-feed.js";
import type { PresenceSource } from "./chat.js";
import { isGuestId } from "./guest-id.js";
import type { Moderation } from "./moderation.js";
import type { SignIn } from "./sign-in.js";

const DAY_MS = 86_400_000;
/** Between two rounds: whatever has grown too old meanwhile is gone a little later. */
const EVERY_MS = 3_600_000;
/** Rows that one statement removes, which takes some milliseconds; others come in between. */
const BATCH = 200;
const PAUSE_MS = 20;

/** Removes what is older than so many days, a little at a time, and what deletions have left. */
export interface Retention {
  /** One round, as of a time in epoch milliseconds. */
  sweep(now: number): Promise<void>;
  /** Sweeps now and every hour; returns what stops it. */
  watch(): () => void;
}

export interface RetentionDependencies {
  statements: Statements;
  presence: PresenceSource;
  moderation: Moderation;
  signIns: SignIn;
  logger: FailureLog;
}

/**
 * A day at a time: what was written on one day (UTC) goes together, so that nobody's list of
 * messages changes more than once a day. Several processes may sweep at once.
 *
 * @param days undefined: nothing is too old
 */
export function createRetention(
  { statements, presence, moderation, signIns, logger }: RetentionDependencies,
  days: number | undefined,
): Retention {
  const removeOld = async (now: number, days: number, signal?: AbortSignal): Promise<void> => {
    const old = statements.moderation;
    const before = new Date((Math.floor(now / DAY_MS) - days) * DAY_MS).toISOString();
    const query = { before, most: BATCH };
    const all = async (remove: () => Promise<number>): Promise<void> => {
      while (!signal?.aborted && (await remove()) === BATCH) await delay(PAUSE_MS);
    };
    await all(async () => (await old.removeMessages(query))[0]?.removed ?? 0);
    await all(async () => (await old.removeReports(query)).length);
    // Whoever is here has been seen, also by what another process removes.
    const ids = presence.userIds().filter(isGuestId);
    await statements.users.touchLastSeen({ ids, at: new Date(now).toISOString() });
    await all(async () => {
      const [row] = await old.removeIdleGuests(query);
      const removed = row?.removed ?? [];
      // Whoever has just come comes again, and is stored anew.
      for (const id of removed) signIns.signOut(id);
      return removed.length;
    });
    await statements.signIns.removeOldCodes();
  };
  const sweep = async (now: number, signal?: AbortSignal): Promise<void> => {
    await moderation.finishDeletions();
    if (days !== undefined) await removeOld(now, days, signal);
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
