import { setTimeout as delay } from "node:timers/promises";

/**
 * Calls `probe` until it stops throwing, and returns what it returned.
 * @throws the last error once `timeout` milliseconds (default 20,000) are over
 */
export async function eventually<T>(
  probe: () => T | Promise<T>,
  { timeout = 20_000, interval = 20 }: { timeout?: number; interval?: number } = {},
): Promise<T> {
  const deadline = performance.now() + timeout;
  for (;;) {
    try {
      return await probe();
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await delay(interval);
  }
}
