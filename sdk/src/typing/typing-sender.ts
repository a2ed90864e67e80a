import type { Clock } from "../clock.js";
import { TYPING_HEARTBEAT_MS } from "../protocol/index.js";

/** Without a keystroke for this long, typing has stopped. */
const IDLE_MS = 4_000;

export interface TypingSender {
  /** At every keystroke. */
  readonly typing: () => void;
  readonly stop: () => void;
}

/** A heartbeat on its leading edge: the first keystroke is told at once, then one in each interval, then one stop. */
export function createTypingSender(
  tell: (event: "typing" | "stop_typing") => void,
  clock: Clock,
): TypingSender {
  let active = false;
  let cancelIdle = (): void => {};
  let cancelRest: (() => void) | null = null;

  function rest(): void {
    cancelRest?.();
    cancelRest = null;
  }

  function stop(): void {
    cancelIdle();
    rest();
    if (!active) return;
    active = false;
    tell("stop_typing");
  }

  return {
    typing() {
      cancelIdle();
      cancelIdle = clock.after(IDLE_MS, stop);
      if (cancelRest) return;
      cancelRest = clock.after(TYPING_HEARTBEAT_MS, rest);
      active = true;
      tell("typing");
    },
    stop,
  };
}
