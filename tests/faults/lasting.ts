import { setTimeout as delay } from "node:timers/promises";

/** Waits, and comes back early when the signal says that it is over. */
export const lasting = async (ms: number, signal: AbortSignal): Promise<void> =>
  delay(ms, undefined, { signal }).catch(() => {});
