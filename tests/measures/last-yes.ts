import { setTimeout as delay } from "node:timers/promises";

const PAUSE_MS = 2;
/** What has been refused for so long stays refused. */
const STAYS_MS = 250;

/**
 * Asks again and again whether a way is open, and resolves with when the last answer came that said
 * so, in milliseconds since the call: 0 for none, `Infinity` when it is still open after twice `barMs`.
 */
export async function lastYes(isOpen: () => Promise<boolean>, barMs: number): Promise<number> {
  const start = performance.now();
  const passed = (): number => performance.now() - start;
  let last = 0;
  while (passed() < last + STAYS_MS) {
    if (await isOpen()) last = passed();
    if (passed() > 2 * barMs) return last + STAYS_MS > passed() ? Infinity : last;
    await delay(PAUSE_MS);
  }
  return last;
}
