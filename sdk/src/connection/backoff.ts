const BASE_MS = 500;
const CAP_MS = 4_000;

/**
 * How long to wait before try number `attempt` (from 0) is repeated, in milliseconds: anything up to
 * 0.5 s, doubling up to 4 s. The "full jitter" of Marc Brooker, "Exponential Backoff And Jitter",
 * AWS Architecture Blog, 2015.
 *
 * @param random from 0 up to 1, drawn anew for every wait
 */
export function backoff(attempt: number, random: number): number {
  return random * Math.min(CAP_MS, BASE_MS * 2 ** attempt);
}
