import { ChatError } from "../chat-error.js";
import type { Clock } from "../clock.js";
import { backoff } from "./backoff.js";

export interface Pacing {
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** Waits, and rejects with `offline` as soon as the signal is aborted. */
export function pause(ms: number, signal: AbortSignal, clock: Clock): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const cancel = clock.after(ms, () => {
      signal.removeEventListener("abort", abort);
      resolve();
    });
    function abort(): void {
      cancel();
      reject(signal.reason as ChatError);
    }
    signal.addEventListener("abort", abort, { once: true });
  });
}

/**
 * Repeats a task until it succeeds. Errors that a later try can heal are waited out, with full
 * jitter, without end; any other error, and the end of the signal, reject. Who was told in
 * `retryAfterMs` when to come back comes then, however often: the server is there, and knows best.
 *
 * @param limits only these are waited out
 */
export async function repeat<Result>(
  task: () => Promise<Result>,
  signal: AbortSignal,
  { clock, random }: Pacing,
  limits = false,
): Promise<Result> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      signal.throwIfAborted();
      return await task();
    } catch (error) {
      if (signal.aborted || !(error instanceof ChatError && error.retryable)) throw error;
      const { code, retryAfterMs = 0 } = error;
      if (limits && !(retryAfterMs && code === "rate_limited")) throw error;
      if (retryAfterMs) attempt = 0;
      await pause(retryAfterMs + backoff(attempt, random()), signal, clock);
    }
  }
}
