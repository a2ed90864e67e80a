const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Calls back at a time in epoch milliseconds, however far away. Returns what cancels it. */
export function callAt(time: number, callback: () => void): () => void {
  let timer: NodeJS.Timeout;
  const arm = (): void => {
    const left = time - Date.now();
    timer = left > 0 ? setTimeout(arm, Math.min(left, LONGEST_TIMER_MS)) : setTimeout(callback, 0);
  };
  arm();
  return () => clearTimeout(timer);
}
