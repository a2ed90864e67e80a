import type { Input } from "./input.js";

/** So many refusals cost a connection so many milliseconds in which it is not heard. */
const REFUSALS = 1_000;
const REST_MS = 500;

/**
 * Counts the refusals of a connection. Who goes on and on over a limit is read from no faster than
 * refusing is cheap; who hits one now and then does not notice.
 */
export function slowDown(input: Input): () => void {
  let refusals = 0;
  const rest = (): void => {
    const letGo = input.hold();
    setTimeout(() => {
      refusals -= REFUSALS;
      // What had been read already may have been much.
      if (refusals >= REFUSALS) rest();
      letGo();
    }, REST_MS).unref();
  };
  return () => {
    refusals += 1;
    if (refusals === REFUSALS) rest();
  };
}
