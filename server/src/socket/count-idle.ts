/** So much that asks for nothing may come in this time: heartbeats are one in ten seconds. */
const MOST = 50;
const WITHIN_MS = 10_000;

/** Counts what asks for nothing; what it returns is true from the one on that is too many. */
export function countIdle(): () => boolean {
  let count = 0;
  let since = performance.now();
  return () => {
    const now = performance.now();
    if (now - since > WITHIN_MS) {
      count = 0;
      since = now;
    }
    count += 1;
    return count > MOST;
  };
}
