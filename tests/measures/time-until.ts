import { eventually } from "../support/eventually.js";

const POLL_MS = 2;

/** How long it takes until something holds, in milliseconds; `Infinity` when it does not within `limitMs`. */
export async function timeUntil(
  holds: () => boolean | Promise<boolean>,
  limitMs: number,
): Promise<number> {
  const start = performance.now();
  return eventually(
    async () => {
      if (!(await holds())) throw new Error("not yet");
      return performance.now() - start;
    },
    { timeout: limitMs, interval: POLL_MS },
  ).catch(() => Infinity);
}
