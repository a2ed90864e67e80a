import type { Availability, UserAvailabilityEvent } from "@photo-chat/sdk/protocol";
import type { AvailabilityAt, AvailabilityNow } from "./availability-at.js";
import { callAt } from "./call-at.js";
import type { StoredAvailability } from "../store/photographer-statements.js";
import type { FailureLog } from "./change-feed.js";

const RETRY_MS = 5_000;

interface Known {
  setting: StoredAvailability;
  now: AvailabilityNow;
}

/** Whose availability is anything but `online`, and what it is just now. */
export interface Availabilities {
  /** Null for who is always there. */
  of(userId: string): Promise<Readonly<Known> | null>;
  /**
   * What it is just now by a row's setting, unless something newer has been told since that was read.
   * Looks it up where it can: a clock elsewhere takes milliseconds, and a list has a hundred rows.
   */
  now(userId: string, stored: StoredAvailability | null): AvailabilityNow;
  /** Takes a new setting over, and tells what it changes. */
  set(userId: string, setting: StoredAvailability): Promise<void>;
  /** Whoever it was is always there from now on. */
  forget(userId: string): Promise<void>;
  subscribe(listener: (event: UserAvailabilityEvent) => void): () => void;
  /** Tells of the start and the end of hours, when they come; returns what stops it. */
  watch(): () => void;
}

export function createAvailabilities(
  load: () => Promise<{ id: string; availability: StoredAvailability }[]>,
  availabilityAt: AvailabilityAt,
  logger: FailureLog,
): Availabilities {
  const listeners = new Set<(event: UserAvailabilityEvent) => void>();
  let loading: Promise<Map<string, Known>> | null = null;
  let loaded: ReadonlyMap<string, Known> | null = null;
  let cancel: (() => void) | null = null;
  let isWatching = false;

  const look = (setting: StoredAvailability): Known => ({
    setting,
    now: availabilityAt(setting, Date.now()),
  });

  const all = (): Promise<Map<string, Known>> => {
    loading ??= load()
      .then((rows) => {
        const known = new Map(rows.map((row) => [row.id, look(row.availability)]));
        loaded = known;
        return known;
      })
      .catch((error: unknown) => {
        loading = null;
        throw error;
      });
    return loading;
  };

  const replace = (known: Map<string, Known>, userId: string, next: Known): void => {
    const before = known.get(userId)?.now ?? { away: false, backAt: null };
    known.set(userId, next);
    const { away, backAt } = next.now;
    if (before.away === away && before.backAt === backAt) return;
    for (const listener of listeners) listener({ userId, ...toWire(next.now) });
  };

  const arm = (known: Map<string, Known>): void => {
    cancel?.();
    cancel = null;
    const times = [...known.values()].flatMap(({ now }) => now.changesAt ?? []);
    if (!isWatching || times.length === 0) return;
    cancel = callAt(
      times.reduce((a, b) => Math.min(a, b)),
      () => {
        const due = Date.now();
        for (const [userId, { now, setting }] of known) {
          if (now.changesAt !== null && now.changesAt <= due) replace(known, userId, look(setting));
        }
        arm(known);
      },
    );
  };

  const begin = (): void => {
    all().then(arm, (err: unknown) => {
      logger.error({ err }, "unable to look up who is away");
      if (isWatching) cancel = callAt(Date.now() + RETRY_MS, begin);
    });
  };

  return {
    async of(userId) {
      return (await all()).get(userId) ?? null;
    },
    now(userId, stored) {
      const at = Date.now();
      const known = loaded?.get(userId);
      const isOlder = (known?.setting.changedAt ?? "") < (stored?.changedAt ?? "");
      if (!known || isOlder) return availabilityAt(stored, at);
      const isOver = known.now.changesAt !== null && known.now.changesAt <= at;
      return isOver ? availabilityAt(known.setting, at) : known.now;
    },
    async set(userId, setting) {
      const known = await all();
      replace(known, userId, look(setting));
      arm(known);
    },
    async forget(userId) {
      const known = await all();
      if (!known.has(userId)) return;
      replace(known, userId, look({ ...ALWAYS_THERE, since: new Date().toISOString() }));
      known.delete(userId);
      arm(known);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watch() {
      isWatching = true;
      begin();
      return () => {
        isWatching = false;
        cancel?.();
        cancel = null;
      };
    },
  };
}

/** As participants and events carry it. */
export function toWire({ away, backAt }: AvailabilityNow): {
  away: boolean;
  backAt: string | null;
} {
  return { away, backAt: backAt === null ? null : new Date(backAt).toISOString() };
}

export const ALWAYS_THERE: Availability = {
  mode: "online",
  timeZone: "UTC",
  hours: [],
  answer: null,
};
